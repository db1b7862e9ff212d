package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** SQL of what units are told in the morning. */
public final class DigestRepository {
    private static final String WRITE =
            """
            with written as (
                insert into daily_digest (unit_code, day, open, overdue, checks_overdue, notice_id)
                select u.code, $3, n.open, n.overdue, k.overdue, u.notice_id
                from unnest($1::text[], $2::uuid[]) as u (code, notice_id)
                cross join lateral (
                    select count(*)::integer as open, (count(*) filter (where c.due_at < $4))::integer as overdue
                    from case_file c where c.owner_unit = u.code and c.closed_at is null) n
                cross join lateral (
                    select count(*)::integer as overdue
                    from information_check i
                    join case_file f on f.id = i.case_id and f.banner_code = i.banner_code and f.closed_at is null
                    where u.code like '%000000' and i.banner_code = left(u.code, 6)
                      and i.answered_at is null and i.cancelled_at is null and i.due_at < $4) k
                where n.open > 0 or k.overdue > 0
                on conflict do nothing
                returning unit_code, notice_id)
            insert into outbox (id, kind, banner_code, payload, available_at, created_at)
            select notice_id, 'staff-notice', left(unit_code, 6),
                jsonb_build_object('unit', unit_code, 'about', 'daily-digest'), $4::timestamptz, $4::timestamptz
            from written
            on conflict (id) do nothing""";

    /** One row and one notice for each of these units, unless the day has them already; how many are new. */
    public Future<Integer> write(SqlClient db, List<String> units, List<UUID> noticeIds, LocalDate day, Instant at) {
        return db.preparedQuery(WRITE)
                .execute(Tuple.of(
                        units.toArray(String[]::new), noticeIds.toArray(UUID[]::new), day, at.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount());
    }

    /** @param open all open cases of the unit that morning @param checksOverdue what departments of a banner owe too long */
    public record Told(int open, int overdue, int checksOverdue) {}

    private static final String TOLD = "select open, overdue, checks_overdue from daily_digest where notice_id = $1";

    public Future<Optional<Told>> told(SqlClient db, UUID noticeId) {
        return db.preparedQuery(TOLD)
                .mapping(row ->
                        new Told(row.getInteger("open"), row.getInteger("overdue"), row.getInteger("checks_overdue")))
                .execute(Tuple.of(noticeId))
                .map(rows -> rows.stream().findFirst());
    }
}
