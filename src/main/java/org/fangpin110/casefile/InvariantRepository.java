package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What must never be, as queries; each counts offenders. They read every open case: never on a request's path. */
public final class InvariantRepository {
    private static final String CHECK =
            """
            select
                (select count(*) from case_file c
                 where c.closed_at is null and not exists (
                     select from staff_post p
                     join staff s on s.staff_id = p.staff_id and s.is_active
                     where p.ended_at is null and p.role in ('VILLAGE', 'TOWNSHIP', 'BANNER_DESK')
                       and p.unit_code in (c.owner_unit, left(c.owner_unit, 9) || '000', left(c.owner_unit, 6) || '000000')))
                    as open_without_anybody,
                (select count(*) from case_file c
                 where c.closed_at is null and c.due_at < $1 and not exists (
                     select from case_escalation e
                     where e.case_id = c.id and e.banner_code = c.banner_code and e.level = 'OVERDUE'
                       and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint))
                    as overdue_without_escalation,
                (select count(*) from case_file c
                 where c.closed_at is null and (not isfinite(c.due_at) or c.due_at <= c.received_at))
                    as state_without_timer,
                (select count(*) from case_file c
                 join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
                 where c.closed_at is null and c.received_at <> r.submitted_at)
                    as clock_not_from_submission""";

    /**
     * Offenders by the name of what they offend against.
     *
     * @param scanned what was due before this should have been seen by a scan
     */
    public Future<Map<String, Long>> check(SqlClient db, Instant scanned) {
        return db.preparedQuery(CHECK)
                .execute(Tuple.of(scanned.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var row = rows.iterator().next();
                    Map<String, Long> found = new LinkedHashMap<>();
                    for (int i = 0; i < row.size(); i++) {
                        found.put(row.getColumnName(i).replace('_', '-'), row.getLong(i));
                    }
                    return found;
                });
    }
}
