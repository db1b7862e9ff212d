package org.fangpin110.casework;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fangpin110.attachment.Attachment;
import org.fangpin110.casework.Words.CodedValue;
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
        List<Supplement> supplements) {

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
            Words words) {
        NewReport.Reporter reporter = sent.reporter();
        return new ReportView(
                stored.receiptNo(),
                stored.submittedAt(),
                words.coded("reporter", stored.reporterKind()),
                reporter == null ? null : reporter.name(),
                reporter == null ? null : reporter.phone(),
                sent.subject().name(),
                sent.subject().phone(),
                masked(sent.subject().idNo()),
                sent.addressText(),
                sent.groupName(),
                sent.hardshipText(),
                words.coded("risk", stored.riskMain()),
                sent.otherRisks().stream()
                        .map(risk -> words.coded("risk", risk))
                        .toList(),
                sent.householdSize(),
                sent.annualIncome(),
                sent.rigidSpending(),
                sent.urgentKind(),
                stored.flags().stream().map(flag -> words.coded("flag", flag)).toList(),
                stored.withdrawn(),
                ScreeningView.of(stored.screening(), words),
                RoutingView.of(stored.routing(), words),
                MatchingView.of(stored.matching(), words),
                attachments.stream().map(Photo::of).toList(),
                supplements);
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
