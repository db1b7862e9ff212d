package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.fangpin110.unit.UnitRange;

/**
 * The queue is a query: open cases of a unit, urgent first, then by due time. One statement for each index. A unit's own queue also
 * holds what it helps with; counts and the queues of the levels above are of owners only, so that no case counts twice.
 */
public final class QueueRepository {
    private static final String PAGE_OF_UNIT =
            """
            select c.*, r.receipt_no, r.risk_main, r.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from ((select * from case_file
                   where owner_unit = $1 and closed_at is null
                     and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                     and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
                     and ($7::text is null or state = $7)
                   order by priority, due_at, id
                   limit $8)
                  union all
                  (select * from case_file
                   where helper_unit = $1 and closed_at is null
                     and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                     and helper_unit >= $2 collate "C" and helper_unit < $3 collate "C"
                     and ($7::text is null or state = $7)
                   order by priority, due_at, id
                   limit $8)
                  order by priority, due_at, id
                  limit $8) c
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            order by c.priority, c.due_at, c.id""";

    private static final String PAGE_OF_TOWNSHIP =
            """
            select c.*, r.receipt_no, r.risk_main, r.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from (select * from case_file
                  where left(owner_unit, 9) = $1 and closed_at is null
                    and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                    and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
                    and ($7::text is null or state = $7)
                  order by priority, due_at, id
                  limit $8) c
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            order by c.priority, c.due_at, c.id""";

    private static final String PAGE_OF_BANNER =
            """
            select c.*, r.receipt_no, r.risk_main, r.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from (select * from case_file
                  where left(owner_unit, 6) = $1 and closed_at is null
                    and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                    and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
                    and ($7::text is null or state = $7)
                  order by priority, due_at, id
                  limit $8) c
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            order by c.priority, c.due_at, c.id""";

    private static final String PAGE_OF_BOUNCED =
            """
            select c.*, r.receipt_no, r.risk_main, r.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from (select * from case_file
                  where left(owner_unit, 6) = $1 and closed_at is null and bounce_count > 0
                    and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                    and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
                    and owner_unit >= $9 collate "C" and owner_unit < $10 collate "C"
                    and ($7::text is null or state = $7)
                  order by priority, due_at, id
                  limit $8) c
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            order by c.priority, c.due_at, c.id""";

    private static final String PAGE_OF_RISK =
            """
            select c.*, r.receipt_no, r.risk_main, r.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from (select * from case_file
                  where left(owner_unit, 6) = $1 and closed_at is null and risk_level = $11
                    and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                    and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
                    and owner_unit >= $9 collate "C" and owner_unit < $10 collate "C"
                    and ($7::text is null or state = $7)
                    and (bounce_count > 0 or not $12::boolean)
                    and (held_at is not null or not $13::boolean)
                  order by priority, due_at, id
                  limit $8) c
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            order by c.priority, c.due_at, c.id""";

    private static final String PAGE_OF_TO_CHECK =
            """
            select c.*, r.receipt_no, r.risk_main, r.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from (select * from case_file
                  where left(owner_unit, 6) = $1 and closed_at is null and held_at is not null
                    and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                    and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
                    and owner_unit >= $9 collate "C" and owner_unit < $10 collate "C"
                    and ($7::text is null or state = $7)
                    and (bounce_count > 0 or not $11::boolean)
                  order by priority, due_at, id
                  limit $8) c
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            order by c.priority, c.due_at, c.id""";

    /** At most {@code limit} cases after the place. */
    public Future<List<QueueRow>> page(SqlClient db, QueueSelection selected, QueuePlace after, int limit) {
        return selected.isMarked() ? marked(db, selected, after, limit) : all(db, selected, after, limit);
    }

    private Future<List<QueueRow>> marked(SqlClient db, QueueSelection selected, QueuePlace after, int limit) {
        String banner = QueueSelection.Breadth.BANNER.prefix(selected.unit());
        Tuple values = paged(
                        Tuple.of(
                                banner,
                                selected.scope().from(),
                                selected.scope().before()),
                        selected,
                        after,
                        limit)
                .addString(selected.wanted().from())
                .addString(selected.wanted().before());
        String sql = PAGE_OF_BOUNCED;
        if (selected.riskLevel() != null) {
            sql = PAGE_OF_RISK;
            values.addString(selected.riskLevel().name())
                    .addBoolean(selected.bounced())
                    .addBoolean(selected.toCheck());
        } else if (selected.toCheck()) {
            sql = PAGE_OF_TO_CHECK;
            values.addBoolean(selected.bounced());
        }
        return db.preparedQuery(sql).mapping(QueueRow::of).execute(values).map(rows -> rows.stream()
                .toList());
    }

    private Future<List<QueueRow>> all(SqlClient db, QueueSelection selected, QueuePlace after, int limit) {
        String sql =
                switch (selected.breadth()) {
                    case UNIT -> PAGE_OF_UNIT;
                    case TOWNSHIP -> PAGE_OF_TOWNSHIP;
                    case BANNER -> PAGE_OF_BANNER;
                };
        Tuple values = paged(keys(selected), selected, after, limit);
        return db.preparedQuery(sql).mapping(QueueRow::of).execute(values).map(rows -> rows.stream()
                .toList());
    }

    private static Tuple paged(Tuple keys, QueueSelection selected, QueuePlace after, int limit) {
        return keys.addShort((short) after.priority())
                .addOffsetDateTime(after.dueAt().atOffset(ZoneOffset.UTC))
                .addUUID(after.caseId())
                .addString(selected.state() == null ? null : selected.state().name())
                .addInteger(limit);
    }

    private static final String OF_RECEIPT =
            """
            select c.*, f.receipt_no, f.risk_main, f.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from report r
            join case_file c on c.id = r.case_id and c.banner_code = r.banner_code
            join report f on f.id = c.first_report_id and f.banner_code = c.banner_code
            where r.receipt_no = $1
              and exists (select 1 from unnest($2::text[], $3::text[]) as scope (lo, hi)
                          where c.owner_unit >= scope.lo collate "C" and c.owner_unit < scope.hi collate "C"
                             or c.helper_unit >= scope.lo collate "C" and c.helper_unit < scope.hi collate "C"
                             or c.home_unit >= scope.lo collate "C" and c.home_unit < scope.hi collate "C")""";

    /** The case a report belongs to today, closed or open, as a queue would show it. */
    public Future<Optional<QueueRow>> find(SqlClient db, String receiptNo, List<UnitRange> scope) {
        return db.preparedQuery(OF_RECEIPT)
                .mapping(QueueRow::of)
                .execute(Tuple.of(
                        receiptNo,
                        scope.stream().map(UnitRange::from).toArray(String[]::new),
                        scope.stream().map(UnitRange::before).toArray(String[]::new)))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String COUNTS_OF_UNIT =
            """
            select state, destination, count(*)::integer as open,
                   (count(*) filter (where priority = 0))::integer as urgent,
                   (count(*) filter (where due_at < $4))::integer as overdue
            from case_file
            where owner_unit = $1 and closed_at is null
              and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
            group by state, destination""";

    private static final String COUNTS_OF_TOWNSHIP =
            """
            select state, destination, count(*)::integer as open,
                   (count(*) filter (where priority = 0))::integer as urgent,
                   (count(*) filter (where due_at < $4))::integer as overdue
            from case_file
            where left(owner_unit, 9) = $1 and closed_at is null
              and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
            group by state, destination""";

    private static final String COUNTS_OF_BANNER =
            """
            select state, destination, count(*)::integer as open,
                   (count(*) filter (where priority = 0))::integer as urgent,
                   (count(*) filter (where due_at < $4))::integer as overdue
            from case_file
            where left(owner_unit, 6) = $1 and closed_at is null
              and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
            group by state, destination""";

    /** Open cases by state and kind of queue; what is due before {@code now} is overdue. */
    public Future<List<QueueCount>> counts(SqlClient db, QueueSelection selected, Instant now) {
        String sql =
                switch (selected.breadth()) {
                    case UNIT -> COUNTS_OF_UNIT;
                    case TOWNSHIP -> COUNTS_OF_TOWNSHIP;
                    case BANNER -> COUNTS_OF_BANNER;
                };
        return db.preparedQuery(sql)
                .mapping(QueueCount::of)
                .execute(keys(selected).addOffsetDateTime(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.stream().toList());
    }

    private static Tuple keys(QueueSelection selected) {
        return Tuple.of(
                selected.breadth().prefix(selected.unit()),
                selected.scope().from(),
                selected.scope().before());
    }
}
