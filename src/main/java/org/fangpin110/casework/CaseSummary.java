package org.fangpin110.casework;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fangpin110.casefile.Lateness;
import org.fangpin110.casework.Words.CodedValue;
import org.fangpin110.casework.Words.NamedUnit;
import org.fangpin110.routing.Destination;
import org.fangpin110.workflow.State;

/**
 * The contract's CaseSummary.
 *
 * @param riskLevel absent while nobody has set one
 * @param helping true when the reader reaches the case only as its helper; absent otherwise
 */
record CaseSummary(
        UUID caseId,
        int version,
        State state,
        Destination destination,
        NamedUnit ownerUnit,
        NamedUnit helperUnit,
        Boolean helping,
        boolean urgent,
        Instant receivedAt,
        Instant dueAt,
        boolean overdue,
        Lateness.Level overdueLevel,
        boolean dueProvisional,
        String receiptNo,
        CodedValue riskMain,
        String subjectName,
        int reportCount,
        int bounces,
        boolean toCheck,
        String claimedBy,
        Boolean claimedByMe,
        int pendingSuggestions,
        RiskShade riskLevel) {

    /** The contract's QueuePage. */
    record Page(List<CaseSummary> items, String nextAfter) {}

    @Override
    public String toString() {
        return "CaseSummary[" + caseId + "]";
    }
}
