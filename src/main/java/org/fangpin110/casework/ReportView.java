package org.fangpin110.casework;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.attachment.Attachment;
import org.fangpin110.casework.Words.CodedValue;
import org.fangpin110.report.Correction;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.StoredReport;

/** The contract's CaseReport: what staff of the case's units see of a report. */
record ReportView(
        String receiptNo,
        Instant submittedAt,
        CodedValue reporterKind,
        String reporterName,
        String reporterPhone,
        String subjectName,
        String subjectPhone,
        String idNoMasked,
        String addressText,
        String groupName,
        String hardshipText,
        CodedValue riskMain,
        List<CodedValue> riskMore,
        Integer householdSize,
        Double annualIncome,
        Double rigidSpending,
        String urgentKind,
        List<CodedValue> flags,
        boolean withdrawn,
        ScreeningView screening,
        RoutingView routing,
        MatchingView matching,
        List<Photo> photos,
        List<Supplement> supplements,
        List<Corrected> corrections,
        List<CodedValue> withdrawnConsents) {

    /** The contract's Photo. */
    record Photo(UUID photoId, String mediaType, int byteSize, int width, int height, Instant createdAt) {
        static Photo of(Attachment stored) {
            return new Photo(
                    stored.id(),
                    stored.mediaType(),
                    stored.byteSize(),
                    stored.width(),
                    stored.height(),
                    stored.createdAt().toInstant());
        }
    }

    /** What the resident corrected, beside what was sent. */
    record Corrected(
            Instant at,
            String subjectName,
            String subjectPhone,
            String idNoMasked,
            String addressText,
            String groupName,
            Integer householdSize) {
        static Corrected of(Instant at, Correction correction, Shown shown) {
            return new Corrected(
                    at,
                    correction.name().orElse(null),
                    shown.contact() ? correction.phone().orElse(null) : null,
                    shown.sensitive()
                            ? correction.idNo().map(ReportView::masked).orElse(null)
                            : null,
                    shown.contact() ? correction.addressText() : null,
                    shown.contact() ? correction.groupName() : null,
                    correction.householdSize());
        }

        @Override
        public String toString() {
            return "Corrected[" + at + "]";
        }
    }

    record Supplement(Instant at, String text) {
        @Override
        public String toString() {
            return "Supplement[" + at + "]";
        }
    }

    static ReportView of(
            StoredReport stored,
            NewReport sent,
            List<Attachment> attachments,
            List<Supplement> supplements,
            List<Corrected> corrections,
            Set<String> withdrawn,
            Words words) {
        Shown shown = Shown.of(withdrawn);
        NewReport.Reporter reporter = shown.contact() ? sent.reporter() : null;
        return new ReportView(
                stored.receiptNo(),
                stored.submittedAt(),
                words.coded("reporter", stored.reporterKind()),
                reporter == null ? null : reporter.name(),
                reporter == null ? null : reporter.phone(),
                sent.subject().name(),
                shown.contact() ? sent.subject().phone() : null,
                shown.sensitive() ? masked(sent.subject().idNo()) : null,
                shown.contact() ? sent.addressText() : null,
                shown.contact() ? sent.groupName() : null,
                shown.sensitive() ? sent.hardshipText() : null,
                words.coded("risk", stored.riskMain()),
                sent.otherRisks().stream()
                        .map(risk -> words.coded("risk", risk))
                        .toList(),
                sent.householdSize(),
                shown.sensitive() ? sent.annualIncome() : null,
                shown.sensitive() ? sent.rigidSpending() : null,
                sent.urgentKind(),
                stored.flags().stream().map(flag -> words.coded("flag", flag)).toList(),
                stored.withdrawn(),
                ScreeningView.of(stored.screening(), words),
                RoutingView.of(stored.routing(), words),
                MatchingView.of(stored.matching(), words),
                shown.photos() ? attachments.stream().map(Photo::of).toList() : List.of(),
                shown.sensitive() ? supplements : List.of(),
                corrections,
                withdrawn == null
                        ? List.of()
                        : withdrawn.stream()
                                .sorted()
                                .map(consent -> words.coded("consent", consent))
                                .toList());
    }

    /** 152223********3103: area and check digits to compare with a card, never the birth date. Odd lengths are hidden whole. */
    static String masked(String idNo) {
        if (idNo == null || idNo.isBlank()) {
            return null;
        }
        String number = idNo.replaceAll("\\s", "");
        if (number.length() < 15) {
            return "*".repeat(number.length());
        }
        int from = number.length() - 4;
        return number.substring(0, 6) + "*".repeat(from - 6) + number.substring(from);
    }

    @Override
    public String toString() {
        return "ReportView[…]";
    }
}
