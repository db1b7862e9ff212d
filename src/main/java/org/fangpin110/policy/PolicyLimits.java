package org.fangpin110.policy;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fangpin110.deadline.LimitKind;
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
            LimitKind kind,
            LocalDate effectiveFrom,
            LocalDate effectiveTo,
            int version) {

        private Limit stretched(int percent) {
            int longer = Math.toIntExact(((long) value * percent + 99) / 100);
            return new Limit(regionCode, stepCode, longer, unit, kind, effectiveFrom, effectiveTo, version);
        }
    }

    /**
     * After a disaster, MAX limits of a step stretch in a region for a while. An alternative limit for a while needs no surge: it is a
     * {@link Limit} with an end, and the later of two of one region counts.
     *
     * @param percent of the limit, more than 100
     * @param effectiveTo exclusive
     */
    public record Surge(
            String regionCode, String stepCode, int percent, LocalDate effectiveFrom, LocalDate effectiveTo) {}

    /** Of all pauses of a case together, in working days. */
    public static final String PAUSE_CAP = "PAUSE_CAP";
    /** How long after its end a family may rate a case and say that it is not solved. */
    public static final String REOPEN_WINDOW = "REOPEN_WINDOW";

    /** The region of limits that hold wherever no other does. */
    private static final String EVERYWHERE = "000000000000";

    private final List<Limit> limits;
    private final List<Surge> surges;

    public PolicyLimits(List<Limit> limits, List<Surge> surges) {
        this.limits = List.copyOf(limits);
        this.surges = List.copyOf(surges);
    }

    /** The MAX limit of a step for a unit on a day; fails when policy data lack one: every step must have a timer. */
    public Limit most(String stepCode, String unitCode, LocalDate day) {
        Limit limit = inForce(LimitKind.MAX, stepCode, unitCode, day)
                .orElseThrow(() -> new IllegalStateException("No limit for " + stepCode + " in " + unitCode));
        return surge(stepCode, unitCode, day)
                .map(surge -> limit.stretched(surge.percent()))
                .orElse(limit);
    }

    /** The MIN limit of a step, where it has one. No surge and no role makes it shorter. */
    public Optional<Limit> least(String stepCode, String unitCode, LocalDate day) {
        return inForce(LimitKind.MIN, stepCode, unitCode, day);
    }

    private Optional<Limit> inForce(LimitKind kind, String stepCode, String unitCode, LocalDate day) {
        return limits.stream()
                .filter(limit -> limit.kind() == kind && limit.stepCode().equals(stepCode))
                .filter(limit -> covers(limit.regionCode(), limit.effectiveFrom(), limit.effectiveTo(), unitCode, day))
                .max(Comparator.comparingInt((Limit limit) -> specificity(limit.regionCode()))
                        .thenComparing(Limit::effectiveFrom));
    }

    private Optional<Surge> surge(String stepCode, String unitCode, LocalDate day) {
        return surges.stream()
                .filter(surge -> surge.stepCode().equals(stepCode))
                .filter(surge -> covers(surge.regionCode(), surge.effectiveFrom(), surge.effectiveTo(), unitCode, day))
                .max(Comparator.comparingInt((Surge surge) -> specificity(surge.regionCode()))
                        .thenComparing(Surge::effectiveFrom));
    }

    private static boolean covers(String region, LocalDate from, LocalDate to, String unitCode, LocalDate day) {
        UnitRange range = region.equals(EVERYWHERE) ? UnitRange.ALL : UnitRange.of(region);
        return range.contains(unitCode) && !from.isAfter(day) && (to == null || to.isAfter(day));
    }

    private static int specificity(String region) {
        return region.equals(EVERYWHERE) ? 0 : UnitCode.level(region);
    }
}
