package org.fangpin110.audit;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/** An entry of the trail as an auditor sees it. Absent values are null. */
public record AuditEvent(
        UUID id, Instant at, String action, String actorName, String unitCode, UUID caseId, String detail) {
    static AuditEvent of(Row row) {
        return new AuditEvent(
                row.getUUID("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("action"),
                row.getString("actor_name"),
                row.getString("unit_code"),
                row.getUUID("case_id"),
                row.getString("detail"));
    }
}
