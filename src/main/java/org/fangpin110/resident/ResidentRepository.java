package org.fangpin110.resident;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** SQL of resident. */
public final class ResidentRepository {
    private static final String UPSERT =
            """
            insert into resident (resident_id, openid, created_at, last_seen_at)
            values ($1, $2, $3, $3)
            on conflict (openid) do update set last_seen_at = excluded.last_seen_at
            returning resident_id""";

    /** The id of this WeChat account; the given one when it is seen for the first time. */
    Future<UUID> upsert(SqlClient db, UUID idIfNew, String openid, Instant now) {
        return db.preparedQuery(UPSERT)
                .execute(Tuple.of(idIfNew, openid, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getUUID("resident_id"));
    }
}
