package org.fangpin110.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.fangpin110.attachment.Attachment;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
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

    ResidentView(Supplier<UnitTable> units, Messages messages, ReportContent content, FieldCipher cipher) {
        this.units = units;
        this.messages = messages;
        this.content = content;
        this.cipher = cipher;
    }

    Map<String, Object> receipt(Receipt receipt, Language language) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("reportId", receipt.reportId());
        view.put("receiptNo", receipt.receiptNo());
        view.put("submittedAt", receipt.submittedAt());
        view.put("handlingUnit", unit(receipt.unitCode()));
        view.put("promisedBy", receipt.promisedBy());
        view.put("nextStep", messages.text(language, "receipt.next-step", unitName(receipt.unitCode())));
        List<Map<String, Object>> notes = receipt.flags().stream()
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

    Map<String, Object> detail(
            OwnReport report, List<ReportRepository.Step> steps, List<Attachment> photos, Language language) {
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
                        .map(step -> Map.of(
                                "at",
                                step.at(),
                                "code",
                                step.kind(),
                                "text",
                                messages.text(language, "timeline." + step.kind(), unitName(step.ownerUnit()))))
                        .toList());
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
        view.put("createdAt", attachment.createdAt().toInstant());
        return view;
    }

    private Map<String, Object> unit(String code) {
        return Map.of("unitCode", code, "name", unitName(code));
    }

    private String unitName(String code) {
        Optional<Unit> unit = units.get().find(code).or(() -> units.get().findRetired(code));
        return unit.map(Unit::name).orElse(code);
    }

    private Map<String, Object> coded(String code, String key, Language language) {
        return Map.of("code", code, "text", messages.text(language, key));
    }
}
