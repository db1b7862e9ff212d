package org.fangpin110.resident;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.problem.AppException;

/** Counts what somebody may try a few times only, for all nodes together, under a blind index of who or what is limited. */
public final class TryRepository {
    /**
     * @param column names the index; of no other limit
     * @param window at most a day: older rows are removed
     * @param code of the problem over the limit
     */
    public record Limit(String column, int most, Duration window, String code) {}

    private final BlindIndex index;

    public TryRepository(BlindIndex index) {
        this.index = index;
    }

    private static final String COUNT =
            """
            with gone as (
                delete from limited_try where key_index in (
                    select old.key_index from limited_try old
                    where old.since < $2::timestamptz - interval '1 day' and old.key_index <> $1
                    order by old.since limit 4 for update skip locked))
            insert into limited_try as t (key_index, since, tries) values ($1, $2, 1)
            on conflict (key_index) do update
            set tries = case when t.since <= $3 then 1 else least(t.tries + 1, 1000000) end,
                since = case when t.since <= $3 then excluded.since else t.since end
            returning since, tries""";

    /** Counted before anybody looks, so that tries at the same time are not one; 429 over the limit. */
    public Future<Void> count(SqlClient db, Limit limit, String key, Instant now) {
        return db.preparedQuery(COUNT)
                .execute(Tuple.of(
                        Buffer.buffer(index.of(limit.column(), key)),
                        now.atOffset(ZoneOffset.UTC),
                        now.minus(limit.window()).atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next())
                .map(row -> {
                    if (row.getInteger("tries") > limit.most()) {
                        Instant end = row.getOffsetDateTime("since").toInstant().plus(limit.window());
                        throw AppException.tooMany(limit.code(), Duration.between(now, end));
                    }
                    return null;
                });
    }
}
