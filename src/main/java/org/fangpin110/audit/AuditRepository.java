package org.fangpin110.audit;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.fangpin110.unit.UnitRange;

/** Reads the trail of whole banners, newest first. */
public final class AuditRepository {
    private static final String PAGE =
            """
            select e.*, s.display_name as actor_name
            from unnest($1::text[], $2::text[]) as scope (lo, hi)
            cross join lateral (
                select * from audit_event
                where left(unit_code, 6) = left(scope.lo, 6)
                  and unit_code >= scope.lo collate "C" and unit_code < scope.hi collate "C"
                  and id < $3
                order by id desc
                limit $4) e
            left join staff s on s.staff_id = e.actor_id and e.actor_kind = 'STAFF'
            order by e.id desc
            limit $4""";

    private static final String PAGE_OF_CASE =
            """
            select e.*, s.display_name as actor_name
            from audit_event e
            left join staff s on s.staff_id = e.actor_id and e.actor_kind = 'STAFF'
            where e.case_id = $5 and e.id < $3
              and exists (select 1 from unnest($1::text[], $2::text[]) as scope (lo, hi)
                          where e.unit_code >= scope.lo collate "C" and e.unit_code < scope.hi collate "C")
            order by e.id desc
            limit $4""";

    /**
     * At most {@code limit} entries older than {@code before}.
     *
     * @param banners ranges of whole banners or units inside them
     * @param caseId null for every case
     */
    public Future<List<AuditEvent>> page(SqlClient db, List<UnitRange> banners, UUID caseId, UUID before, int limit) {
        Tuple values = Tuple.of(
                banners.stream().map(UnitRange::from).toArray(String[]::new),
                banners.stream().map(UnitRange::before).toArray(String[]::new),
                before,
                limit);
        return db.preparedQuery(caseId == null ? PAGE : PAGE_OF_CASE)
                .mapping(AuditEvent::of)
                .execute(caseId == null ? values : values.addUUID(caseId))
                .map(rows -> rows.stream().toList());
    }
}
