package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What must never be, as queries; each counts offenders. Never on a request's path. */
public final class InvariantRepository {
    /** Owners and banners are jumped to one by one: what is in time and served is not read. */
    private static final String CHECK =
            """
            with recursive owner (code) as (
                (select owner_unit from case_file where closed_at is null order by owner_unit limit 1)
                union all
                select (select c.owner_unit from case_file c where c.closed_at is null and c.owner_unit > o.code
                        order by c.owner_unit limit 1)
                from owner o where o.code is not null)
            select
                (select count(*)
                 from owner o
                 join case_file c on c.owner_unit = o.code and c.closed_at is null
                 where o.code is not null and not exists (
                     select from staff_post p
                     join staff s on s.staff_id = p.staff_id and s.is_active
                     where p.ended_at is null and p.role in ('VILLAGE', 'TOWNSHIP', 'BANNER_DESK')
                       and p.unit_code in (o.code, left(o.code, 9) || '000', left(o.code, 6) || '000000')))
                    as open_without_anybody,
                (select count(*)
                 from (select distinct left(code, 6) as code from owner where code is not null) b
                 cross join (values (0::smallint), (1::smallint)) as p (priority)
                 join case_file c on left(c.owner_unit, 6) = b.code and c.priority = p.priority and c.closed_at is null
                     and c.due_at < $1
                 where (select e.at from case_escalation e
                        where e.case_id = c.id and e.banner_code = c.banner_code and e.level = 'OVERDUE'
                          and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) is null)
                    as overdue_without_escalation,
                (select count(*) from information_check k
                 join case_file c on c.id = k.case_id and c.banner_code = k.banner_code and c.closed_at is null
                 where k.answered_at is null and k.cancelled_at is null and k.escalated_at is null and k.due_at < $1)
                    as check_overdue_without_escalation,
                (select count(*) from case_file c
                 where c.closed_at is null and (not isfinite(c.due_at) or c.due_at <= c.received_at))
                    as state_without_timer""";

    private static final String CLOCKS =
            """
            select count(*) as clock_not_from_submission
            from case_file c
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            where c.closed_at is null and c.received_at <> r.submitted_at""";

    /** Reads every open case and its first report: for the night. */
    public Future<Map<String, Long>> checkClocks(SqlClient db) {
        return db.query(CLOCKS).execute().map(rows -> named(rows.iterator().next()));
    }

    /**
     * Offenders by the name of what they offend against.
     *
     * @param scanned what was due before this should have been seen by a scan
     */
    public Future<Map<String, Long>> check(SqlClient db, Instant scanned) {
        return db.preparedQuery(CHECK)
                .execute(Tuple.of(scanned.atOffset(ZoneOffset.UTC)))
                .map(rows -> named(rows.iterator().next()));
    }

    private static Map<String, Long> named(Row row) {
        Map<String, Long> found = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            found.put(row.getColumnName(i).replace('_', '-'), row.getLong(i));
        }
        return found;
    }
}
