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
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The working days of the State Council's yearly notices: days off, and weekend days that are worked in exchange (调休). A year whose
 * notice is not loaded is provisional: weekends, and the holidays whose date in the solar calendar the law fixes.
 *
 * <p>The shipped rows are those of the npm package chinese-days 1.5.7 (MIT), 2015 to 2026.
 */
public final class WorkCalendar {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String SHIPPED = "/deadline/workdays-cn.csv";
    private static final String HEADER = "date,kind,holiday";
    /** 全国年节及纪念日放假办法 as in force since 2025; those of the lunar calendar are known only by notice. */
    private static final Set<MonthDay> FIXED = Set.of(
            MonthDay.of(1, 1),
            MonthDay.of(5, 1),
            MonthDay.of(5, 2),
            MonthDay.of(10, 1),
            MonthDay.of(10, 2),
            MonthDay.of(10, 3));

    private final Map<LocalDate, Boolean> worked;
    private final Set<Integer> announced;

    private WorkCalendar(Map<LocalDate, Boolean> worked, Set<Integer> announced) {
        this.worked = worked;
        this.announced = announced;
    }

    /** The rows in the jar. */
    public static WorkCalendar shipped() {
        try (InputStream rows = WorkCalendar.class.getResourceAsStream(SHIPPED);
                var reader = new BufferedReader(new InputStreamReader(rows, StandardCharsets.UTF_8))) {
            return ofCsv(reader.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Rows of {@code date,kind,holiday} below that header, kind HOLIDAY or MAKE_UP_DAY.
     *
     * @throws IllegalArgumentException names the first line that cannot be read
     */
    public static WorkCalendar ofCsv(List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IllegalArgumentException("line 1 is not " + HEADER);
        }
        Map<LocalDate, Boolean> worked = new HashMap<>();
        Set<Integer> announced = new HashSet<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            LocalDate date = parse(cells, i + 1);
            if (worked.put(date, cells[1].equals("MAKE_UP_DAY")) != null) {
                throw new IllegalArgumentException("line " + (i + 1) + " repeats " + date);
            }
            // A notice reaches into December before and January after; only its own year has a National Day.
            if (date.getMonth() == Month.OCTOBER) {
                announced.add(date.getYear());
            }
        }
        return new WorkCalendar(Map.copyOf(worked), Set.copyOf(announced));
    }

    private static LocalDate parse(String[] cells, int line) {
        boolean known = cells.length == 3 && (cells[1].equals("HOLIDAY") || cells[1].equals("MAKE_UP_DAY"));
        if (!known) {
            throw new IllegalArgumentException("line " + line + " is not a day off or a make-up day");
        }
        try {
            return LocalDate.parse(cells[0]);
        } catch (DateTimeParseException noDate) {
            throw new IllegalArgumentException("line " + line + " does not begin with a date", noDate);
        }
    }

    public boolean isWorkDay(LocalDate date) {
        Boolean noticed = worked.get(date);
        if (noticed != null) {
            return noticed;
        }
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        return !weekend && !(isProvisional(date.getYear()) && FIXED.contains(MonthDay.from(date)));
    }

    public boolean isProvisional(int year) {
        return !announced.contains(year);
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
     * 12), so a limit in calendar days or months does not. Months end on the same day of the month, or its last day.
     */
    public Due due(Instant start, int value, LimitUnit unit) {
        if (value < 1) {
            throw new IllegalArgumentException("a limit of " + value + " " + unit);
        }
        LocalDate day = LocalDate.ofInstant(start, ZONE);
        return switch (unit) {
            case MINUTE -> new Due(start.plus(Duration.ofMinutes(value)), false);
            case HOUR -> new Due(start.plus(Duration.ofHours(value)), false);
            case CAL_DAY -> new Due(endOf(day.plusDays(value)), false);
            case MONTH -> new Due(endOf(day.plusMonths(value)), false);
            case WORK_DAY -> workDays(day, value);
        };
    }

    private Due workDays(LocalDate day, int value) {
        LocalDate last = plusWorkDays(day, value);
        boolean provisional = day.plusDays(1).datesUntil(last.plusDays(1)).anyMatch(d -> isProvisional(d.getYear()));
        return new Due(endOf(last), provisional);
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

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZONE).toInstant();
    }
}
