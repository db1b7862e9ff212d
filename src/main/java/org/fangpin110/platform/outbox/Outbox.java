package org.fangpin110.platform.outbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Rows of the table outbox. The hot path of intake writes its own inside its one statement. */
public final class Outbox {
    private static final String APPEND =
            """
            insert into outbox (id, kind, banner_code, payload, available_at, created_at)
            values ($1, $2, $3, $4, $5, $5)""";

    /** Appends in the caller's transaction; the payload holds ids only. */
    public Future<Void> append(SqlClient tx, UUID id, String kind, String bannerCode, JsonObject payload, Instant now) {
        return tx.preparedQuery(APPEND)
                .execute(Tuple.of(id, kind, bannerCode, payload, now.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }
}
