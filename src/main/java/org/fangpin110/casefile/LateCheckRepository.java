package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** SQL by which questions to departments that nobody answered in time come to the desk of the banner. */
public final class LateCheckRepository {
    private static final String BANNERS =
            """
            with recursive banner (code) as (
                (select banner_code from information_check where answered_at is null and cancelled_at is null
                 order by banner_code limit 1)
                union all
                select (select k.banner_code from information_check k
                        where k.answered_at is null and k.cancelled_at is null and k.banner_code > b.code
                        order by k.banner_code limit 1)
                from banner b where b.code is not null)
            select code || '000000' from banner where code is not null""";

    /** Where departments owe answers, as unit codes. */
    public Future<List<String>> banners(SqlClient db) {
        return db.preparedQuery(BANNERS)
                .mapping(row -> row.getString(0))
                .execute()
                .map(rows -> rows.stream().toList());
    }

    private static final String RISE =
            """
            with late as (
                update information_check k set escalated_at = $2
                from case_file c
                where k.banner_code = left($1::text, 6) and k.answered_at is null and k.cancelled_at is null
                  and k.escalated_at is null and k.due_at < $2
                  and c.id = k.case_id and c.banner_code = k.banner_code and c.closed_at is null
                returning k.check_id),
            told as (
                insert into outbox (id, kind, banner_code, payload, available_at, created_at)
                select $3::uuid, 'staff-notice', left($1::text, 6), $4::jsonb, $5::timestamptz, $2::timestamptz
                where exists (select from late)
                on conflict (id) do nothing)
            select count(*)::integer from late""";

    /** Each late question once, with one notice to the desk for all; how many there were. */
    public Future<Integer> rise(SqlClient db, String banner, String about, UUID noticeId, Instant at, Instant tellAt) {
        return db.preparedQuery(RISE)
                .execute(
                        Tuple.of(banner, utc(at), noticeId, JsonObject.of("unit", banner, "about", about), utc(tellAt)))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static final String TOLD =
            """
            select count(*)::integer from information_check k
            join case_file c on c.id = k.case_id and c.banner_code = k.banner_code and c.closed_at is null
            where k.banner_code = left($1::text, 6) and k.answered_at is null and k.cancelled_at is null
              and k.due_at < $2""";

    /** Late ones of a banner by now, those answered meanwhile left out. */
    public Future<Integer> late(SqlClient db, String banner, Instant now) {
        return db.preparedQuery(TOLD)
                .execute(Tuple.of(banner, utc(now)))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
