package org.fangpin110.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.ProcedureRepository.Awaiting;
import org.fangpin110.casefile.ProcedureRepository.StoredPause;
import org.fangpin110.casefile.Step;
import org.fangpin110.deadline.Due;
import org.fangpin110.deadline.Pause;
import org.fangpin110.deadline.StepTimer;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.policy.PolicyLimits.Limit;
import org.fangpin110.workflow.State;

/**
 * What is due when: by the limits in force for the home unit on the day a limit started, the calendar of now, and the pauses of the case.
 * Before the decision the earlier of two timers counts, the step's and the whole chain's from submission on.
 */
public final class StepClock {
    private static final String WHOLE_CHAIN = "WHOLE_CHAIN";

    private final Supplier<WorkCalendar> calendar;
    private final Supplier<PolicyLimits> limits;

    public StepClock(Supplier<WorkCalendar> calendar, Supplier<PolicyLimits> limits) {
        this.calendar = calendar;
        this.limits = limits;
    }

    /** @param awaiting where the step's limit waits for a holiday notice */
    record Timed(Step.Timing timing, Optional<Awaiting> awaiting) {}

    /** @param unit whose limits hold */
    Timed due(Case file, State state, String limitCode, String unit, Instant since, List<StoredPause> pauses) {
        return due(file.promisedBy(), file.receivedAt(), state, limitCode, unit, since, pauses);
    }

    /** The day of a promise that begins anew. */
    LocalDate promise(String unit, Instant since) {
        return WorkCalendar.lastDay(most(WHOLE_CHAIN, unit, since));
    }

    Timed due(
            LocalDate promisedBy,
            Instant received,
            State state,
            String limitCode,
            String unit,
            Instant since,
            List<StoredPause> pauses) {
        Limit limit = limits.get().most(limitCode, unit, day(since));
        Due step = timer(since, limit, unit, pauses);
        Instant due = step.at();
        if (state.isBeforeDecision()) {
            Instant chain = chainEnd(promisedBy, received, unit, pauses);
            due = chain.isBefore(due) ? chain : due;
        }
        return new Timed(
                new Step.Timing(
                        limitCode, since, due, limit.version(), calendar.get().version(), step.provisional()),
                step.awaitedYear().isPresent()
                        ? Optional.of(new Awaiting(
                                since,
                                limit.value(),
                                limit.unit(),
                                step.at(),
                                step.awaitedYear().getAsInt()))
                        : Optional.empty());
    }

    /** What was promised at receipt; later only by what the case was paused. */
    private Instant chainEnd(LocalDate promisedBy, Instant received, String unit, List<StoredPause> pauses) {
        Instant promised =
                promisedBy.plusDays(1).atStartOfDay(WorkCalendar.ZONE).toInstant();
        if (pauses.isEmpty()) {
            return promised;
        }
        Limit chain = limits.get().most(WHOLE_CHAIN, unit, day(received));
        Instant longer = timer(received, chain, unit, pauses).at();
        return longer.isAfter(promised) ? longer : promised;
    }

    /** The first moment at which the notice may come down. Its minimum grows by pauses, nothing makes it shorter. */
    Instant noticeUntil(Instant posted, String unit, List<StoredPause> pauses) {
        Limit minimum = limits.get()
                .least("NOTICE", unit, day(posted))
                .orElseThrow(() -> new IllegalStateException("No minimum for NOTICE in " + unit));
        return timer(posted, minimum, unit, pauses).at();
    }

    Instant least(String stepCode, String unit, Instant since) {
        Limit limit = limits.get()
                .least(stepCode, unit, day(since))
                .orElseThrow(() -> new IllegalStateException("No minimum for " + stepCode + " in " + unit));
        return calendar.get().due(since, limit.value(), limit.unit()).at();
    }

    Instant most(String stepCode, String unit, Instant since) {
        Limit limit = limits.get().most(stepCode, unit, day(since));
        return calendar.get().due(since, limit.value(), limit.unit()).at();
    }

    /** False once the pauses of the case have lasted as many working days as they may in total. */
    boolean pauseLeft(String unit, Instant now, List<StoredPause> pauses) {
        WorkCalendar days = calendar.get();
        long paused = pauses.stream()
                .flatMap(pause -> day(pause.beganAt())
                        .plusDays(1)
                        .datesUntil(later(
                                day(pause.beganAt()).plusDays(1),
                                day(pause.endedAt() == null ? now : pause.endedAt())
                                        .plusDays(1))))
                .filter(days::isWorkDay)
                .count();
        return paused < cap(unit, now);
    }

    private Due timer(Instant since, Limit limit, String unit, List<StoredPause> pauses) {
        List<Pause> rests = pauses.stream()
                .map(pause -> new Pause(
                        pause.beganAt(),
                        pause.endedAt() == null
                                ? pause.beganAt().plus(366, ChronoUnit.DAYS) // the cap ends it long before
                                : pause.endedAt()))
                .toList();
        return new StepTimer(since, limit.value(), limit.unit(), rests, cap(unit, since)).due(calendar.get());
    }

    private int cap(String unit, Instant on) {
        return limits.get().most(PolicyLimits.PAUSE_CAP, unit, day(on)).value();
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, WorkCalendar.ZONE);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
