package org.fangpin110.deadline;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What becomes of dates that were computed provisionally, once the holidays are announced; the reasons are in the description of this
 * package.
 *
 * @param due when the step is due
 * @param promised the day the resident was promised an answer by
 */
public record Correction(Instant due, LocalDate promised) {

    /**
     * @param announced the same dates computed with the announced year
     * @param now a correction makes nothing late that was not
     */
    public Correction towards(Correction announced, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, WorkCalendar.ZONE);
        LocalDate nearest = announced.promised.isBefore(today) ? today : announced.promised;
        LocalDate kept = nearest.isBefore(promised) ? nearest : promised;
        Instant step = announced.due;
        if (step.isBefore(due)) {
            Instant soonest = WorkCalendar.endOf(today);
            step = step.isBefore(soonest) ? earlier(due, soonest) : step;
        } else {
            Instant promiseEnds = WorkCalendar.endOf(kept);
            step = step.isAfter(promiseEnds) ? later(due, promiseEnds) : step;
        }
        return new Correction(step, kept);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
