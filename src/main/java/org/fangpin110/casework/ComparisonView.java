package org.fangpin110.casework;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fangpin110.casefile.MatchSuggestion;
import org.fangpin110.casework.Words.CodedValue;
import org.fangpin110.casework.Words.NamedUnit;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.StoredReport;
import org.fangpin110.workflow.State;

/** The contract's MatchComparison: two cases side by side, the younger first. */
record ComparisonView(
        UUID suggestionId,
        int version,
        String decision,
        int score,
        List<CodedValue> reasons,
        Instant createdAt,
        Side younger,
        Side older) {

    /** The contract's ComparedCase. */
    record Side(
            UUID caseId,
            State state,
            NamedUnit ownerUnit,
            boolean urgent,
            Instant receivedAt,
            Instant dueAt,
            List<Told> reports) {}

    /** The contract's ComparedReport: what tells people apart, masked where the whole is not needed for it. */
    record Told(
            String receiptNo,
            Instant submittedAt,
            CodedValue reporterKind,
            String subjectName,
            String idNoMasked,
            String phoneTail,
            String addressText,
            CodedValue riskMain,
            List<CodedValue> riskMore,
            Integer householdSize,
            String hardshipText) {
        private static final int TAIL = 4;

        static Told of(StoredReport stored, NewReport sent, Words words) {
            return new Told(
                    stored.receiptNo(),
                    stored.submittedAt(),
                    words.coded("reporter", stored.reporterKind()),
                    sent.subject().name(),
                    ReportView.masked(sent.subject().idNo()),
                    tail(sent.subject().phone()),
                    sent.addressText(),
                    words.coded("risk", stored.riskMain()),
                    sent.otherRisks().stream()
                            .map(risk -> words.coded("risk", risk))
                            .toList(),
                    sent.householdSize(),
                    sent.hardshipText());
        }

        private static String tail(String phone) {
            String typed = phone == null ? "" : phone.strip();
            return typed.length() <= TAIL ? null : typed.substring(typed.length() - TAIL);
        }

        @Override
        public String toString() {
            return "Told[…]";
        }
    }

    /** The contract's MatchSuggestion: one line of the list, without a word about the people. */
    record Item(
            UUID suggestionId,
            UUID caseId,
            UUID candidateId,
            NamedUnit ownerUnit,
            NamedUnit candidateUnit,
            int score,
            List<CodedValue> reasons,
            Instant createdAt) {
        static Item of(MatchSuggestion stored, Words words) {
            return new Item(
                    stored.id(),
                    stored.caseId(),
                    stored.candidateId(),
                    words.unit(stored.ownerUnit()),
                    words.unit(stored.candidateUnit()),
                    stored.score(),
                    reasonsOf(stored, words),
                    stored.createdAt());
        }
    }

    /** The contract's MatchSuggestionPage. */
    record Page(List<Item> items, String nextAfter) {}

    static ComparisonView of(MatchSuggestion stored, int version, Side younger, Side older, Words words) {
        return new ComparisonView(
                stored.id(),
                version,
                stored.state(),
                stored.score(),
                reasonsOf(stored, words),
                stored.createdAt(),
                younger,
                older);
    }

    private static List<CodedValue> reasonsOf(MatchSuggestion stored, Words words) {
        return stored.reasons().stream()
                .map(code -> words.coded("matching.reason", code))
                .toList();
    }
}
