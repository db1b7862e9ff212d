package org.fangpin110.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.fangpin110.deadline.LimitKind;
import org.fangpin110.deadline.LimitUnit;
import org.fangpin110.policy.PolicyLimits.Limit;
import org.fangpin110.policy.PolicyLimits.Surge;
import org.junit.jupiter.api.Test;

class PolicyLimitsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final PolicyLimits LIMITS = new PolicyLimits(
            List.of(
                    limit("000000000000", 2, DAY.minusYears(1), null),
                    limit("152223000000", 3, DAY.minusYears(1), DAY.minusDays(1)),
                    limit("152223000000", 4, DAY.minusDays(1), null),
                    limit("152223100000", 5, DAY.plusDays(1), null),
                    new Limit(
                            "152223000000", "NOTICE", 5, LimitUnit.CAL_DAY, LimitKind.MIN, DAY.minusYears(1), null, 1)),
            List.of(
                    new Surge("152223000000", "ACCEPT", 150, DAY.plusDays(10), DAY.plusDays(20)),
                    new Surge("152223107000", "ACCEPT", 201, DAY.plusDays(10), DAY.plusDays(12)),
                    new Surge("152223000000", "NOTICE", 300, DAY.plusDays(10), DAY.plusDays(20))));

    private static Limit limit(String region, int value, LocalDate from, LocalDate to) {
        return new Limit(region, "ACCEPT", value, LimitUnit.WORK_DAY, LimitKind.MAX, from, to, 1);
    }

    @Test
    void theMostSpecificRegionInForceCounts() {
        assertThat(LIMITS.most("ACCEPT", "152223107208", DAY).value()).isEqualTo(4);
        assertThat(LIMITS.most("ACCEPT", "152223100208", DAY).value()).isEqualTo(4);
        assertThat(LIMITS.most("ACCEPT", "152223100208", DAY.plusDays(1)).value())
                .isEqualTo(5);
    }

    @Test
    void theDayALimitEndsIsTheFirstOfItsSuccessor() {
        assertThat(LIMITS.most("ACCEPT", "152223107208", DAY.minusDays(1)).value())
                .isEqualTo(4);
        assertThat(LIMITS.most("ACCEPT", "152223107208", DAY.minusDays(2)).value())
                .isEqualTo(3);
    }

    @Test
    void everyOtherPlaceHasTheLimitOfEverywhere() {
        assertThat(LIMITS.most("ACCEPT", "440106001001", DAY).value()).isEqualTo(2);
    }

    @Test
    void aStepWithoutALimitIsAFaultOfThePolicyData() {
        assertThatThrownBy(() -> LIMITS.most("REVIEW", "152223107208", DAY)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSurgeStretchesALimitWhileAndWhereItIsInForce() {
        LocalDate surge = DAY.plusDays(10);

        assertThat(LIMITS.most("ACCEPT", "152223108208", surge.minusDays(1)).value())
                .isEqualTo(4);
        assertThat(LIMITS.most("ACCEPT", "152223108208", surge).value()).isEqualTo(6);
        assertThat(LIMITS.most("ACCEPT", "152223107208", surge).value())
                .as("its township's, rounded up")
                .isEqualTo(9);
        assertThat(LIMITS.most("ACCEPT", "152223107208", surge.plusDays(2)).value())
                .isEqualTo(6);
        assertThat(LIMITS.most("ACCEPT", "152223108208", surge.plusDays(10)).value())
                .isEqualTo(4);
        assertThat(LIMITS.most("ACCEPT", "440106001001", surge).value()).isEqualTo(2);
    }

    @Test
    void noSurgeChangesAMinimum() {
        assertThat(LIMITS.least("NOTICE", "152223107208", DAY.plusDays(11)))
                .get()
                .extracting(Limit::value)
                .isEqualTo(5);
        assertThat(LIMITS.least("ACCEPT", "152223107208", DAY)).isEmpty();
    }
}
