package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.UUID;

/** A case that is over before its time: what still ran for it ends with it. */
public interface CaseEnd {
    /**
     * In the transaction that closed it: a notice that hangs is void and staff are told to take it down, departments are asked nothing
     * more, no clock rests on.
     *
     * @param staffId null where the family ended it
     */
    Future<Void> ended(SqlClient tx, UUID caseId, UUID staffId, Instant at);
}
