package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.workflow.State;

/**
 * Counts of a unit and all below it. Open work is counted on the queue's own indexes; reports and messages of a period are found
 * by their ids, which sort by time.
 */
public final class OverviewRepository {
    /**
     * Open cases of one state at one unit.
     *
     * @param unreadSince null when all were opened
     */
    public record OpenCount(
            String unit, State state, int open, int urgent, int overdue, int unread, Instant unreadSince) {}

    private static final String OPEN_OF_UNIT =
            """
            select owner_unit, state, count(*)::integer as open,
                   (count(*) filter (where priority = 0))::integer as urgent,
                   (count(*) filter (where due_at < $4))::integer as overdue,
                   (count(*) filter (where opened_at is null))::integer as unread,
                   min(coalesce(queued_at, received_at)) filter (where opened_at is null) as unread_since
            from case_file
            where owner_unit = $1 and closed_at is null
              and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
            group by owner_unit, state""";

    private static final String OPEN_OF_TOWNSHIP =
            """
            select owner_unit, state, count(*)::integer as open,
                   (count(*) filter (where priority = 0))::integer as urgent,
                   (count(*) filter (where due_at < $4))::integer as overdue,
                   (count(*) filter (where opened_at is null))::integer as unread,
                   min(coalesce(queued_at, received_at)) filter (where opened_at is null) as unread_since
            from case_file
            where left(owner_unit, 9) = $1 and closed_at is null
              and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
            group by owner_unit, state""";

    private static final String OPEN_OF_BANNER =
            """
            select owner_unit, state, count(*)::integer as open,
                   (count(*) filter (where priority = 0))::integer as urgent,
                   (count(*) filter (where due_at < $4))::integer as overdue,
                   (count(*) filter (where opened_at is null))::integer as unread,
                   min(coalesce(queued_at, received_at)) filter (where opened_at is null) as unread_since
            from case_file
            where left(owner_unit, 6) = $1 and closed_at is null
              and owner_unit >= $2 collate "C" and owner_unit < $3 collate "C"
            group by owner_unit, state""";

    /** What is due before {@code now} is overdue. */
    public Future<List<OpenCount>> open(SqlClient db, QueueSelection selected, Instant now) {
        String sql =
                switch (selected.breadth()) {
                    case UNIT -> OPEN_OF_UNIT;
                    case TOWNSHIP -> OPEN_OF_TOWNSHIP;
                    case BANNER -> OPEN_OF_BANNER;
                };
        return db.preparedQuery(sql)
                .mapping(row -> {
                    OffsetDateTime since = row.getOffsetDateTime("unread_since");
                    return new OpenCount(
                            row.getString("owner_unit"),
                            State.valueOf(row.getString("state")),
                            row.getInteger("open"),
                            row.getInteger("urgent"),
                            row.getInteger("overdue"),
                            row.getInteger("unread"),
                            since == null ? null : since.toInstant());
                })
                .execute(Tuple.of(
                        selected.breadth().prefix(selected.unit()),
                        selected.scope().from(),
                        selected.scope().before(),
                        utc(now)))
                .map(rows -> rows.stream().toList());
    }

    /** How long cases stood in a state that they left. */
    public record StepDays(State state, int cases, double median) {}

    private static final String STEPS =
            """
            with moved as materialized (
                select distinct case_id, banner_code from case_event
                where left(owner_unit, 6) = $1 and at >= $2 and at < $3
                  and kind <> 'report-received' and kind <> 'report-linked'
                  and owner_unit >= $4 collate "C" and owner_unit < $5 collate "C"
            ), course as (
                select e.case_id, e.state, e.at, e.sequence,
                       lag(e.state) over (partition by e.case_id order by e.sequence) as before
                from moved m
                join case_event e on e.case_id = m.case_id and e.banner_code = m.banner_code
            ), stay as (
                select state, at, lead(at) over (partition by case_id order by sequence) as left_at
                from course
                where before is distinct from state
            )
            select state, count(*)::integer as cases,
                   percentile_cont(0.5) within group (order by extract(epoch from left_at - at)::float8) / 86400.0 as median
            from stay
            where left_at >= $2 and left_at < $3
            group by state""";

    public Future<List<StepDays>> steps(SqlClient db, UnitRange units, Instant from, Instant before) {
        return db.preparedQuery(STEPS)
                .mapping(row -> new StepDays(
                        State.valueOf(row.getString("state")), row.getInteger("cases"), row.getDouble("median")))
                .execute(Tuple.of(units.from().substring(0, 6), utc(from), utc(before), units.from(), units.before()))
                .map(rows -> rows.stream().toList());
    }

    private static final String ARRIVALS =
            """
            select (submitted_at at time zone 'Asia/Shanghai')::date as day, count(*)::integer as reports
            from report
            where id >= $1 and id < $2 and banner_code = $3
              and unit_code >= $4 collate "C" and unit_code < $5 collate "C"
            group by 1""";

    /** Reports by the day they came; a day without is missing. */
    public Future<Map<LocalDate, Integer>> arrivals(SqlClient db, UnitRange units, Instant from, Instant before) {
        return db.preparedQuery(ARRIVALS).execute(period(units, from, before)).map(rows -> {
            Map<LocalDate, Integer> days = new TreeMap<>();
            rows.forEach(row -> days.put(row.getLocalDate("day"), row.getInteger("reports")));
            return days;
        });
    }

    /** Messages to residents. */
    public record MessageCount(int sent, int failed) {}

    private static final String MESSAGES =
            """
            select count(*)::integer as sent, (count(*) filter (where m.status = 'FAILED'))::integer as failed
            from message m
            join case_file c on c.id = m.case_id and c.banner_code = m.banner_code
            where c.owner_unit >= $4 collate "C" and c.owner_unit < $5 collate "C"
              and m.message_id >= $1 and m.message_id < $2 and m.banner_code = $3""";

    public Future<MessageCount> messages(SqlClient db, UnitRange units, Instant from, Instant before) {
        return db.preparedQuery(MESSAGES)
                .mapping(row -> new MessageCount(row.getInteger("sent"), row.getInteger("failed")))
                .execute(period(units, from, before))
                .map(rows -> rows.iterator().next());
    }

    private static Tuple period(UnitRange units, Instant from, Instant before) {
        return Tuple.of(
                TimeOrderedIds.earliestOf(from),
                TimeOrderedIds.earliestOf(before),
                units.from().substring(0, 6),
                units.from(),
                units.before());
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
