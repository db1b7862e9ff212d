package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fangpin110.unit.UnitRange;

/** Finds cases, open and closed, by blind indexes of what somebody tells on the phone; and the SQL of case_search_key. */
public final class CaseSearchRepository {
    /** What of a case is known. */
    public enum Known {
        PHONE(BY_PHONE),
        PERSON(BY_PERSON),
        NAME(BY_NAME),
        LAST_DIGITS(BY_LAST_DIGITS);

        private final String sql;

        Known(String sql) {
            this.sql = sql;
        }
    }

    private static final String BY_PHONE =
            """
            with hit as materialized (
                select distinct case_id, banner_code
                from (select case_id, banner_code from report
                      where phone_index = $1
                      order by submitted_at desc
                      limit 500) said)
            select c.*, r.receipt_no, r.risk_main, r.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from hit
            join case_file c on c.id = hit.case_id and c.banner_code = hit.banner_code
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            where exists (select 1 from unnest($2::text[], $3::text[]) as scope (lo, hi)
                          where c.owner_unit >= scope.lo collate "C" and c.owner_unit < scope.hi collate "C"
                             or c.helper_unit >= scope.lo collate "C" and c.helper_unit < scope.hi collate "C"
                             or c.home_unit >= scope.lo collate "C" and c.home_unit < scope.hi collate "C")
            order by c.closed_at is not null, c.received_at desc
            limit $4""";

    private static final String BY_PERSON =
            """
            with hit as materialized (
                (select id as case_id, banner_code from case_file
                 where person_index = $1 and closed_at is null and person_index is not null
                 limit 500)
                union
                (select id, banner_code from case_file
                 where person_index = $1 and closed_at is not null and person_index is not null
                 order by closed_at desc
                 limit 500))
            select c.*, r.receipt_no, r.risk_main, r.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from hit
            join case_file c on c.id = hit.case_id and c.banner_code = hit.banner_code
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            where exists (select 1 from unnest($2::text[], $3::text[]) as scope (lo, hi)
                          where c.owner_unit >= scope.lo collate "C" and c.owner_unit < scope.hi collate "C"
                             or c.helper_unit >= scope.lo collate "C" and c.helper_unit < scope.hi collate "C"
                             or c.home_unit >= scope.lo collate "C" and c.home_unit < scope.hi collate "C")
            order by c.closed_at is not null, c.received_at desc
            limit $4""";

    private static final String BY_NAME =
            """
            with hit as materialized (
                (select id as case_id, banner_code from case_file
                 where name_index = $1 and closed_at is null and name_index is not null
                 limit 500)
                union
                (select id, banner_code from case_file
                 where name_index = $1 and closed_at is not null and name_index is not null
                 order by closed_at desc
                 limit 500))
            select c.*, r.receipt_no, r.risk_main, r.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from hit
            join case_file c on c.id = hit.case_id and c.banner_code = hit.banner_code
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            where exists (select 1 from unnest($2::text[], $3::text[]) as scope (lo, hi)
                          where c.owner_unit >= scope.lo collate "C" and c.owner_unit < scope.hi collate "C"
                             or c.helper_unit >= scope.lo collate "C" and c.helper_unit < scope.hi collate "C"
                             or c.home_unit >= scope.lo collate "C" and c.home_unit < scope.hi collate "C")
            order by c.closed_at is not null, c.received_at desc
            limit $4""";

    private static final String BY_LAST_DIGITS =
            """
            with hit as materialized (
                select case_id, banner_code from case_search_key
                where search_key = $1 and banner_code = any ($5::text[])
                order by case_id desc
                limit 500)
            select c.*, r.receipt_no, r.risk_main, r.content as report_content,
                   (select s.display_name from staff s where s.staff_id = c.claimed_by) as claimed_by_name,
                   null::text as changed_by_name,
                   (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                    from case_escalation e
                    where e.case_id = c.id and e.banner_code = c.banner_code
                      and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from hit
            join case_file c on c.id = hit.case_id and c.banner_code = hit.banner_code
            join report r on r.id = c.first_report_id and r.banner_code = c.banner_code
            where exists (select 1 from unnest($2::text[], $3::text[]) as scope (lo, hi)
                          where c.owner_unit >= scope.lo collate "C" and c.owner_unit < scope.hi collate "C"
                             or c.helper_unit >= scope.lo collate "C" and c.helper_unit < scope.hi collate "C"
                             or c.home_unit >= scope.lo collate "C" and c.home_unit < scope.hi collate "C")
            order by c.closed_at is not null, c.received_at desc
            limit $4""";

    /** Open cases first, then the newest; nothing outside the units. */
    public Future<List<QueueRow>> find(SqlClient db, Known known, byte[] index, List<UnitRange> scope, int limit) {
        Tuple values = Tuple.of(
                Buffer.buffer(index),
                scope.stream().map(UnitRange::from).toArray(String[]::new),
                scope.stream().map(UnitRange::before).toArray(String[]::new),
                limit);
        if (known == Known.LAST_DIGITS) {
            values.addArrayOfString(scope.stream()
                    .map(range -> range.from().substring(0, 6))
                    .distinct()
                    .toArray(String[]::new));
        }
        return db.preparedQuery(known.sql).mapping(QueueRow::of).execute(values).map(rows -> rows.stream()
                .toList());
    }

    private static final String REMEMBER =
            """
            insert into case_search_key (search_key, banner_code, case_id)
            select key, $2, $3 from unnest($1::bytea[]) as k (key)
            on conflict do nothing""";

    /** From now on the case is found by these, too. */
    public Future<Void> remember(SqlClient db, UUID caseId, String bannerCode, List<byte[]> keys) {
        List<Buffer> values = new ArrayList<>();
        keys.forEach(key -> values.add(Buffer.buffer(key)));
        return db.preparedQuery(REMEMBER)
                .execute(Tuple.tuple()
                        .addArrayOfBuffer(values.toArray(Buffer[]::new))
                        .addString(bannerCode)
                        .addUUID(caseId))
                .mapEmpty();
    }
}
