package org.fangpin110.audit;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.fangpin110.platform.db.TimeOrderedIds;

/**
 * Writes the trail in the caller's transaction: what could not be recorded does not happen. Actions are kebab-case:
 * case-read, photo-read, case-accepted, audit-read …; details are codes and ids, never personal data.
 */
public final class AuditTrail {
    private static final String APPEND =
            """
            insert into audit_event (id, at, actor_kind, actor_id, action, unit_code, case_id, detail)
            values ($1, $2, $3, $4, $5, $6, $7, $8)""";

    private final TimeOrderedIds ids;
    private final InstantSource clock;

    public AuditTrail(TimeOrderedIds ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** @param unitCode whose auditor shall see it; null for none */
    public Future<Void> staff(SqlClient tx, UUID staffId, String action, String unitCode, UUID caseId, String detail) {
        return append(tx, "STAFF", staffId, action, unitCode, caseId, detail);
    }

    public Future<Void> resident(
            SqlClient tx, UUID residentId, String action, String unitCode, UUID caseId, String detail) {
        return append(tx, "RESIDENT", residentId, action, unitCode, caseId, detail);
    }

    public Future<Void> system(SqlClient tx, String action, String unitCode, UUID caseId, String detail) {
        return append(tx, "SYSTEM", null, action, unitCode, caseId, detail);
    }

    private Future<Void> append(
            SqlClient tx, String kind, UUID actorId, String action, String unitCode, UUID caseId, String detail) {
        return tx.preparedQuery(APPEND)
                .execute(Tuple.of(ids.next(), clock.instant().atOffset(ZoneOffset.UTC), kind)
                        .addUUID(actorId)
                        .addString(action)
                        .addString(unitCode)
                        .addUUID(caseId)
                        .addString(detail))
                .mapEmpty();
    }
}
