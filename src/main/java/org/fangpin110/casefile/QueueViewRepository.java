package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The queue of {@link QueueRepository}, narrowed to one view, in the same order. The two priorities are asked apart where a
 * stretch of due times is wanted, so that each is one stretch of the queue's own index.
 */
public final class QueueViewRepository {
    private static final String DUE_OF_UNIT =
            """
            select c.*, r.receipt_no, r.risk_main, r.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from ((select * from case_file
                   where owner_unit = $1 and closed_at is null and priority = 0
                     and due_at >= $9 and due_at < $10
                     and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                     and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
                     and ($7::text is null or state = $7)
                   order by priority, due_at, id
                   limit $8)
                  union all
                  (select * from case_file
                   where owner_unit = $1 and closed_at is null and priority = 1 and not $11::boolean
                     and due_at >= $9 and due_at < $10
                     and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                     and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
                     and ($7::text is null or state = $7)
                   order by priority, due_at, id
                   limit $8)
                  union all
                  (select * from case_file
                   where helper_unit = $1 and closed_at is null and priority = 0
                     and due_at >= $9 and due_at < $10
                     and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                     and helper_unit >= $2 collate "C" and helper_unit < $3 collate "C"
                     and ($7::text is null or state = $7)
                   order by priority, due_at, id
                   limit $8)
                  union all
                  (select * from case_file
                   where helper_unit = $1 and closed_at is null and priority = 1 and not $11::boolean
                     and due_at >= $9 and due_at < $10
                     and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                     and helper_unit >= $2 collate "C" and helper_unit < $3 collate "C"
                     and ($7::text is null or state = $7)
                   order by priority, due_at, id
                   limit $8)
                  order by priority, due_at, id
                  limit $8) c
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            order by c.priority, c.due_at, c.id""";

    private static final String DUE_OF_TOWNSHIP =
            """
            select c.*, r.receipt_no, r.risk_main, r.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from ((select * from case_file
                   where left(owner_unit, 9) = $1 and closed_at is null and priority = 0
                     and due_at >= $9 and due_at < $10
                     and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                     and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
                     and ($7::text is null or state = $7)
                   order by priority, due_at, id
                   limit $8)
                  union all
                  (select * from case_file
                   where left(owner_unit, 9) = $1 and closed_at is null and priority = 1 and not $11::boolean
                     and due_at >= $9 and due_at < $10
                     and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                     and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
                     and ($7::text is null or state = $7)
                   order by priority, due_at, id
                   limit $8)
                  order by priority, due_at, id
                  limit $8) c
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            order by c.priority, c.due_at, c.id""";

    private static final String DUE_OF_BANNER =
            """
            select c.*, r.receipt_no, r.risk_main, r.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from ((select * from case_file
                   where left(owner_unit, 6) = $1 and closed_at is null and priority = 0
                     and due_at >= $9 and due_at < $10
                     and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                     and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
                     and ($7::text is null or state = $7)
                   order by priority, due_at, id
                   limit $8)
                  union all
                  (select * from case_file
                   where left(owner_unit, 6) = $1 and closed_at is null and priority = 1 and not $11::boolean
                     and due_at >= $9 and due_at < $10
                     and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                     and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
                     and ($7::text is null or state = $7)
                   order by priority, due_at, id
                   limit $8)
                  order by priority, due_at, id
                  limit $8) c
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            order by c.priority, c.due_at, c.id""";

    private static final String HELD =
            """
            select c.*, r.receipt_no, r.risk_main, r.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from (select * from case_file
                  where claimed_by = $1 and closed_at is null
                    and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                    and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
                    and owner_unit >= $9 collate "C" and owner_unit < $10 collate "C"
                    and ($7::text is null or state = $7)
                  order by priority, due_at, id
                  limit $8) c
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            order by c.priority, c.due_at, c.id""";

    private static final String POOL =
            """
            select c.*, r.receipt_no, r.risk_main, r.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from (select * from case_file
                  where left(owner_unit, 6) = $1 and destination = 'TOWNSHIP_POOL' and closed_at is null
                    and (priority, due_at, id) > ($4::smallint, $5::timestamptz, $6::uuid)
                    and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
                    and owner_unit >= $9 collate "C" and owner_unit < $10 collate "C"
                    and ($7::text is null or state = $7)
                  order by priority, due_at, id
                  limit $8) c
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            order by c.priority, c.due_at, c.id""";

    /** At most {@code limit} cases after the place. */
    public Future<List<QueueRow>> page(
            SqlClient db, QueueSelection selected, QueueView view, QueuePlace after, int limit) {
        Tuple values = Tuple.tuple();
        String sql =
                switch (view.kind()) {
                    case HELD -> {
                        values.addUUID(view.holder());
                        yield HELD;
                    }
                    case POOL -> {
                        values.addString(QueueSelection.Breadth.BANNER.prefix(selected.unit()));
                        yield POOL;
                    }
                    case URGENT, DUE -> {
                        values.addString(selected.breadth().prefix(selected.unit()));
                        yield switch (selected.breadth()) {
                            case UNIT -> DUE_OF_UNIT;
                            case TOWNSHIP -> DUE_OF_TOWNSHIP;
                            case BANNER -> DUE_OF_BANNER;
                        };
                    }
                };
        values.addString(selected.scope().from())
                .addString(selected.scope().before())
                .addShort((short) after.priority())
                .addOffsetDateTime(after.dueAt().atOffset(ZoneOffset.UTC))
                .addUUID(after.caseId())
                .addString(selected.state() == null ? null : selected.state().name())
                .addInteger(limit);
        narrow(values, selected, view);
        return db.preparedQuery(sql).mapping(QueueRow::of).execute(values).map(rows -> rows.stream()
                .toList());
    }

    private static void narrow(Tuple values, QueueSelection selected, QueueView view) {
        if (view.kind() == QueueView.Kind.HELD || view.kind() == QueueView.Kind.POOL) {
            values.addString(selected.wanted().from())
                    .addString(selected.wanted().before());
        } else {
            values.addOffsetDateTime(view.dueFrom().atOffset(ZoneOffset.UTC))
                    .addOffsetDateTime(view.dueBefore().atOffset(ZoneOffset.UTC))
                    .addBoolean(view.kind() == QueueView.Kind.URGENT);
        }
    }
}
