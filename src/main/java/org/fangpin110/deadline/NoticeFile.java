package org.fangpin110.deadline;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fangpin110.deadline.HolidayNotice.Day;
import org.fangpin110.deadline.InvalidNoticeFile.Fault;

/**
 * Reads {@code date,kind,holiday} below that header, kind HOLIDAY or MAKE_UP_DAY, into the notices of its years. A year counts as
 * announced only when it is complete: half a year's list read as the whole would turn every missing holiday into a working day.
 */
public final class NoticeFile {
    private static final String HEADER = "date,kind,holiday";
    private static final int FAULTS_TOLD = 100;
    private static final int MOST_LINES = 10_000;
    private static final int LONGEST_NAME = 40;
    /** Chinese New Year falls on a day between these. */
    private static final MonthDay EARLIEST_SPRING = MonthDay.of(1, 20);

    private static final MonthDay LATEST_SPRING = MonthDay.of(2, 23);

    private final List<Fault> faults = new ArrayList<>();
    private final Map<LocalDate, Day> days = new TreeMap<>();
    private final Map<LocalDate, Integer> lineOf = new HashMap<>();

    private NoticeFile() {}

    /**
     * The notices, by year.
     *
     * @throws InvalidNoticeFile with every fault, the first hundred of them
     */
    public static List<HolidayNotice> read(List<String> lines) {
        NoticeFile file = new NoticeFile();
        List<HolidayNotice> notices = file.notices(lines);
        if (!file.faults.isEmpty()) {
            throw new InvalidNoticeFile(file.faults.subList(0, Math.min(FAULTS_TOLD, file.faults.size())));
        }
        return notices;
    }

    private List<HolidayNotice> notices(List<String> lines) {
        if (lines.isEmpty() || !lines.get(0).replace("\uFEFF", "").strip().equals(HEADER)) {
            note(1, "header-wrong", HEADER);
            return List.of();
        }
        if (lines.size() > MOST_LINES) {
            note(MOST_LINES + 1, "too-many-lines", "");
            return List.of();
        }
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() || i < lines.size() - 1) {
                row(line, i + 1);
            }
        }
        Set<Integer> years = new TreeSet<>();
        // A notice reaches into December before and January after; only its own year has a National Day.
        days.keySet().stream().filter(day -> day.getMonth() == Month.OCTOBER).forEach(day -> years.add(day.getYear()));
        if (years.isEmpty() && faults.isEmpty()) {
            note(0, "no-whole-year", "");
        }
        years.forEach(this::complete);
        return split(years);
    }

    private void row(String line, int number) {
        String[] cells = line.split(",", -1);
        if (cells.length != 3) {
            note(number, "cells-not-three", line);
            return;
        }
        boolean worked = cells[1].equals("MAKE_UP_DAY");
        if (!worked && !cells[1].equals("HOLIDAY")) {
            note(number, "kind-unknown", cells[1]);
        }
        if (cells[2].isBlank() || cells[2].length() > LONGEST_NAME) {
            note(number, "holiday-missing", cells[2]);
        }
        LocalDate date;
        try {
            date = LocalDate.parse(cells[0]);
        } catch (DateTimeParseException noDate) {
            note(number, "date-wrong", cells[0]);
            return;
        }
        if (worked && !isWeekend(date)) {
            note(number, "make-up-day-on-a-weekday", cells[0]);
        }
        if (days.put(date, new Day(worked, cells[2])) != null) {
            note(number, "date-repeated", cells[0]);
        }
        lineOf.put(date, number);
    }

    private void complete(int year) {
        WorkCalendar.fixedHolidays(year).stream()
                .filter(day -> !isOff(day))
                .sorted()
                .forEach(day -> note(0, "holiday-not-listed", day.toString()));
        long spring = days.keySet().stream()
                .filter(day -> day.getYear() == year && !days.get(day).worked())
                .map(MonthDay::from)
                .filter(day -> !day.isBefore(EARLIEST_SPRING) && !day.isAfter(LATEST_SPRING))
                .count();
        if (spring < 3) {
            note(0, "spring-festival-not-listed", String.valueOf(year));
        }
    }

    private boolean isOff(LocalDate day) {
        Day listed = days.get(day);
        return listed == null ? isWeekend(day) : !listed.worked();
    }

    private List<HolidayNotice> split(Set<Integer> years) {
        Map<Integer, Map<LocalDate, Day>> parts = new TreeMap<>();
        days.forEach((date, day) -> {
            int year = noticeYear(date, years);
            if (year != 0) {
                parts.computeIfAbsent(year, first -> new TreeMap<>()).put(date, day);
            } else if (!years.isEmpty()) {
                note(lineOf.get(date), "year-incomplete", date.toString());
            }
        });
        return parts.entrySet().stream()
                .map(part -> new HolidayNotice(part.getKey(), part.getValue()))
                .toList();
    }

    private static int noticeYear(LocalDate date, Set<Integer> years) {
        if (years.contains(date.getYear())) {
            return date.getYear();
        }
        int neighbour = date.getYear()
                + switch (date.getMonth()) {
                    case DECEMBER -> 1;
                    case JANUARY -> -1;
                    default -> 0;
                };
        return years.contains(neighbour) ? neighbour : 0;
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private void note(int line, String code, String value) {
        faults.add(new Fault(line, code, value));
    }
}
