package org.fangpin110.infocheck;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;

/** Which department is asked for what, by region and date; of each data set the most specific rule in force counts. */
record DataSets(List<Rule> rules) {
    private static final String EVERYWHERE = "000000000000";

    /**
     * @param scope the item of the authorisation that covers it
     * @param asked false where a region does not ask what others do
     * @param effectiveTo exclusive; null while it is in force
     */
    record Rule(
            String regionCode,
            String dataSet,
            String department,
            String scope,
            boolean asked,
            LocalDate effectiveFrom,
            LocalDate effectiveTo,
            int version) {
        private boolean covers(String unit, LocalDate day) {
            UnitRange region = regionCode.equals(EVERYWHERE) ? UnitRange.ALL : UnitRange.of(regionCode);
            return region.contains(unit)
                    && !effectiveFrom.isAfter(day)
                    && (effectiveTo == null || effectiveTo.isAfter(day));
        }

        private int specificity() {
            return regionCode.equals(EVERYWHERE) ? 0 : UnitCode.level(regionCode);
        }
    }

    /** What is asked about a household of this unit that allowed these items, by name; never anything outside them. */
    List<Rule> asked(String unit, LocalDate day, Set<String> scope) {
        return rules.stream()
                .filter(rule -> rule.covers(unit, day))
                .collect(Collectors.groupingBy(Rule::dataSet))
                .values()
                .stream()
                .map(DataSets::strongest)
                .filter(rule -> rule.asked() && scope.contains(rule.scope()))
                .sorted(Comparator.comparing(Rule::dataSet))
                .toList();
    }

    private static Rule strongest(Collection<Rule> sameDataSet) {
        return sameDataSet.stream()
                .max(Comparator.comparingInt(Rule::specificity).thenComparing(Rule::effectiveFrom))
                .orElseThrow();
    }
}
