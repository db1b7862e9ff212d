package org.fangpin110.policy;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fangpin110.deadline.HolidayNotice;
import org.fangpin110.deadline.HolidayNotice.Day;
import org.fangpin110.deadline.WorkCalendar;

/** The only code that reads and writes the calendar's tables. Versions are added, never changed. */
public final class CalendarRepository {
    private static final String LATEST =
            """
            select version, imported_at, source, checksum, years, day_count
            from calendar_version order by version desc limit 1""";

    /** Empty while only the shipped calendar is there. */
    public Future<Optional<CalendarVersion>> latest(SqlClient db) {
        return db.preparedQuery(LATEST)
                .mapping(CalendarRepository::version)
                .execute()
                .map(rows -> rows.stream().findFirst());
    }

    private static CalendarVersion version(Row row) {
        return new CalendarVersion(
                row.getLong("version"),
                row.getOffsetDateTime("imported_at").toInstant(),
                row.getString("source"),
                row.getString("checksum"),
                List.of(row.getArrayOfIntegers("years")),
                row.getInteger("day_count"));
    }

    private static final String IN_FORCE =
            """
            select d.notice_year, d.day, d.kind, d.holiday
            from (select notice_year, max(version) as version from calendar_day group by notice_year) newest
            join calendar_day d on d.notice_year = newest.notice_year and d.version = newest.version
            order by d.notice_year, d.day""";

    /** The shipped calendar with whatever was imported. */
    public Future<WorkCalendar> load(SqlClient db) {
        return latest(db)
                .compose(latest -> latest.isEmpty()
                        ? Future.succeededFuture(WorkCalendar.shipped())
                        : db.preparedQuery(IN_FORCE).execute().map(rows -> WorkCalendar.shipped()
                                .with(latest.get().version(), notices(rows))));
    }

    private static List<HolidayNotice> notices(Iterable<Row> rows) {
        Map<Integer, Map<LocalDate, Day>> years = new TreeMap<>();
        rows.forEach(row -> years.computeIfAbsent(row.getInteger("notice_year"), first -> new TreeMap<>())
                .put(
                        row.getLocalDate("day"),
                        new Day(row.getString("kind").equals("MAKE_UP_DAY"), row.getString("holiday"))));
        List<HolidayNotice> notices = new ArrayList<>();
        years.forEach((year, days) -> notices.add(new HolidayNotice(year, days)));
        return notices;
    }

    private static final String LOCK = "lock table calendar_version in share row exclusive mode";

    /** One import at a time, over all nodes; held until the transaction ends. Readers go on. */
    Future<Void> lock(SqlConnection tx) {
        return tx.query(LOCK).execute().mapEmpty();
    }

    private static final String INSERT =
            """
            with added as (
                insert into calendar_version (imported_at, source, checksum, years, day_count)
                values ($1, $2, $3, $4, cardinality($5::int[]))
                returning version),
            listed as (
                insert into calendar_day (version, notice_year, day, kind, holiday)
                select added.version, g.notice_year, g.day, g.kind, g.holiday
                from added, unnest($5::int[], $6::date[], $7::text[], $8::text[]) as g(notice_year, day, kind, holiday))
            select version from added""";

    Future<Long> insert(SqlConnection tx, Instant at, String source, String checksum, List<HolidayNotice> notices) {
        List<Integer> years = new ArrayList<>();
        List<LocalDate> days = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        List<String> holidays = new ArrayList<>();
        notices.forEach(notice -> notice.days().forEach((date, day) -> {
            years.add(notice.year());
            days.add(date);
            kinds.add(day.worked() ? "MAKE_UP_DAY" : "HOLIDAY");
            holidays.add(day.holiday());
        }));
        return tx.preparedQuery(INSERT)
                .execute(Tuple.of(at.atOffset(ZoneOffset.UTC), source, checksum)
                        .addArrayOfInteger(
                                notices.stream().map(HolidayNotice::year).toArray(Integer[]::new))
                        .addArrayOfInteger(years.toArray(Integer[]::new))
                        .addArrayOfLocalDate(days.toArray(LocalDate[]::new))
                        .addArrayOfString(kinds.toArray(String[]::new))
                        .addArrayOfString(holidays.toArray(String[]::new)))
                .map(rows -> rows.iterator().next().getLong(0));
    }
}
