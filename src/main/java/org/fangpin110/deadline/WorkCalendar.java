package org.fangpin110.deadline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fangpin110.deadline.HolidayNotice.Day;

/**
 * The working days of the State Council's yearly notices: days off, and weekend days that are worked in exchange (调休). A year whose
 * notice is not known is provisional: weekends, and the holidays whose date in the solar calendar the law fixes. So are the last days of
 * December before it, because a notice may reach into them.
 *
 * <p>The shipped notices are the rows of the npm package chinese-days 1.5.7 (MIT), 2015 to 2026.
 */
public final class WorkCalendar {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String SHIPPED = "/deadline/workdays-cn.csv";
    /** 全国年节及纪念日放假办法 as in force since 2025; those of the lunar calendar are known only by notice. */
    private static final Set<MonthDay> FIXED = Set.of(
            MonthDay.of(1, 1),
            MonthDay.of(5, 1),
            MonthDay.of(5, 2),
            MonthDay.of(10, 1),
            MonthDay.of(10, 2),
            MonthDay.of(10, 3));

    private static final int MAY_2_SINCE = 2025;
    /** The notice of 2019 had a Saturday 29 December worked: earlier than in the week of New Year none has reached. */
    private static final int REACH_INTO_DECEMBER = 26;

    private final long version;
    private final Map<Integer, HolidayNotice> notices;
    private final Map<LocalDate, Day> days = new HashMap<>();

    private WorkCalendar(long version, Map<Integer, HolidayNotice> notices) {
        this.version = version;
        this.notices = Collections.unmodifiableMap(notices);
        notices.values().forEach(notice -> days.putAll(notice.days()));
    }

    /** The notices in the jar: version 0. */
    public static WorkCalendar shipped() {
        try (InputStream rows = WorkCalendar.class.getResourceAsStream(SHIPPED);
                var reader = new BufferedReader(new InputStreamReader(rows, StandardCharsets.UTF_8))) {
            return of(0, NoticeFile.read(reader.lines().toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WorkCalendar of(long version, Collection<HolidayNotice> notices) {
        return new WorkCalendar(
                version,
                notices.stream()
                        .collect(Collectors.toMap(HolidayNotice::year, notice -> notice, (a, b) -> b, TreeMap::new)));
    }

    /** This calendar, with these years as they say. Where two notices name one day, the later year's counts. */
    public WorkCalendar with(long newVersion, Collection<HolidayNotice> newer) {
        Map<Integer, HolidayNotice> all = new TreeMap<>(notices);
        newer.forEach(notice -> all.put(notice.year(), notice));
        return new WorkCalendar(newVersion, all);
    }

    /** Stamped on each case whose dates it gave. */
    public long version() {
        return version;
    }

    /** True when it already says all that these do. */
    public boolean holds(Collection<HolidayNotice> others) {
        return others.stream().allMatch(notice -> notice.equals(notices.get(notice.year())));
    }

    public Set<Integer> announcedYears() {
        return notices.keySet();
    }

    public boolean isWorkDay(LocalDate date) {
        Day noticed = days.get(date);
        if (noticed != null) {
            return noticed.worked();
        }
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && !(isProvisional(date.getYear()) && FIXED.contains(MonthDay.from(date)));
    }

    static Set<LocalDate> fixedHolidays(int year) {
        return FIXED.stream()
                .filter(day -> year >= MAY_2_SINCE || !day.equals(MonthDay.of(5, 2)))
                .map(day -> day.atYear(year))
                .collect(Collectors.toSet());
    }

    public boolean isProvisional(int year) {
        return !notices.containsKey(year);
    }

    /** The year whose notice will decide about this day; empty when that is known. */
    OptionalInt awaitedYear(LocalDate date) {
        int year = date.getYear();
        if (isProvisional(year)) {
            return OptionalInt.of(year);
        }
        boolean reached = date.getMonth() == Month.DECEMBER && date.getDayOfMonth() >= REACH_INTO_DECEMBER;
        return reached && isProvisional(year + 1) ? OptionalInt.of(year + 1) : OptionalInt.empty();
    }

    /** The n-th working day after the date; before it when n is negative; the date itself, worked or not, when n is 0. */
    public LocalDate plusWorkDays(LocalDate date, int n) {
        LocalDate day = date;
        for (int left = Math.abs(n); left > 0; ) {
            day = day.plusDays(Integer.signum(n));
            if (isWorkDay(day)) {
                left--;
            }
        }
        return day;
    }

    /**
     * Minutes and hours run on the clock, at night and on holidays too. Days do not count the day of the start: a limit of one day that
     * starts at any hour of Monday ends with Tuesday. Whether a due date on a rest day rolls forward is not known (domain guide, section
     * 12), so a limit in calendar days or months does not. Months end on the same day of the month, or its last day. The same rule serves
     * MIN and MAX: whoever must wait five days waits five whole ones.
     */
    public Due due(Instant start, int value, LimitUnit unit) {
        return due(start, value, unit, 0);
    }

    /** @param pausedDays by which a limit in days or months is longer; counted like its own, a month's as calendar days */
    Due due(Instant start, int value, LimitUnit unit, int pausedDays) {
        if (value < 1) {
            throw new IllegalArgumentException("a limit of " + value + " " + unit);
        }
        LocalDate day = LocalDate.ofInstant(start, ZONE);
        return switch (unit) {
            case MINUTE -> Due.certain(start.plus(Duration.ofMinutes(value)));
            case HOUR -> Due.certain(start.plus(Duration.ofHours(value)));
            case CAL_DAY -> Due.certain(endOf(day.plusDays(value + (long) pausedDays)));
            case MONTH -> Due.certain(endOf(day.plusMonths(value).plusDays(pausedDays)));
            case WORK_DAY -> workDays(day, value + pausedDays);
        };
    }

    private Due workDays(LocalDate day, int value) {
        LocalDate last = plusWorkDays(day, value);
        OptionalInt awaited = day.plusDays(1)
                .datesUntil(last.plusDays(1))
                .map(this::awaitedYear)
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
        return new Due(endOf(last), awaited);
    }

    /**
     * The moment before which so much time is left until the due time; working days are whole ones, at the hour of the due
     * time.
     */
    public Instant before(Instant due, int value, LimitUnit unit) {
        ZonedDateTime here = due.atZone(ZONE);
        return switch (unit) {
            case MINUTE -> due.minus(Duration.ofMinutes(value));
            case HOUR -> due.minus(Duration.ofHours(value));
            case CAL_DAY -> here.minusDays(value).toInstant();
            case MONTH -> here.minusMonths(value).toInstant();
            case WORK_DAY -> here.with(plusWorkDays(here.toLocalDate(), -value)).toInstant();
        };
    }

    /** The moment at which so much time has passed since the due time; a midnight ends the day before it. */
    public Instant after(Instant due, int value, LimitUnit unit) {
        ZonedDateTime here = due.atZone(ZONE);
        return switch (unit) {
            case MINUTE -> due.plus(Duration.ofMinutes(value));
            case HOUR -> due.plus(Duration.ofHours(value));
            case CAL_DAY -> here.plusDays(value).toInstant();
            case MONTH -> here.plusMonths(value).toInstant();
            case WORK_DAY ->
                here.toLocalTime().equals(LocalTime.MIDNIGHT)
                        ? endOf(plusWorkDays(here.toLocalDate().minusDays(1), value))
                        : here.with(plusWorkDays(here.toLocalDate(), value)).toInstant();
        };
    }

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    static Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }

    /** The last day that belongs to a limit that ends at this instant. */
    public static LocalDate lastDay(Instant end) {
        return LocalDate.ofInstant(end.minusNanos(1), ZONE);
    }
}
