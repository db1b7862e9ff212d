package org.fangpin110.policy;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fangpin110.risk.IncomeLine;
import org.fangpin110.risk.RiskLevel;
import org.fangpin110.risk.RiskRules;

/** Risk rules, income lines and colours of all regions and times in memory; of each the most specific region counts. */
public final class RiskPolicy {
    /** @param effectiveTo exclusive; null while they are in force */
    public record RuleSet(
            String regionCode, int version, LocalDate effectiveFrom, LocalDate effectiveTo, RiskRules rules) {}

    /** How a level is shown in a region. */
    public record Shade(String regionCode, RiskLevel level, String colour) {}

    private final List<RuleSet> ruleSets;
    private final List<IncomeLine> lines;
    private final List<Shade> shades;

    public RiskPolicy(List<RuleSet> ruleSets, List<IncomeLine> lines, List<Shade> shades) {
        this.ruleSets = List.copyOf(ruleSets);
        this.lines = List.copyOf(lines);
        this.shades = List.copyOf(shades);
    }

    /** The rules for a unit on a day; fails when policy data lack them. */
    public RiskRules rules(String unitCode, LocalDate day) {
        return ruleSets.stream()
                .filter(set -> new Region(set.regionCode()).covers(unitCode))
                .filter(set -> !set.effectiveFrom().isAfter(day))
                .filter(set -> set.effectiveTo() == null || set.effectiveTo().isAfter(day))
                .max(Comparator.comparingInt((RuleSet set) -> new Region(set.regionCode()).specificity())
                        .thenComparing(RuleSet::effectiveFrom)
                        .thenComparing(RuleSet::version))
                .map(RuleSet::rules)
                .orElseThrow(() -> new IllegalStateException("No risk rules for " + unitCode));
    }

    /** The year's line, or while it is not there the latest before it: the newest year first, then the most specific region. */
    public Optional<IncomeLine> incomeLine(String unitCode, int year) {
        return lines.stream()
                .filter(line -> line.year() <= year)
                .filter(line -> new Region(line.regionCode()).covers(unitCode))
                .max(Comparator.comparingInt(IncomeLine::year)
                        .thenComparingInt(line -> new Region(line.regionCode()).specificity())
                        .thenComparingInt(IncomeLine::version));
    }

    /** Of each region and year the figure that counts, by region and year. */
    public List<IncomeLine> incomeLines() {
        return lines.stream()
                .filter(line -> lines.stream()
                        .noneMatch(other -> other.regionCode().equals(line.regionCode())
                                && other.year() == line.year()
                                && other.version() > line.version()))
                .sorted(Comparator.comparing(IncomeLine::regionCode).thenComparing(IncomeLine::year))
                .toList();
    }

    /** A code of its own vocabulary: BLUE, YELLOW, ORANGE, RED. */
    public String colour(String unitCode, RiskLevel level) {
        return shades.stream()
                .filter(shade -> shade.level() == level)
                .filter(shade -> new Region(shade.regionCode()).covers(unitCode))
                .max(Comparator.comparingInt(shade -> new Region(shade.regionCode()).specificity()))
                .map(Shade::colour)
                .orElseThrow(() -> new IllegalStateException("No colour of " + level + " for " + unitCode));
    }
}
