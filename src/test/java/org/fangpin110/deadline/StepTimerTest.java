package org.fangpin110.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times are those of Inner Mongolia. November 2026: 2, 9, 16, 23, 30 are Mondays, and there is no holiday. */
class StepTimerTest {
    private static final WorkCalendar CALENDAR = WorkCalendar.shipped();

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(WorkCalendar.ZONE).toInstant();
    }

    private static Pause pause(String from, String until) {
        return new Pause(at(from), at(until));
    }

    private static Instant due(String start, int value, LimitUnit unit, int cap, Pause... pauses) {
        return new StepTimer(at(start), value, unit, Arrays.asList(pauses), cap)
                .due(CALENDAR)
                .at();
    }

    @Test
    void withoutAPauseItIsTheLimit() {
        assertThat(due("2026-11-02T10:00", 2, LimitUnit.WORK_DAY, 10)).isEqualTo(at("2026-11-05T00:00"));
    }

    @Test
    void workingDaysThatBeganInAPauseAreAdded() {
        // Tuesday evening to Friday noon: Wednesday, Thursday, Friday began paused
        assertThat(due("2026-11-02T10:00", 2, LimitUnit.WORK_DAY, 10, pause("2026-11-03T18:00", "2026-11-06T12:00")))
                .isEqualTo(at("2026-11-10T00:00"));
    }

    @Test
    void aWeekendInAPauseIsAddedToCalendarDaysOnly() {
        Pause weekend = pause("2026-11-06T18:00", "2026-11-08T20:00");

        assertThat(due("2026-11-05T10:00", 2, LimitUnit.WORK_DAY, 10, weekend)).isEqualTo(at("2026-11-10T00:00"));
        assertThat(due("2026-11-05T10:00", 5, LimitUnit.CAL_DAY, 10, weekend)).isEqualTo(at("2026-11-13T00:00"));
        assertThat(due("2026-11-05T10:00", 1, LimitUnit.MONTH, 10, weekend)).isEqualTo(at("2026-12-08T00:00"));
    }

    @Test
    void hoursRestForAsLongAsThePauseLasts() {
        assertThat(due(
                        "2026-11-02T10:00",
                        4,
                        LimitUnit.HOUR,
                        10,
                        pause("2026-11-02T11:00", "2026-11-02T13:30"),
                        pause("2026-11-02T12:00", "2026-11-02T14:00")))
                .as("what two pauses share counts once")
                .isEqualTo(at("2026-11-02T17:00"));
    }

    @Test
    void theCapIsOfAllPausesTogetherAndThenTheLimitRunsOn() {
        Pause month = pause("2026-11-03T18:00", "2026-11-30T12:00");

        assertThat(due("2026-11-02T10:00", 2, LimitUnit.WORK_DAY, 3, month))
                .as("Wednesday to Friday, no more")
                .isEqualTo(at("2026-11-10T00:00"));
        assertThat(due(
                        "2026-11-02T10:00",
                        2,
                        LimitUnit.WORK_DAY,
                        3,
                        pause("2026-10-28T18:00", "2026-10-30T12:00"),
                        month))
                .as("two of three days were used before it started")
                .isEqualTo(at("2026-11-06T00:00"));
        assertThat(due("2026-11-02T10:00", 2, LimitUnit.WORK_DAY, 0, month)).isEqualTo(at("2026-11-05T00:00"));
        assertThat(due("2026-11-02T10:00", 48, LimitUnit.HOUR, 2, month))
                .as("no longer than two days")
                .isEqualTo(at("2026-11-06T10:00"));
    }

    @Test
    void whatIsPausedAfterTheEndRevivesNothing() {
        assertThat(due("2026-11-02T10:00", 2, LimitUnit.WORK_DAY, 10, pause("2026-11-05T09:00", "2026-11-12T12:00")))
                .isEqualTo(at("2026-11-05T00:00"));
    }

    @Test
    void aPauseMayMakeItProvisional() {
        Due due = new StepTimer(
                        at("2026-12-21T10:00"),
                        4,
                        LimitUnit.WORK_DAY,
                        List.of(pause("2026-12-22T10:00", "2026-12-25T10:00")),
                        10)
                .due(CALENDAR);

        assertThat(due.provisional()).isTrue();
    }
}
