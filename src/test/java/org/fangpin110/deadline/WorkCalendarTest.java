package org.fangpin110.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

        assertThat(CALENDAR.due(start, 1, LimitUnit.WORK_DAY)).isEqualTo(new Due(midnight(2026, 2, 25), false));
        assertThat(CALENDAR.due(start, 1, LimitUnit.CAL_DAY)).isEqualTo(new Due(midnight(2026, 2, 16), false));
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
        Instant start = Instant.parse("2026-12-29T02:00:00Z"); // Tuesday

        assertThat(CALENDAR.due(start, 2, LimitUnit.WORK_DAY)).isEqualTo(new Due(midnight(2027, 1, 1), false));
        assertThat(CALENDAR.due(start, 3, LimitUnit.WORK_DAY)).isEqualTo(new Due(midnight(2027, 1, 5), true));
        assertThat(CALENDAR.due(start, 15, LimitUnit.CAL_DAY).provisional()).isFalse();
    }

    @Test
    void newRowsEndTheProvisionalState() {
        var next =
                WorkCalendar.ofCsv(List.of("date,kind,holiday", "2027-01-03,MAKE_UP_DAY,元旦", "2027-10-01,HOLIDAY,国庆节"));

        assertThat(next.isProvisional(2027)).isFalse();
        assertThat(next.isWorkDay(LocalDate.of(2027, 1, 3))).isTrue();
        assertThat(next.isWorkDay(LocalDate.of(2027, 5, 3))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"2027-01-01,FEAST,元旦", "2027-02-30,HOLIDAY,x", "tomorrow,HOLIDAY,x", "''"})
    void aBrokenRowIsNamed(String row) {
        assertThatThrownBy(() -> WorkCalendar.ofCsv(List.of("date,kind,holiday", row)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
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
