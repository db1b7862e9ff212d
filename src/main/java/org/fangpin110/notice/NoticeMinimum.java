package org.fangpin110.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.fangpin110.deadline.Due;
import org.fangpin110.deadline.LimitUnit;
import org.fangpin110.deadline.Pause;
import org.fangpin110.deadline.StepTimer;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.policy.PolicyLimits;

/**
 * How long a notice hangs at least. The day of posting does not count, the others count whole; the days an objection was open are
 * added, up to the cap of all pauses.
 *
 * @param until the first moment at which it may come down
 * @param policyVersion of the limit it follows
 * @param awaitedYear a year it reaches into whose holidays are not announced
 */
public record NoticeMinimum(
        int value, LimitUnit unit, Instant until, int policyVersion, long calendarVersion, OptionalInt awaitedYear) {
    /** The step whose MIN limit it is. */
    public static final String STEP = "NOTICE";

    /** The limit in force on the day of posting holds for good, whatever is decided later. */
    static NoticeMinimum of(PolicyLimits limits, WorkCalendar calendar, String unitCode, Instant postedAt) {
        LocalDate day = LocalDate.ofInstant(postedAt, WorkCalendar.ZONE);
        PolicyLimits.Limit least = limits.least(STEP, unitCode, day)
                .orElseThrow(() -> new IllegalStateException("No minimum for notices in " + unitCode));
        return of(least.value(), least.unit(), least.version(), calendar, postedAt, List.of(), 0);
    }

    /**
     * With the objections there were, by the calendar of now.
     *
     * @param mostPaused the cap of all pauses of a case, in working days
     */
    NoticeMinimum with(WorkCalendar calendar, Instant postedAt, List<Pause> objections, int mostPaused) {
        return of(value, unit, policyVersion, calendar, postedAt, objections, mostPaused);
    }

    private static NoticeMinimum of(
            int value,
            LimitUnit unit,
            int version,
            WorkCalendar calendar,
            Instant postedAt,
            List<Pause> objections,
            int mostPaused) {
        Due due = new StepTimer(postedAt, value, unit, objections, mostPaused).due(calendar);
        return new NoticeMinimum(value, unit, due.at(), version, calendar.version(), due.awaitedYear());
    }

    public LocalDate lastDay() {
        return WorkCalendar.lastDay(until);
    }
}
