package org.fangpin110.casework;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fangpin110.casework.Words.CodedValue;
import org.fangpin110.casework.Words.NamedUnit;
import org.fangpin110.workflow.Action;

/** The contract's CaseDetail. */
record CaseDetail(
        CaseSummary summary,
        CodedValue outcome,
        UUID previousCaseId,
        UUID mergedInto,
        String answer,
        List<ReportView> reports,
        List<Entry> events,
        HouseholdView household,
        List<Bounce> bounces,
        String finalDecision,
        List<Action> allowedActions,
        List<StepWishes.StepNeed> steps) {

    /** Somebody said that it is not theirs, or whose it is for good; in a sentence. */
    record Bounce(Instant at, NamedUnit from, NamedUnit to, CodedValue reason, String text) {}

    /** One step of the history. */
    record Entry(int sequence, Instant at, String kind, String text, String actor, CodedValue reason, String note) {
        @Override
        public String toString() {
            return "Entry[" + sequence + ", " + kind + "]";
        }
    }

    @Override
    public String toString() {
        return "CaseDetail[" + summary + "]";
    }
}
