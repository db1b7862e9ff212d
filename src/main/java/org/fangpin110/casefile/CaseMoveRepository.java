package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.routing.Destination;

/** SQL by which open cases follow their unit when units change. No clock of a case is touched. */
public final class CaseMoveRepository {
    private static final String OWNED =
            """
            select owner_unit, count(*)::integer from case_file
            where owner_unit = any($1) and closed_at is null
            group by owner_unit""";

    /** Open cases of these units; units without any are missing. */
    public Future<Map<String, Integer>> owned(SqlClient db, List<String> unitCodes) {
        return db.preparedQuery(OWNED)
                .execute(Tuple.of(unitCodes.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Integer> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.getString(0), row.getInteger(1)));
                    return found;
                });
    }

    private static final String RECEIPTS =
            """
            select c.id, c.owner_unit, r.receipt_no
            from (select id, banner_code, owner_unit, first_report_id from case_file
                  where owner_unit = any($1) and closed_at is null and id > $2
                  order by id
                  limit $3) c
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            order by c.id""";

    /** An open case by the number people know it by. */
    public record Moving(UUID caseId, String ownerUnit, String receiptNo) {}

    public Future<List<Moving>> receipts(SqlClient db, List<String> unitCodes, UUID after, int limit) {
        return db.preparedQuery(RECEIPTS)
                .mapping(row -> new Moving(row.getUUID(0), row.getString(1), row.getString(2)))
                .execute(Tuple.of(unitCodes.toArray(String[]::new), after, limit))
                .map(rows -> rows.stream().toList());
    }

    /** Whoever no longer reaches the case holds it no more; who becomes its owner helps no more. A row somebody works on is left for the next round. */
    private static final String MOVE =
            """
            with chosen as materialized (
                select id, banner_code, claimed_by
                from case_file
                where owner_unit = $1 and closed_at is null
                order by id
                limit $5
                for update skip locked),
            judged as (
                select k.*, k.claimed_by is not null and not exists (
                    select from staff_post p
                    join staff s on s.staff_id = p.staff_id and s.is_active
                    where p.staff_id = k.claimed_by and p.ended_at is null
                      and p.role in ('VILLAGE', 'TOWNSHIP', 'BANNER_DESK')
                      and p.unit_code in ($2, left($2, 9) || '000', left($2, 6) || '000000')) as freed
                from chosen k),
            moved as (
                update case_file c
                set owner_unit = $2, destination = $3, transfer_target = null, helper_unit = nullif(c.helper_unit, $2),
                    claimed_by = case when j.freed then null else c.claimed_by end,
                    claimed_at = case when j.freed then null else c.claimed_at end,
                    last_sequence = c.last_sequence + case when j.freed then 2 else 1 end,
                    version = c.version + 1, changed_at = $4, changed_by = null
                from judged j
                where c.id = j.id and c.banner_code = j.banner_code
                returning c.*, j.freed),
            stepped as (
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, state, owner_unit,
                                        from_unit, reason)
                select id, banner_code, last_sequence - case when freed then 1 else 0 end, $4, 'unit-changed', 'SYSTEM',
                    state, $2, $1, $6
                from moved),
            released as (
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, state, owner_unit)
                select id, banner_code, last_sequence, $4, 'case-released', 'SYSTEM', state, $2
                from moved where freed)
            select count(*)::integer, case when count(*) > 0 then pg_notify('fangpin110', $1 || ',' || $2) end
            from moved""";

    /**
     * Moves a batch of open cases from one unit to another, each with its event.
     *
     * @param parts codes of the units among which somebody must decide, joined by commas; null where nobody must
     * @return how many moved
     */
    public Future<Integer> move(
            SqlConnection tx, String from, String to, Destination queue, String parts, int most, Instant at) {
        return tx.preparedQuery(MOVE)
                .execute(Tuple.of(from, to, queue.name(), at.atOffset(ZoneOffset.UTC), most)
                        .addString(parts))
                .map(rows -> rows.iterator().next().getInteger(0));
    }
}
