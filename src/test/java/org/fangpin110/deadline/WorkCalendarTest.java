package org.fangpin110.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkCalendarTest {
    private static final WorkCalendar CALENDAR = WorkCalendar.shipped();

    /** Read from the notices by hand: Spring Festival, and each make-up day around it. */
    @ParameterizedTest
    @CsvSource({
        // from, n, the n-th working day
        "2020-01-17,1,2020-01-19", // a Sunday is worked
        "2020-01-23,1,2020-02-03", // the holiday that the epidemic prolonged
        "2021-02-05,1,2021-02-07",
        "2021-02-10,1,2021-02-18",
        "2021-02-10,3,2021-02-20",
        "2022-01-28,2,2022-01-30", // Saturday and Sunday
        "2022-01-28,3,2022-02-07",
        "2023-01-20,1,2023-01-28",
        "2023-01-20,2,2023-01-29",
        "2023-01-20,3,2023-01-30",
        "2024-02-02,1,2024-02-04",
        "2024-02-08,1,2024-02-09", // New Year's Eve was worked in 2024
        "2024-02-08,2,2024-02-18",
        "2025-01-24,1,2025-01-26",
        "2025-01-27,1,2025-02-05",
        "2025-01-27,4,2025-02-08",
        "2026-02-13,1,2026-02-14",
        "2026-02-13,2,2026-02-24",
        "2026-02-27,1,2026-02-28",
    })
    void springFestival(LocalDate from, int n, LocalDate last) {
        assertThat(CALENDAR.plusWorkDays(from, n)).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-09-30,1,2020-10-09",
        "2020-09-30,2,2020-10-10", // Saturday
        "2021-04-30,1,2021-05-06",
        "2021-05-07,1,2021-05-08", // Saturday
        "2022-09-30,1,2022-10-08", // Saturday, then Sunday
        "2022-09-30,2,2022-10-09",
        "2023-04-21,1,2023-04-23", // Sunday
        "2023-09-28,1,2023-10-07",
        "2024-04-03,1,2024-04-07", // Sunday
        "2024-09-13,1,2024-09-14", // Saturday
        "2025-09-30,1,2025-10-09",
        "2025-09-30,3,2025-10-11", // Saturday
        "2026-01-02,1,2026-01-04", // Sunday
        "2026-09-18,1,2026-09-20", // Sunday
        "2026-04-30,2,2026-05-07",
    })
    void otherHolidaysAndMakeUpDays(LocalDate from, int n, LocalDate last) {
        assertThat(CALENDAR.plusWorkDays(from, n)).isEqualTo(last);
    }

    /** Weekdays of the year less the days off by law: swapping days keeps the sum. */
    @ParameterizedTest
    @CsvSource({"2021,250", "2022,249", "2023,249", "2024,251", "2025,248", "2026,248"})
    void aYearHasAsManyWorkingDaysAsTheLawLeaves(int year, long days) {
        LocalDate first = LocalDate.of(year, 1, 1);

        assertThat(first.datesUntil(first.plusYears(1)).filter(CALENDAR::isWorkDay))
                .hasSize((int) days);
    }

    @Test
    void countsBackFromADate() {
        assertThat(CALENDAR.plusWorkDays(LocalDate.of(2025, 2, 5), -1)).isEqualTo(LocalDate.of(2025, 1, 27));
    }

    @Test
    void daysEndWithTheWholeLastDayInChina() {
        // late in the evening of 13 February in London, already the 14th in China
        Instant start = Instant.parse("2026-02-13T16:30:00Z");

        assertThat(CALENDAR.due(start, 1, LimitUnit.WORK_DAY)).isEqualTo(Due.certain(midnight(2026, 2, 25)));
        assertThat(CALENDAR.due(start, 1, LimitUnit.CAL_DAY)).isEqualTo(Due.certain(midnight(2026, 2, 16)));
    }

    @Test
    void minutesHoursAndMonthsFollowTheClockAndTheDate() {
        Instant start = Instant.parse("2026-01-31T01:00:00Z");

        assertThat(CALENDAR.due(start, 30, LimitUnit.MINUTE).at()).isEqualTo("2026-01-31T01:30:00Z");
        assertThat(CALENDAR.due(start, 48, LimitUnit.HOUR).at()).isEqualTo("2026-02-02T01:00:00Z");
        assertThat(CALENDAR.due(start, 1, LimitUnit.MONTH).at()).isEqualTo(midnight(2026, 3, 1));
    }

    @Test
    void aYearWithoutNoticeIsProvisional() {
        assertThat(CALENDAR.isProvisional(2026)).isFalse();
        assertThat(CALENDAR.isProvisional(2027)).isTrue();
        assertThat(CALENDAR.isWorkDay(LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(CALENDAR.isWorkDay(LocalDate.of(2027, 10, 1))).isFalse();
        assertThat(CALENDAR.isWorkDay(LocalDate.of(2027, 1, 2))).isFalse();
        assertThat(CALENDAR.isWorkDay(LocalDate.of(2027, 1, 4))).isTrue();
    }

    @Test
    void onlyALimitThatReachesIntoItIsProvisional() {
        Instant start = Instant.parse("2026-12-22T02:00:00Z"); // Tuesday

        assertThat(CALENDAR.due(start, 3, LimitUnit.WORK_DAY)).isEqualTo(Due.certain(midnight(2026, 12, 26)));
        assertThat(CALENDAR.due(start, 8, LimitUnit.WORK_DAY))
                .isEqualTo(new Due(midnight(2027, 1, 5), OptionalInt.of(2027)));
        assertThat(CALENDAR.due(start, 30, LimitUnit.CAL_DAY).provisional()).isFalse();
        assertThat(CALENDAR.due(start, 2, LimitUnit.MONTH).provisional()).isFalse();
    }

    /** The notice of 2019 had Saturday 29 December 2018 worked and Monday 31 December off. */
    @Test
    void theWeekBeforeAYearWithoutNoticeIsProvisionalToo() {
        Instant start = Instant.parse("2026-12-25T02:00:00Z"); // Friday

        assertThat(CALENDAR.due(start, 1, LimitUnit.WORK_DAY))
                .isEqualTo(new Due(midnight(2026, 12, 29), OptionalInt.of(2027)));
        assertThat(CALENDAR.due(Instant.parse("2025-12-26T02:00:00Z"), 1, LimitUnit.WORK_DAY)
                        .provisional())
                .isFalse();
    }

    @Test
    void aNoticeEndsTheProvisionalStateAndTheNewestOfAYearHolds() {
        WorkCalendar first = CALENDAR.with(1, List.of(Notices.of(2027, "2027-01-09,MAKE_UP_DAY,元旦")));
        WorkCalendar second = first.with(2, List.of(Notices.of(2027, "2027-01-10,MAKE_UP_DAY,元旦")));

        assertThat(first.isProvisional(2027)).isFalse();
        assertThat(first.isWorkDay(LocalDate.of(2027, 1, 9))).isTrue();
        assertThat(second.isWorkDay(LocalDate.of(2027, 1, 9))).as("no longer").isFalse();
        assertThat(second.isWorkDay(LocalDate.of(2027, 1, 10))).isTrue();
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.isWorkDay(LocalDate.of(2026, 2, 14)))
                .as("other years stay")
                .isTrue();
        assertThat(second.holds(List.of(Notices.of(2027, "2027-01-10,MAKE_UP_DAY,元旦"))))
                .isTrue();
        assertThat(second.holds(List.of(Notices.of(2027, "2027-01-09,MAKE_UP_DAY,元旦"))))
                .isFalse();
    }

    /** Month ends, leap years, midnight in China; each read from a calendar by hand. */
    @ParameterizedTest
    @CsvSource({
        // start (UTC), value, unit, first instant late (Asia/Shanghai)
        "2024-01-31T01:00:00Z,1,MONTH,2024-03-01T00:00", // 29 February 2024 is the last day
        "2025-01-31T01:00:00Z,1,MONTH,2025-03-01T00:00",
        "2026-03-31T15:59:59Z,1,MONTH,2026-05-01T00:00", // 23:59:59 in China
        "2026-03-31T16:00:00Z,1,MONTH,2026-05-02T00:00", // 1 April in China
        "2026-08-31T01:00:00Z,6,MONTH,2027-03-01T00:00",
        "2024-02-28T16:00:00Z,12,MONTH,2025-03-01T00:00", // 29 February to 28 February
        "2026-12-31T15:59:00Z,2,MINUTE,2027-01-01T00:01",
        "2026-02-15T20:00:00Z,30,MINUTE,2026-02-16T04:30", // night, holiday
        "2026-02-15T20:00:00Z,4,HOUR,2026-02-16T08:00",
        "2026-02-13T04:00:00Z,15,CAL_DAY,2026-03-01T00:00", // a Saturday is the last day and stays it
        "2026-02-13T04:00:00Z,2,WORK_DAY,2026-02-25T00:00", // 14 (make-up Saturday), then 24
        "2026-02-16T04:00:00Z,2,WORK_DAY,2026-02-26T00:00", // starts inside the holiday
        "2026-09-30T10:00:00Z,2,WORK_DAY,2026-10-10T00:00",
        "2025-09-28T04:00:00Z,5,WORK_DAY,2025-10-12T00:00", // make-up Sunday; 29, 30, 9, 10, make-up Saturday 11
        "2020-01-22T04:00:00Z,3,WORK_DAY,2020-02-05T00:00",
        "2024-02-17T04:00:00Z,1,WORK_DAY,2024-02-19T00:00",
    })
    void everyUnitEndsWhereItsRuleSays(Instant start, int value, LimitUnit unit, LocalDateTime late) {
        assertThat(CALENDAR.due(start, value, unit).at())
                .isEqualTo(late.atZone(WorkCalendar.ZONE).toInstant());
    }

    /** Days off by notice and make-up days of each year, counted in the notices. */
    @ParameterizedTest
    @CsvSource({
        "2020,2020-01-24,2020-02-02,2020-10-01,2020-10-08",
        "2021,2021-02-11,2021-02-17,2021-10-01,2021-10-07",
        "2022,2022-01-31,2022-02-06,2022-10-01,2022-10-07",
        "2023,2023-01-21,2023-01-27,2023-09-29,2023-10-06",
        "2024,2024-02-10,2024-02-17,2024-10-01,2024-10-07",
        "2025,2025-01-28,2025-02-04,2025-10-01,2025-10-08",
        "2026,2026-02-15,2026-02-23,2026-10-01,2026-10-07",
    })
    void springFestivalAndNationalDayAreOffFromTheirFirstToTheirLastDay(
            int year, LocalDate spring, LocalDate springEnd, LocalDate national, LocalDate nationalEnd) {
        assertThat(spring.datesUntil(springEnd.plusDays(1))).noneMatch(CALENDAR::isWorkDay);
        assertThat(national.datesUntil(nationalEnd.plusDays(1))).noneMatch(CALENDAR::isWorkDay);
        assertThat(CALENDAR.isWorkDay(nationalEnd.plusDays(1)))
                .as("back at work")
                .isTrue();
        assertThat(CALENDAR.plusWorkDays(spring, 1)).isEqualTo(springEnd.plusDays(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-01-19", "2020-04-26", "2020-05-09", "2020-06-28", "2020-09-27", "2020-10-10", "2021-02-07",
                "2021-02-20", "2021-04-25", "2021-05-08", "2021-09-18", "2021-09-26", "2021-10-09", "2022-01-29",
                "2022-01-30", "2022-04-02", "2022-04-24", "2022-05-07", "2022-10-08", "2022-10-09", "2023-01-28",
                "2023-01-29", "2023-04-23", "2023-05-06", "2023-06-25", "2023-10-07", "2023-10-08", "2024-02-04",
                "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29", "2024-10-12",
                "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04", "2026-02-14",
                "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"
            })
    void aMakeUpDayIsAWeekendThatIsWorked(LocalDate day) {
        assertThat(day.getDayOfWeek()).isIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        assertThat(CALENDAR.isWorkDay(day)).isTrue();
    }

    @Test
    void thoseAreAllMakeUpDaysOfTheSevenYears() {
        LocalDate first = LocalDate.of(2020, 1, 1);

        assertThat(first.datesUntil(LocalDate.of(2027, 1, 1))
                        .filter(day -> day.getDayOfWeek().getValue() > 5)
                        .filter(CALENDAR::isWorkDay))
                .hasSize(46);
    }

    @Test
    void noLimitIsZero() {
        assertThatThrownBy(() -> CALENDAR.due(Instant.EPOCH, 0, LimitUnit.WORK_DAY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant midnight(int year, int month, int day) {
        return LocalDateTime.of(year, month, day, 0, 0)
                .atZone(WorkCalendar.ZONE)
                .toInstant();
    }
}
