package org.fangpin110.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.fangpin110.deadline.LimitKind;
import org.fangpin110.deadline.LimitUnit;
import org.fangpin110.deadline.Pause;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.policy.PolicyLimits.Limit;
import org.junit.jupiter.api.Test;

/** Golden dates, counted by hand on the calendars of the State Council. */
class NoticeMinimumTest {
    private static final WorkCalendar CALENDAR = WorkCalendar.shipped();
    private static final LocalDate LONG_AGO = LocalDate.of(2015, 1, 1);
    private static final PolicyLimits LIMITS = new PolicyLimits(
            List.of(
                    limit("000000000000", 5, LimitUnit.CAL_DAY),
                    limit("152223000000", 5, LimitUnit.WORK_DAY),
                    limit("152223107000", 7, LimitUnit.CAL_DAY)),
            List.of(new PolicyLimits.Surge("000000000000", "NOTICE", 50, LONG_AGO, null)));

    private static Limit limit(String region, int value, LimitUnit unit) {
        return new Limit(region, "NOTICE", value, unit, LimitKind.MIN, LONG_AGO, null, 1);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(WorkCalendar.ZONE).toInstant();
    }

    private static Instant until(String unit, String posted) {
        return NoticeMinimum.of(LIMITS, CALENDAR, unit, at(posted)).until();
    }

    @Test
    void fiveDaysAreFiveWholeDaysAfterTheDayOfPosting() {
        assertThat(until("150422100200", "2026-11-23T08:00")).isEqualTo(at("2026-11-29T00:00"));
        assertThat(until("150422100200", "2026-11-23T23:59")).isEqualTo(at("2026-11-29T00:00"));
        assertThat(NoticeMinimum.of(LIMITS, CALENDAR, "150422100200", at("2026-11-23T08:00"))
                        .lastDay())
                .isEqualTo(LocalDate.of(2026, 11, 28));
    }

    @Test
    void aRegionMayAskForWorkingDaysAndATownshipForMore() {
        assertThat(until("152223100200", "2026-11-23T08:00")).isEqualTo(at("2026-12-01T00:00")); // 24 25 26 27 30
        assertThat(until("152223107208", "2026-11-23T08:00")).isEqualTo(at("2026-12-01T00:00")); // seven days
    }

    @Test
    void workingDaysReachAcrossSpringFestivalAndCountMakeUpDays() {
        // 2026: off from 15 to 23 February, worked on Saturday 14 and Saturday 28
        assertThat(until("152223100200", "2026-02-12T10:00")).isEqualTo(at("2026-02-27T00:00")); // 13 14 24 25 26
        assertThat(until("152223100200", "2026-02-24T10:00")).isEqualTo(at("2026-03-03T00:00")); // 25 26 27 28 2
        assertThat(until("150422100200", "2026-02-12T10:00")).isEqualTo(at("2026-02-18T00:00"));
    }

    @Test
    void theDaysAnObjectionIsOpenAreAdded() {
        Instant posted = at("2026-11-23T08:00");
        NoticeMinimum minimum = NoticeMinimum.of(LIMITS, CALENDAR, "150422100200", posted);

        assertThat(minimum.with(
                                CALENDAR,
                                posted,
                                List.of(new Pause(at("2026-11-25T10:00"), at("2026-11-27T09:00"))),
                                10)
                        .until())
                .as("26 and 27 began with the objection open")
                .isEqualTo(at("2026-12-01T00:00"));
        assertThat(minimum.with(
                                CALENDAR,
                                posted,
                                List.of(new Pause(at("2026-11-25T10:00"), at("2026-11-25T15:00"))),
                                10)
                        .until())
                .isEqualTo(minimum.until());
    }

    @Test
    void objectionsAddNoMoreThanTheCapOfTheRegion() {
        Instant posted = at("2026-11-23T08:00");
        Pause weeks = new Pause(at("2026-11-24T10:00"), at("2026-12-11T09:00"));

        NoticeMinimum minimum =
                NoticeMinimum.of(LIMITS, CALENDAR, "152223100200", posted).with(CALENDAR, posted, List.of(weeks), 3);

        assertThat(minimum.until()).as("three working days").isEqualTo(at("2026-12-04T00:00"));
    }

    @Test
    void twoObjectionsAtOnceAddTheirDaysOnce() {
        Instant posted = at("2026-11-23T08:00");

        assertThat(NoticeMinimum.of(LIMITS, CALENDAR, "152223100200", posted)
                        .with(
                                CALENDAR,
                                posted,
                                List.of(
                                        new Pause(at("2026-11-24T10:00"), at("2026-11-26T09:00")),
                                        new Pause(at("2026-11-24T11:00"), at("2026-11-26T10:00"))),
                                10)
                        .until())
                .as("25 and 26")
                .isEqualTo(at("2026-12-03T00:00"));
    }

    @Test
    void noSurgeMakesItShorter() {
        assertThat(NoticeMinimum.of(LIMITS, CALENDAR, "150422100200", at("2026-11-23T08:00"))
                        .value())
                .isEqualTo(5);
    }

    @Test
    void whatReachesIntoAnUnannouncedYearSaysSo() {
        assertThat(NoticeMinimum.of(LIMITS, CALENDAR, "152223100200", at("2026-12-30T08:00"))
                        .awaitedYear())
                .hasValue(2027);
    }
}
