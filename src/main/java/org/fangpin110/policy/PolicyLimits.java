package org.fangpin110.policy;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.fangpin110.deadline.LimitUnit;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;

/** The limits of all regions and times in memory; the most specific region in force on the day counts. */
public final class PolicyLimits {
    /** @param effectiveTo exclusive; null while it is in force */
    public record Limit(
            String regionCode,
            String stepCode,
            int value,
            LimitUnit unit,
            String kind,
            LocalDate effectiveFrom,
            LocalDate effectiveTo,
            int version) {

        private boolean coversOn(String unitCode, LocalDate day) {
            return region().contains(unitCode)
                    && !effectiveFrom.isAfter(day)
                    && (effectiveTo == null || effectiveTo.isAfter(day));
        }

        private UnitRange region() {
            return regionCode.equals(EVERYWHERE) ? UnitRange.ALL : UnitRange.of(regionCode);
        }

        private int specificity() {
            return regionCode.equals(EVERYWHERE) ? 0 : UnitCode.level(regionCode);
        }
    }

    /** The region of limits that hold wherever no other does. */
    private static final String EVERYWHERE = "000000000000";

    private final List<Limit> limits;

    public PolicyLimits(List<Limit> limits) {
        this.limits = List.copyOf(limits);
    }

    /** The MAX limit of a step for a unit on a day; fails when policy data lack one: every step must have a timer. */
    public Limit most(String stepCode, String unitCode, LocalDate day) {
        return limits.stream()
                .filter(limit -> limit.kind().equals("MAX")
                        && limit.stepCode().equals(stepCode)
                        && limit.coversOn(unitCode, day))
                .max(Comparator.comparingInt(Limit::specificity).thenComparing(Limit::effectiveFrom))
                .orElseThrow(() -> new IllegalStateException("No limit for " + stepCode + " in " + unitCode));
    }
}
