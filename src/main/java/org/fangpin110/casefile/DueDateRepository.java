package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.fangpin110.deadline.Correction;

/** SQL by which dates that waited for a holiday notice are corrected. No clock of a case is touched, only what it is due at. */
public final class DueDateRepository {
    private static final String AWAITED =
            """
            select announced from unnest($1::int[]) as announced
            where exists (select from provisional_due p where p.awaited_year = announced)
            order by announced""";

    /** Of these years, those that limits wait for. */
    public Future<List<Integer>> awaited(SqlClient db, Collection<Integer> years) {
        return db.preparedQuery(AWAITED)
                .mapping(row -> row.getInteger(0))
                .execute(Tuple.tuple().addArrayOfInteger(years.toArray(Integer[]::new)))
                .map(rows -> rows.stream().toList());
    }

    private static final String WAITING =
            "select awaited_year, count(distinct case_id)::int from provisional_due group by awaited_year";

    /** How many cases wait for which year; reads the whole work list, for people who ask. */
    public Future<Map<Integer, Integer>> waiting(SqlClient db) {
        return db.preparedQuery(WAITING).execute().map(rows -> {
            Map<Integer, Integer> found = new TreeMap<>();
            rows.forEach(row -> found.put(row.getInteger(0), row.getInteger(1)));
            return found;
        });
    }

    private static final String KEYS =
            """
            select distinct case_id from provisional_due
            where awaited_year = $1 and case_id > $2
            order by case_id
            limit $3""";

    /** The next cases with a limit that waits for this year. */
    public Future<List<UUID>> keys(SqlClient db, int year, UUID after, int limit) {
        return db.preparedQuery(KEYS)
                .mapping(row -> row.getUUID(0))
                .execute(Tuple.of(year, after, limit))
                .map(rows -> rows.stream().toList());
    }

    /** Both rows are locked: of two nodes at once, the second finds the row of the list gone. */
    private static final String LOCK =
            """
            select p.*, c.id as target, c.closed_at is null as target_open, c.due_at as target_due,
                c.promised_by as target_promise
            from provisional_due p
            join case_file own on own.id = p.case_id and own.banner_code = p.banner_code
            join case_file c on c.id = coalesce(own.merged_into, own.id) and c.banner_code = own.banner_code
            where p.case_id = any($1) and p.awaited_year = $2
            order by c.id, p.case_id
            for update of p, c skip locked""";

    /** What waits for this year in these cases; a case that a colleague's step holds is missing and comes the next time. */
    public Future<List<ProvisionalDue>> lock(SqlConnection tx, List<UUID> caseIds, int year) {
        return tx.preparedQuery(LOCK)
                .mapping(ProvisionalDue::of)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(caseIds.toArray(UUID[]::new))
                        .addInteger(year))
                .map(rows -> rows.stream().toList());
    }

    private static final String SETTLE =
            """
            with given as (
                select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::int[])
                    as g(case_id, banner_code, timer, report_id, next_year)),
            waits_on as (
                update provisional_due p set awaited_year = g.next_year
                from given g
                where p.case_id = g.case_id and p.banner_code = g.banner_code and p.timer = g.timer
                  and p.report_id = g.report_id and g.next_year is not null)
            delete from provisional_due p using given g
            where p.case_id = g.case_id and p.banner_code = g.banner_code and p.timer = g.timer
              and p.report_id = g.report_id and g.next_year is null""";

    /** @param nextYear null when it waits no more */
    public record Settled(ProvisionalDue limit, Integer nextYear) {}

    public Future<Void> settle(SqlConnection tx, List<Settled> settled) {
        return tx.preparedQuery(SETTLE)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(column(settled, s -> s.limit().caseId(), UUID[]::new))
                        .addArrayOfString(column(settled, s -> s.limit().bannerCode(), String[]::new))
                        .addArrayOfString(column(settled, s -> s.limit().timer().name(), String[]::new))
                        .addArrayOfUUID(column(settled, s -> s.limit().reportId(), UUID[]::new))
                        .addArrayOfInteger(column(settled, Settled::nextYear, Integer[]::new)))
                .mapEmpty();
    }

    /** Whoever reads a case they saw before must see that its dates moved: the version goes up only then. */
    private static final String CORRECT =
            """
            with given as (
                select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::date[])
                    as g(id, banner_code, due_at, promised_by)),
            seen as materialized (
                select g.*, c.due_at as due_before, c.promised_by as promised_before,
                    c.due_at <> g.due_at or c.promised_by <> g.promised_by as moves
                from given g join case_file c on c.id = g.id and c.banner_code = g.banner_code
                where c.closed_at is null),
            corrected as (
                update case_file c
                set due_at = s.due_at, promised_by = s.promised_by, calendar_version = $5,
                    due_provisional = exists (select from provisional_due p
                                              where p.case_id = c.id and p.banner_code = c.banner_code),
                    last_sequence = c.last_sequence + 1,
                    version = c.version + case when s.moves then 1 else 0 end,
                    changed_at = case when s.moves then $6 else c.changed_at end,
                    changed_by = case when s.moves then null else c.changed_by end
                from seen s
                where c.id = s.id and c.banner_code = s.banner_code
                returning c.id, c.banner_code, c.last_sequence, c.state, c.owner_unit, c.due_at, c.promised_by,
                    s.due_before, s.promised_before, s.moves),
            told as (
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, state, owner_unit, due_before,
                                        due_after, promised_before, promised_after)
                select id, banner_code, last_sequence, $6,
                    case when moves then 'due-date-corrected' else 'due-date-confirmed' end, 'SYSTEM', state, owner_unit,
                    due_before, due_at, promised_before, promised_by
                from corrected)
            select id, banner_code, last_sequence, owner_unit, promised_by <> promised_before as promise_moves
            from corrected where moves""";

    /** @param promiseMoves the family was told another day */
    public record Moved(UUID caseId, String bannerCode, int sequence, String ownerUnit, boolean promiseMoves) {}

    /** After {@link #settle}. @return each case whose dates moved */
    public Future<List<Moved>> correct(
            SqlConnection tx,
            Map<UUID, Correction> dates,
            Map<UUID, String> banners,
            long calendarVersion,
            Instant at) {
        List<UUID> ids = List.copyOf(dates.keySet());
        return tx.preparedQuery(CORRECT)
                .mapping(row -> new Moved(
                        row.getUUID("id"),
                        row.getString("banner_code"),
                        row.getInteger("last_sequence"),
                        row.getString("owner_unit"),
                        row.getBoolean("promise_moves")))
                .execute(Tuple.tuple()
                        .addArrayOfUUID(ids.toArray(UUID[]::new))
                        .addArrayOfString(column(ids, banners::get, String[]::new))
                        .addArrayOfOffsetDateTime(
                                column(ids, id -> utc(dates.get(id).due()), OffsetDateTime[]::new))
                        .addArrayOfLocalDate(column(ids, id -> dates.get(id).promised(), LocalDate[]::new))
                        .addLong(calendarVersion)
                        .addOffsetDateTime(utc(at)))
                .map(rows -> rows.stream().toList());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static <S, T> T[] column(List<S> rows, Function<S, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
