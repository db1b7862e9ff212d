package org.fangpin110.intake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.fangpin110.attachment.Attachment;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.report.Course;
import org.fangpin110.report.OwnReport;
import org.fangpin110.report.Receipt;
import org.fangpin110.report.ReportContent;
import org.fangpin110.report.ReportRepository;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitTable;

/** What a resident reads: the contract's answers in plain words. A proxy gets the status word, never content. */
final class ResidentView {
    private final Supplier<UnitTable> units;
    private final Messages messages;
    private final ReportContent content;
    private final FieldCipher cipher;
    private final JourneyView journeys;

    ResidentView(
            Supplier<UnitTable> units,
            Messages messages,
            ReportContent content,
            FieldCipher cipher,
            JourneyView journeys) {
        this.units = units;
        this.messages = messages;
        this.content = content;
        this.cipher = cipher;
        this.journeys = journeys;
    }

    Map<String, Object> receipt(Receipt receipt, Language language) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("reportId", receipt.reportId());
        view.put("receiptNo", receipt.receiptNo());
        view.put("submittedAt", receipt.submittedAt());
        view.put("handlingUnit", unit(receipt.unitCode()));
        view.put("promisedBy", receipt.promisedBy());
        view.put("nextStep", messages.text(language, "receipt.next-step", unitName(receipt.unitCode())));
        List<Coded> notes = receipt.flags().stream()
                .filter(flag -> messages.has(language, "receipt.note." + flag))
                .map(flag -> coded(flag, "receipt.note." + flag, language))
                .toList();
        if (!notes.isEmpty()) {
            view.put("notes", notes);
        }
        return view;
    }

    Map<String, Object> summary(OwnReport report, Language language) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("receiptNo", report.receiptNo());
        view.put("submittedAt", report.submittedAt());
        view.put("status", coded(report.status(), "status." + report.status(), language));
        view.put("handlingUnit", unit(report.ownerUnit()));
        view.put("forOther", report.forOther());
        return view;
    }

    /** A family that lets nobody else follow its case is followed by nobody else: a proxy keeps the bare receipt. */
    Map<String, Object> detail(
            OwnReport report,
            Course course,
            List<ReportRepository.Step> steps,
            List<Attachment> photos,
            Language language) {
        boolean hidden = report.forOther() && course.hiddenFromProxies();
        Map<String, Object> view = summary(report, language);
        view.put("promisedBy", report.promisedBy());
        if (!report.forOther()) {
            report.answer()
                    .ifPresent(encrypted -> view.put(
                            "answer", cipher.decryptText("case_file.answer." + report.caseId(), encrypted.getBytes())));
            view.put("report", content.open(report.id(), report.content().getBytes()));
        }
        view.put(
                "timeline",
                steps.stream()
                        .filter(step -> !hidden || step.kind().startsWith("report-"))
                        .filter(step -> messages.has(Language.ZH, "timeline." + step.kind()))
                        .map(step -> new Told(
                                step.at(),
                                step.kind(),
                                messages.text(language, "timeline." + step.kind(), unitName(step.ownerUnit()))))
                        .toList());
        if (!hidden) {
            journeys.of(report, course, unitName(report.ownerUnit()), language)
                    .ifPresent(journey -> view.put("journey", journey));
        }
        course.rating()
                .ifPresent(said -> view.put(
                        "rating", Map.of("score", said.score(), "solved", said.solved(), "ratedAt", said.ratedAt())));
        if (!course.withdrawnConsents().isEmpty()) {
            view.put("withdrawnConsents", course.withdrawnConsents());
        }
        view.put("photos", photos.stream().map(ResidentView::photo).toList());
        return view;
    }

    static Map<String, Object> photo(Attachment attachment) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("photoId", attachment.id());
        view.put("mediaType", attachment.mediaType());
        view.put("byteSize", attachment.byteSize());
        view.put("width", attachment.width());
        view.put("height", attachment.height());
        view.put("createdAt", attachment.createdAt().toInstant().truncatedTo(ChronoUnit.MILLIS));
        return view;
    }

    /** Records, not maps: every node writes their members in the same order, so that repeated answers are equal byte by byte. */
    private record Told(Instant at, String code, String text) {}

    private record Coded(String code, String text) {}

    private record Named(String unitCode, String name) {}

    private Named unit(String code) {
        return new Named(code, unitName(code));
    }

    private String unitName(String code) {
        Optional<Unit> unit = units.get().find(code).or(() -> units.get().findRetired(code));
        return unit.map(Unit::name).orElse(code);
    }

    private Coded coded(String code, String key, Language language) {
        return new Coded(code, messages.text(language, key));
    }
}
