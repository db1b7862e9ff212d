package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;

/** How many objections to the notice that hangs nobody has decided. */
public interface OpenObjections {
    /** @param recordedBy only those that this person recorded and may not decide; null: all */
    Future<Integer> count(SqlConnection tx, UUID caseId, UUID recordedBy);
}
