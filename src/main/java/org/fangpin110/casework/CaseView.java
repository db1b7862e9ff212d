package org.fangpin110.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fangpin110.attachment.Attachment;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseEvent;
import org.fangpin110.casefile.Lateness;
import org.fangpin110.casefile.Party;
import org.fangpin110.casefile.QueueRow;
import org.fangpin110.casework.Words.CodedValue;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.household.RegisteredHousehold;
import org.fangpin110.household.RegistrySeal;
import org.fangpin110.platform.crypto.DecryptionFailure;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.policy.RiskPolicy;
import org.fangpin110.report.CorrectionContent;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.ReportContent;
import org.fangpin110.report.StoredCorrection;
import org.fangpin110.report.StoredReport;
import org.fangpin110.report.StoredSupplement;
import org.fangpin110.report.SupplementContent;
import org.fangpin110.risk.RiskLevel;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.workflow.Action;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns stored cases into what the contract shows: decrypted, masked, in the reader's words. */
public final class CaseView {
    private static final Logger LOG = LoggerFactory.getLogger(CaseView.class);

    private final Messages messages;
    private final Supplier<UnitTable> table;
    private final FieldCipher cipher;
    private final ReportContent contents;
    private final SupplementContent supplements;
    private final CorrectionContent corrections;
    private final RegistrySeal registrySeal;
    private final Supplier<RiskPolicy> riskPolicy;
    private final InstantSource clock;

    public CaseView(
            Messages messages,
            Supplier<UnitTable> table,
            FieldCipher cipher,
            RegistrySeal registrySeal,
            Supplier<RiskPolicy> riskPolicy,
            InstantSource clock) {
        this.messages = messages;
        this.table = table;
        this.cipher = cipher;
        this.contents = new ReportContent(cipher);
        this.supplements = new SupplementContent(cipher);
        this.corrections = new CorrectionContent(cipher);
        this.registrySeal = registrySeal;
        this.riskPolicy = riskPolicy;
        this.clock = clock;
    }

    /** A case with all that belongs to it, as stored. */
    record Whole(
            Case file,
            Lateness lateness,
            List<StoredReport> reports,
            List<StoredSupplement> supplements,
            List<CaseEvent> events,
            Map<UUID, List<Attachment>> photos,
            Optional<RegisteredHousehold> household,
            RiskLevel riskLevel,
            SaidLater said) {}

    /** What reporters corrected, and which consents they took back. */
    record SaidLater(List<StoredCorrection> corrections, Map<UUID, Set<String>> withdrawnConsents) {}

    Words words(Language language) {
        return new Words(messages, table, language);
    }

    CaseSummary summary(QueueRow row, StaffMember reader, Words words) {
        return summary(
                row.file(),
                row.lateness(),
                row.receiptNo(),
                row.riskMain(),
                subjectName(row, words),
                row.riskLevel(),
                reader,
                words);
    }

    /** One report that does not open, say under a lost key, must not hide the rest of the queue. */
    private String subjectName(QueueRow row, Words words) {
        try {
            return contents.open(row.file().firstReportId(), row.reportContent())
                    .subject()
                    .name();
        } catch (DecryptionFailure e) {
            LOG.atError()
                    .addKeyValue("caseId", row.file().id())
                    .addKeyValue("failure", e.getMessage())
                    .log("A report does not open");
            return words.text("content.unreadable");
        }
    }

    CaseDetail detail(Whole whole, StaffMember reader, Words words) {
        Case file = whole.file();
        Map<UUID, NewReport> sent = whole.reports().stream()
                .collect(Collectors.toMap(StoredReport::id, stored -> contents.open(stored.id(), stored.content())));
        StoredReport first = whole.reports().stream()
                .filter(stored -> stored.id().equals(file.firstReportId()))
                .findFirst()
                .orElseThrow();
        String name = sent.get(first.id()).subject().name();
        Standings standings = Standings.of(reader, file);
        List<Action> allowed = standings.allowed(
                Bounces.of(whole.events()),
                whole.events().stream().anyMatch(event -> event.kind().equals(Action.HELP_FIRST.kind())));
        return new CaseDetail(
                summary(
                        file,
                        whole.lateness(),
                        first.receiptNo(),
                        first.riskMain(),
                        name,
                        whole.riskLevel(),
                        reader,
                        words),
                file.outcome() == null
                        ? null
                        : words.coded("outcome", file.outcome().name()),
                file.previousCaseId(),
                file.mergedInto(),
                file.answer() == null ? null : cipher.decryptText(Case.answerContext(file.id()), file.answer()),
                whole.reports().stream()
                        .map(stored -> ReportView.of(
                                stored,
                                sent.get(stored.id()),
                                whole.photos().getOrDefault(stored.id(), List.of()),
                                added(stored.id(), whole.supplements()),
                                corrected(stored.id(), whole.said()),
                                whole.said().withdrawnConsents().get(stored.id()),
                                words))
                        .toList(),
                whole.events().stream().map(event -> entry(event, words)).toList(),
                whole.household()
                        .map(known -> HouseholdView.of(known, registrySeal, words))
                        .orElse(null),
                chain(whole.events(), words),
                decision(whole.events(), words),
                allowed,
                standings.needs(allowed));
    }

    private CaseSummary summary(
            Case file,
            Lateness lateness,
            String receiptNo,
            String risk,
            String subjectName,
            RiskLevel level,
            StaffMember reader,
            Words words) {
        Instant now = clock.instant();
        return new CaseSummary(
                file.id(),
                file.version(),
                file.state(),
                file.destination(),
                words.unit(file.ownerUnit()),
                file.helperUnit() == null ? null : words.unit(file.helperUnit()),
                Standings.of(reader, file).posts().isEmpty() ? true : null,
                file.urgent(),
                file.receivedAt(),
                file.dueAt(),
                file.isOpen() && file.dueAt().isBefore(now),
                lateness.level(file, now),
                lateness.isProvisional(),
                receiptNo,
                words.coded("risk", risk),
                subjectName,
                file.reportCount(),
                file.bounceCount(),
                file.isHeld(),
                file.claimedByName(),
                file.claimedBy() == null ? null : file.claimedBy().equals(reader.staffId()),
                file.isOpen() ? file.pendingSuggestions() : 0,
                RiskShade.of(level, file.ownerUnit(), riskPolicy.get(), words));
    }

    /** One side of a comparison: what tells people apart, and no more of it than that takes. */
    ComparisonView.Side side(Case file, List<StoredReport> stored, Words words) {
        return new ComparisonView.Side(
                file.id(),
                file.state(),
                words.unit(file.ownerUnit()),
                file.urgent(),
                file.receivedAt(),
                file.dueAt(),
                stored.stream()
                        .map(report ->
                                ComparisonView.Told.of(report, contents.open(report.id(), report.content()), words))
                        .toList());
    }

    private List<ReportView.Supplement> added(UUID reportId, List<StoredSupplement> all) {
        return all.stream()
                .filter(supplement -> supplement.reportId().equals(reportId))
                .map(supplement -> new ReportView.Supplement(supplement.addedAt(), supplements.open(supplement)))
                .toList();
    }

    private List<ReportView.Corrected> corrected(UUID reportId, SaidLater said) {
        Shown shown = Shown.of(said.withdrawnConsents().get(reportId));
        return said.corrections().stream()
                .filter(correction -> correction.reportId().equals(reportId))
                .map(correction ->
                        ReportView.Corrected.of(correction.correctedAt(), corrections.open(correction), shown))
                .toList();
    }

    private CaseDetail.Entry entry(CaseEvent event, Words words) {
        boolean parts = isSplit(event);
        return new CaseDetail.Entry(
                event.sequence(),
                event.at(),
                event.kind(),
                text(event, words),
                event.actor() == Party.STAFF ? event.actorName() : words.text("actor." + event.actor()),
                event.reason() == null || parts ? null : reason(event, words),
                event.note() == null
                        ? null
                        : cipher.decryptText(CaseEvent.noteContext(event.caseId(), event.sequence()), event.note()));
    }

    private static boolean isSplit(CaseEvent event) {
        return event.kind().equals("unit-changed") && event.reason() != null;
    }

    private static String text(CaseEvent event, Words words) {
        String from = event.fromUnit() == null ? "" : words.unitName(event.fromUnit());
        String helper = event.helperUnit() == null ? "" : words.unitName(event.helperUnit());
        if (isSplit(event)) {
            return words.text("event.unit-split", words.unitName(event.ownerUnit()), from, names(event, words));
        }
        if (event.dates() != null) {
            return words.text(
                    "event." + event.kind(),
                    moved(
                            WorkCalendar.lastDay(event.dates().dueBefore()),
                            WorkCalendar.lastDay(event.dates().dueAfter())),
                    moved(event.dates().promisedBefore(), event.dates().promisedAfter()));
        }
        String text = words.text("event." + event.kind(), words.unitName(event.ownerUnit()), from, helper);
        return event.meantFor() == null ? text : text + words.text("event.climbed", words.unitName(event.meantFor()));
    }

    private static String moved(LocalDate before, LocalDate after) {
        return before.equals(after) ? after.toString() : before + " → " + after;
    }

    private static List<CaseDetail.Bounce> chain(List<CaseEvent> events, Words words) {
        return events.stream()
                .filter(event -> Set.of(Bounces.RETURNED, Bounces.DECIDED).contains(event.kind()))
                .filter(event -> event.fromUnit() != null)
                .map(event -> new CaseDetail.Bounce(
                        event.at(),
                        words.unit(event.fromUnit()),
                        words.unit(event.ownerUnit()),
                        event.reason() == null ? null : reason(event, words),
                        text(event, words)))
                .toList();
    }

    private static String decision(List<CaseEvent> events, Words words) {
        Bounces bounces = Bounces.of(events);
        if (bounces.decisionOwed()) {
            return words.text("bounces.decision-owed");
        }
        return bounces.decision()
                .map(word -> words.text(
                        "bounces.decided",
                        words.unitName(word.decider()),
                        word.person() == null ? "" : word.person(),
                        words.unitName(word.unit())))
                .orElse(null);
    }

    /** The units somebody must choose from, where one was split. */
    private static String names(CaseEvent event, Words words) {
        return Arrays.stream(event.reason().split(","))
                .map(words::unitName)
                .collect(Collectors.joining(words.text("list.separator")));
    }

    private static CodedValue reason(CaseEvent event, Words words) {
        String prefix =
                switch (event.kind()) {
                    case "case-closed", "case-withdrawn", "case-merged" -> "outcome";
                    case "case-refused" -> "refusal-reason";
                    case "case-paused" -> "pause-reason";
                    case RiskService.SET -> "danger-level";
                    case "conflict-of-interest" -> "conflict";
                    default -> "transfer-reason";
                };
        return words.coded(prefix, event.reason());
    }
}
