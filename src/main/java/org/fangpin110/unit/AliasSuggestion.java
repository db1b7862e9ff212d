package org.fangpin110.unit;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A place word that staff gave a meaning by where they sent its reports. Absent values are null.
 *
 * @param caseCount how many cases speak for it
 * @param cases the newest of them
 * @param rejection coded, only when rejected
 */
public record AliasSuggestion(
        UUID id,
        String unitCode,
        String placeText,
        Status status,
        int caseCount,
        List<UUID> cases,
        Instant firstSeenAt,
        Instant lastSeenAt,
        String rejection,
        int version) {
    /** Words: {@code suggestion-status.<name>}. */
    public enum Status {
        OPEN,
        CONFIRMED,
        REJECTED
    }

    static AliasSuggestion of(Row row) {
        OffsetDateTime first = row.getOffsetDateTime("first_seen_at");
        return new AliasSuggestion(
                row.getUUID("suggestion_id"),
                row.getString("unit_code"),
                row.getString("place_text"),
                Status.valueOf(row.getString("status")),
                row.getInteger("case_count"),
                List.of(row.getArrayOfUUIDs("cases")),
                first.toInstant(),
                row.getOffsetDateTime("last_seen_at").toInstant(),
                row.getString("rejection"),
                row.getInteger("version"));
    }
}
