package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** SQL by which cases are freed from somebody who no longer reaches them. Owner, state and clocks stay as they are. */
public final class HandoverRepository {
    private static final String FREE =
            """
            with chosen as materialized (
                select c.id, c.banner_code
                from case_file c
                where c.claimed_by = $1 and c.closed_at is null and not exists (
                    select from staff_post p
                    join staff s on s.staff_id = p.staff_id and s.is_active
                    where p.staff_id = c.claimed_by and p.ended_at is null
                      and p.role in ('VILLAGE', 'TOWNSHIP', 'BANNER_DESK')
                      and p.unit_code in (c.owner_unit, left(c.owner_unit, 9) || '000', left(c.owner_unit, 6) || '000000'))
                order by c.id
                limit $3
                for update of c),
            freed as (
                update case_file c
                set claimed_by = null, claimed_at = null, last_sequence = c.last_sequence + 1, version = c.version + 1,
                    changed_at = $2, changed_by = null
                from chosen k
                where c.id = k.id and c.banner_code = k.banner_code
                returning c.id, c.banner_code, c.last_sequence, c.state, c.owner_unit),
            history as (
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, state, owner_unit)
                select id, banner_code, last_sequence, $2, 'case-freed', 'SYSTEM', state, owner_unit from freed)
            select count(*)::integer,
                case when count(*) > 0 then pg_notify('fangpin110', string_agg(distinct owner_unit, ',')) end
            from freed""";

    /** Frees at most so many open cases this person holds and may no longer work on, each with its event; how many. */
    public Future<Integer> free(SqlConnection tx, UUID staffId, int most, Instant at) {
        return tx.preparedQuery(FREE)
                .execute(Tuple.of(staffId, at.atOffset(ZoneOffset.UTC), most))
                .map(rows -> rows.iterator().next().getInteger(0));
    }
}
