package org.fangpin110.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * A limit that runs, and rests in pauses. A day is paused when the case waits at its first moment, so the day on which a pause begins
 * still counts, like the day on which a limit starts does not. A limit in working days is longer by the paused working days, one in
 * calendar days or months by all paused days, one in minutes or hours by the time itself.
 *
 * <p>The cap holds for all pauses of the case together: once so many working days were paused, the limit runs on, whoever is still
 * waited for. A limit in minutes or hours never rests longer than the cap counted in days. What is paused after the limit has ended does
 * not revive it.
 *
 * @param start of the limit
 * @param pauses of the case in any order, those before the start too: they use up the cap
 * @param capWorkDays how many working days the pauses of a case may last in total
 */
public record StepTimer(Instant start, int value, LimitUnit unit, List<Pause> pauses, int capWorkDays) {
    private record PausedDays(List<LocalDate> days, boolean isCapUsed) {}

    public StepTimer {
        pauses = pauses.stream().sorted(Comparator.comparing(Pause::from)).toList();
        if (capWorkDays < 0) {
            throw new IllegalArgumentException("a cap below nothing");
        }
    }

    public Due due(WorkCalendar calendar) {
        PausedDays paused = pausedDays(calendar);
        return unit == LimitUnit.MINUTE || unit == LimitUnit.HOUR
                ? onTheClock(calendar, paused)
                : inDays(calendar, paused.days());
    }

    private PausedDays pausedDays(WorkCalendar calendar) {
        TreeSet<LocalDate> waiting = new TreeSet<>();
        for (Pause pause : pauses) {
            LocalDate last = LocalDate.ofInstant(pause.until(), WorkCalendar.ZONE);
            LocalDate.ofInstant(pause.from(), WorkCalendar.ZONE)
                    .datesUntil(last.plusDays(1))
                    .filter(day -> pause.covers(WorkCalendar.startOf(day)))
                    .forEach(waiting::add);
        }
        List<LocalDate> counted = new ArrayList<>();
        int left = capWorkDays;
        for (LocalDate day : waiting) {
            if (left == 0) {
                break;
            }
            counted.add(day);
            left -= calendar.isWorkDay(day) ? 1 : 0;
        }
        return new PausedDays(counted, left == 0);
    }

    private Due inDays(WorkCalendar calendar, List<LocalDate> paused) {
        LocalDate started = LocalDate.ofInstant(start, WorkCalendar.ZONE);
        Due due = calendar.due(start, value, unit);
        int longer = 0;
        OptionalInt awaited = OptionalInt.empty();
        for (LocalDate day : paused) {
            if (!WorkCalendar.startOf(day).isBefore(due.at())) {
                break;
            }
            if (awaited.isEmpty()) {
                awaited = calendar.awaitedYear(day); // the cap counts working days, whatever the limit does
            }
            if (day.isAfter(started) && (unit != LimitUnit.WORK_DAY || calendar.isWorkDay(day))) {
                due = calendar.due(start, value, unit, ++longer);
            }
        }
        return due.provisional() ? due : new Due(due.at(), awaited);
    }

    private Due onTheClock(WorkCalendar calendar, PausedDays paused) {
        Instant due = calendar.due(start, value, unit).at();
        Duration left = Duration.ofDays(capWorkDays);
        Instant end = paused.isCapUsed() && !paused.days().isEmpty()
                ? WorkCalendar.endOf(paused.days().get(paused.days().size() - 1))
                : Instant.MAX;
        Instant seen = start;
        for (Pause pause : pauses) {
            Instant from = later(pause.from(), seen);
            Instant until = earlier(pause.until(), end);
            if (!from.isBefore(due)) {
                break;
            }
            if (from.isBefore(until)) {
                Duration rest = Duration.between(from, until);
                Duration counted = rest.compareTo(left) < 0 ? rest : left;
                due = due.plus(counted);
                left = left.minus(counted);
                seen = until;
            }
        }
        OptionalInt awaited = paused.days().stream()
                .map(calendar::awaitedYear)
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
        return new Due(due, awaited);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
