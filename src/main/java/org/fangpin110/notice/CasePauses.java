package org.fangpin110.notice;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.UUID;

/** Lets the timers of a case rest while an objection is open. The case is locked by the caller, in whose transaction it happens. */
public interface CasePauses {
    /** Nothing rests. */
    CasePauses NONE = new CasePauses() {
        @Override
        public Future<Void> beginObjection(SqlClient tx, UUID caseId, String bannerCode, UUID objectionId, Instant at) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> endObjection(SqlClient tx, UUID caseId, String bannerCode, UUID objectionId, Instant at) {
            return Future.succeededFuture();
        }
    };

    /** The pause is OBJECTION; several may be open at once. */
    Future<Void> beginObjection(SqlClient tx, UUID caseId, String bannerCode, UUID objectionId, Instant at);

    Future<Void> endObjection(SqlClient tx, UUID caseId, String bannerCode, UUID objectionId, Instant at);
}
