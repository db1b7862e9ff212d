package org.fangpin110.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** What holds for every limit, start and pause. Seeded: a failure repeats itself. */
class DeadlinePropertiesTest {
    private static final WorkCalendar CALENDAR = WorkCalendar.shipped();
    private static final long FIRST = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();
    private static final int EIGHT_YEARS = 8 * 365 * 86_400;
    private static final int TRIES = 20_000;

    private final Random random = new Random(42);

    private Instant moment() {
        return Instant.ofEpochSecond(FIRST + random.nextInt(EIGHT_YEARS), random.nextInt(1_000_000_000));
    }

    private LimitUnit unit() {
        return LimitUnit.values()[random.nextInt(LimitUnit.values().length)];
    }

    private List<Pause> pauses(Instant start) {
        List<Pause> pauses = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Instant from = start.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 30) - 60 * 24 * 5));
            pauses.add(new Pause(from, from.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 20)))));
        }
        return pauses;
    }

    @Test
    void aLaterStartIsNeverDueEarlier() {
        for (int i = 0; i < TRIES; i++) {
            Instant start = moment();
            Instant later = start.plusSeconds(random.nextInt(40 * 86_400));
            int value = 1 + random.nextInt(30);
            LimitUnit unit = unit();

            assertThat(CALENDAR.due(later, value, unit).at())
                    .as("%s %s %d %s", start, later, value, unit)
                    .isAfterOrEqualTo(CALENDAR.due(start, value, unit).at());
        }
    }

    @Test
    void aLongerLimitIsNeverDueEarlier() {
        for (int i = 0; i < TRIES; i++) {
            Instant start = moment();
            int value = 1 + random.nextInt(30);
            LimitUnit unit = unit();

            assertThat(CALENDAR.due(start, value + 1, unit).at())
                    .isAfter(CALENDAR.due(start, value, unit).at());
        }
    }

    @Test
    void addingWorkingDaysInTwoStepsIsAddingThemAtOnce() {
        for (int i = 0; i < TRIES; i++) {
            LocalDate day = LocalDate.ofInstant(moment(), WorkCalendar.ZONE);
            int one = random.nextInt(20);
            int two = random.nextInt(20);

            assertThat(CALENDAR.plusWorkDays(CALENDAR.plusWorkDays(day, one), two))
                    .isEqualTo(CALENDAR.plusWorkDays(day, one + two));
            LocalDate worked = CALENDAR.plusWorkDays(day, 1 + one);
            assertThat(CALENDAR.isWorkDay(worked)).isTrue();
            assertThat(CALENDAR.plusWorkDays(CALENDAR.plusWorkDays(worked, two), -two))
                    .isEqualTo(worked);
        }
    }

    /** Of a MIN limit this is the promise that matters: whole days, none of them begun. */
    @Test
    void noLimitIsShorterThanItSays() {
        for (int i = 0; i < TRIES; i++) {
            Instant start = moment();
            int value = 1 + random.nextInt(30);
            LimitUnit unit = unit();
            Instant due = CALENDAR.due(start, value, unit).at();
            LocalDate first = LocalDate.ofInstant(start, WorkCalendar.ZONE).plusDays(1);

            assertThat(due).isAfter(start);
            switch (unit) {
                case MINUTE -> assertThat(Duration.between(start, due)).isEqualTo(Duration.ofMinutes(value));
                case HOUR -> assertThat(Duration.between(start, due)).isEqualTo(Duration.ofHours(value));
                case CAL_DAY ->
                    assertThat(first.datesUntil(WorkCalendar.lastDay(due).plusDays(1)))
                            .hasSize(value);
                case WORK_DAY ->
                    assertThat(first.datesUntil(WorkCalendar.lastDay(due).plusDays(1))
                                    .filter(CALENDAR::isWorkDay))
                            .hasSize(value);
                case MONTH ->
                    assertThat(first.minusDays(1).plusMonths(value)).isBeforeOrEqualTo(WorkCalendar.lastDay(due));
            }
        }
    }

    @Test
    void pausingNeverShortensAndNeverBeyondTheCap() {
        for (int i = 0; i < TRIES; i++) {
            Instant start = moment();
            int value = 1 + random.nextInt(20);
            LimitUnit unit = unit();
            int cap = random.nextInt(11);
            List<Pause> pauses = pauses(start);
            Instant plain = CALENDAR.due(start, value, unit).at();
            Instant due =
                    new StepTimer(start, value, unit, pauses, cap).due(CALENDAR).at();

            assertThat(due)
                    .as("%s %d %s %s cap %d", start, value, unit, pauses, cap)
                    .isAfterOrEqualTo(plain);
            if (unit == LimitUnit.WORK_DAY) {
                assertThat(due)
                        .isBeforeOrEqualTo(
                                CALENDAR.due(start, value + cap, unit).at());
            }
            if (unit == LimitUnit.MINUTE || unit == LimitUnit.HOUR) {
                assertThat(due).isBeforeOrEqualTo(plain.plus(Duration.ofDays(cap)));
            }
            if (cap == 0) {
                assertThat(due).isEqualTo(plain);
            }
        }
    }

    @Test
    void theMachinesOwnTimeZoneDoesNotMatter() {
        TimeZone own = TimeZone.getDefault();
        try {
            for (int i = 0; i < 2_000; i++) {
                Instant start = moment();
                StepTimer timer = new StepTimer(start, 1 + random.nextInt(30), unit(), pauses(start), 10);
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
                Due east = timer.due(CALENDAR);
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Pago_Pago"));

                assertThat(timer.due(CALENDAR)).isEqualTo(east);
            }
        } finally {
            TimeZone.setDefault(own);
        }
    }
}
