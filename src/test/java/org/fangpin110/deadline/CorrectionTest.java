package org.fangpin110.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** All in January 2027, corrected on the 4th at noon unless it says otherwise. */
class CorrectionTest {
    private static final Instant NOW = endOf(4).minusSeconds(12 * 3600);

    private static Instant endOf(int day) {
        return WorkCalendar.endOf(LocalDate.of(2027, 1, day));
    }

    private static Correction dates(int due, int promised) {
        return new Correction(endOf(due), LocalDate.of(2027, 1, promised));
    }

    @Test
    void theStepFollowsTheCalendarBothWays() {
        assertThat(dates(8, 20).towards(dates(9, 20), NOW)).isEqualTo(dates(9, 20));
        assertThat(dates(8, 20).towards(dates(7, 20), NOW)).isEqualTo(dates(7, 20));
    }

    @Test
    void thePromiseComesEarlierAndNeverLater() {
        assertThat(dates(8, 20).towards(dates(8, 21), NOW)).isEqualTo(dates(8, 20));
        assertThat(dates(8, 20).towards(dates(8, 19), NOW)).isEqualTo(dates(8, 19));
    }

    @Test
    void theStepDoesNotPassThePromise() {
        assertThat(dates(8, 9).towards(dates(11, 14), NOW)).isEqualTo(dates(9, 9));
        assertThat(dates(10, 9).towards(dates(11, 14), NOW))
                .as("already behind it")
                .isEqualTo(dates(10, 9));
    }

    @Test
    void aCorrectionMakesNothingLateThatWasNot() {
        assertThat(dates(8, 20).towards(dates(2, 3), NOW)).isEqualTo(dates(4, 4));
        assertThat(dates(4, 4).towards(dates(2, 3), NOW)).isEqualTo(dates(4, 4));
    }

    @Test
    void whatWasLateStaysLate() {
        assertThat(dates(2, 3).towards(dates(1, 2), NOW)).isEqualTo(dates(2, 3));
    }
}
