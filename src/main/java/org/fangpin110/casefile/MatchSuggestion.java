package org.fangpin110.casefile;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Two cases that may be one, as stored.
 *
 * @param caseId the younger, which would be merged
 * @param candidateId the older, which would stay; the case it was itself merged into, if it was
 * @param reasons codes, words: {@code matching.reason.<code>}
 * @param state PENDING, LINKED or SEPARATE
 */
public record MatchSuggestion(
        UUID id,
        UUID caseId,
        UUID candidateId,
        String ownerUnit,
        String candidateUnit,
        int score,
        List<String> reasons,
        String state,
        Instant createdAt,
        int version) {

    static MatchSuggestion of(Row row) {
        return new MatchSuggestion(
                row.getUUID("id"),
                row.getUUID("case_id"),
                row.getUUID("candidate_id"),
                row.getString("owner_unit"),
                row.getString("candidate_unit"),
                row.getInteger("score"),
                List.of(row.getString("reasons").split(" ")),
                row.getString("state"),
                Case.instant(row, "created_at"),
                row.getInteger("version"));
    }

    public boolean isPending() {
        return state.equals("PENDING");
    }
}
