package org.fangpin110.report;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/** What a resident added to a report, as stored; {@link SupplementContent} opens it. */
public record StoredSupplement(UUID reportId, UUID key, Instant addedAt, byte[] content) {
    static StoredSupplement of(Row row) {
        return new StoredSupplement(
                row.getUUID("report_id"),
                row.getUUID("idempotency_key"),
                row.getOffsetDateTime("added_at").toInstant(),
                row.getBuffer("content").getBytes());
    }

    @Override
    public String toString() {
        return "StoredSupplement[" + reportId + "]";
    }
}
