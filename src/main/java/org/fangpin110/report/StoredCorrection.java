package org.fangpin110.report;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/** A correction as stored; {@link CorrectionContent} opens it. */
public record StoredCorrection(UUID reportId, UUID key, Instant correctedAt, byte[] content) {
    public static StoredCorrection of(Row row) {
        return new StoredCorrection(
                row.getUUID("report_id"),
                row.getUUID("idempotency_key"),
                row.getOffsetDateTime("corrected_at").toInstant(),
                row.getBuffer("content").getBytes());
    }

    @Override
    public String toString() {
        return "StoredCorrection[" + reportId + "]";
    }
}
