package org.fangpin110.separation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Which villages may not get a case back. */
public final class SkippedVillageRepository {
    private static final String SKIPPED = "select $2 = any (villages_skipped) from case_file where id = $1";

    public Future<Boolean> isSkipped(SqlClient db, UUID caseId, String village) {
        return db.preparedQuery(SKIPPED).execute(Tuple.of(caseId, village)).map(rows -> rows.stream()
                .anyMatch(row -> row.getBoolean(0)));
    }
}
