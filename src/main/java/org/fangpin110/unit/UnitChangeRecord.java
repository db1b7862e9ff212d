package org.fangpin110.unit;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A change of units as stored. Absent values are null.
 *
 * @param content as it was asked for
 * @param madeBy display name
 */
public record UnitChangeRecord(
        UUID id,
        String bannerCode,
        String kind,
        List<String> unitCodes,
        JsonObject content,
        LocalDate effectiveFrom,
        Status status,
        String madeBy,
        Instant madeAt,
        Instant settledAt,
        Long appliedVersion,
        String failure,
        int version) {
    /** Words: {@code unit-change-status.<name>}. */
    public enum Status {
        PLANNED,
        APPLIED,
        CANCELLED,
        FAILED
    }

    static UnitChangeRecord of(Row row) {
        OffsetDateTime settled = row.getOffsetDateTime("settled_at");
        return new UnitChangeRecord(
                row.getUUID("change_id"),
                row.getString("banner_code"),
                row.getString("kind"),
                List.of(row.getArrayOfStrings("unit_codes")),
                row.getJsonObject("content"),
                row.getLocalDate("effective_from"),
                Status.valueOf(row.getString("status")),
                row.getString("made_by_name"),
                row.getOffsetDateTime("made_at").toInstant(),
                settled == null ? null : settled.toInstant(),
                row.getLong("applied_version"),
                row.getString("failure"),
                row.getInteger("version"));
    }
}
