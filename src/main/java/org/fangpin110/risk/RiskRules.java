package org.fangpin110.risk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fangpin110.risk.RiskFacts.Guarantee;
import org.fangpin110.risk.RiskFacts.Labour;
import org.fangpin110.risk.RiskFacts.Needed;
import org.fangpin110.risk.RiskRule.Measure;

/**
 * A versioned set of rules. Each fact that speaks for danger has points; their sum is a level. Points are never negative and
 * an unknown fact has none, so that a worse fact never lowers a level, and an unknown one lies between the best and the worst
 * it could be. Little danger is suggested only when everything needed is known, or when nothing unknown could change it.
 *
 * @param version region and number, as it is written beside every level that was set
 */
public record RiskRules(String version, int mediumPoints, int highPoints, Set<Needed> needed, List<RiskRule> rules) {
    /** Where a region has no line yet, any income might be below it. */
    private static final IncomeLine ANY_LINE = new IncomeLine("", 0, 0, 1, "");

    private static final Comparator<RiskReason> HEAVIEST_FIRST = Comparator.comparingInt(RiskReason::points)
            .reversed()
            .thenComparing(RiskReason::code)
            .thenComparing(reason -> reason.parameters().toString());

    public RiskRules {
        if (mediumPoints <= 0 || highPoints < mediumPoints) {
            throw new IllegalArgumentException("levels of " + version + " do not rise");
        }
        needed = Set.copyOf(needed);
        rules = List.copyOf(rules);
    }

    /** @param line null where there is none: then an income says nothing */
    public RiskSuggestion suggest(RiskFacts facts, IncomeLine line) {
        Set<Needed> missing = missing(facts, line);
        List<RiskRule> counted = counted(facts, line);
        RiskLevel known = level(points(counted));
        RiskLevel worst = level(points(counted(atWorst(facts, line), line == null ? ANY_LINE : line)));
        boolean open = known == RiskLevel.LOW && worst != RiskLevel.LOW && !missing.isEmpty();
        List<RiskReason> reasons = new ArrayList<>(counted.stream()
                .filter(rule -> rule.points() > 0)
                .map(rule -> reason(rule, facts, line))
                .sorted(HEAVIEST_FIRST)
                .toList());
        if (open) {
            reasons.add(plain("not-enough-known"));
        } else if (reasons.isEmpty()) {
            reasons.add(plain("nothing-speaks-for-danger"));
        }
        return new RiskSuggestion(
                open ? RiskSuggestion.Level.NOT_ENOUGH_KNOWN : RiskSuggestion.Level.valueOf(known.name()),
                worst,
                List.copyOf(reasons),
                missing,
                facts.income().isKnown() ? line : null,
                new ClassRules(this).advise(facts, line),
                version);
    }

    private Set<Needed> missing(RiskFacts facts, IncomeLine line) {
        Set<Needed> missing = EnumSet.noneOf(Needed.class);
        needed.stream().filter(what -> !facts.knows(what)).forEach(missing::add);
        if (line == null && needed.contains(Needed.INCOME)) {
            missing.add(Needed.INCOME);
        }
        return missing;
    }

    /** Of a measure with grades the heaviest rule that speaks; of the others every one. */
    private List<RiskRule> counted(RiskFacts facts, IncomeLine line) {
        Map<Measure, List<RiskRule>> speaking = rules.stream()
                .filter(rule -> rule.speaks(facts, line))
                .collect(Collectors.groupingBy(
                        RiskRule::measure, () -> new EnumMap<>(Measure.class), Collectors.toList()));
        List<RiskRule> counted = new ArrayList<>();
        speaking.forEach((measure, all) -> {
            if (measure.isGraded()) {
                all.stream()
                        .max(Comparator.comparingInt(RiskRule::points).thenComparing(RiskRule::value))
                        .ifPresent(counted::add);
            } else {
                counted.addAll(all);
            }
        });
        return counted;
    }

    private static int points(List<RiskRule> counted) {
        return counted.stream().mapToInt(RiskRule::points).sum();
    }

    private RiskLevel level(int points) {
        return points >= highPoints ? RiskLevel.HIGH : points >= mediumPoints ? RiskLevel.MEDIUM : RiskLevel.LOW;
    }

    /** All that is unknown and needed, as bad as it can be; events nobody spoke of are not made up. */
    private RiskFacts atWorst(RiskFacts facts, IncomeLine line) {
        Map<Guarantee, Fact<Boolean>> guarantees = new EnumMap<>(Guarantee.class);
        facts.guarantees().forEach((one, fact) -> guarantees.put(one, orElse(fact, false)));
        return new RiskFacts(
                line == null ? Fact.told(Double.NEGATIVE_INFINITY) : orElse(facts.income(), Double.NEGATIVE_INFINITY),
                orElse(facts.rigidShare(), Double.POSITIVE_INFINITY),
                facts.events(),
                facts.urgent(),
                guarantees,
                orElse(facts.labour(), Labour.NONE),
                facts.exPoor());
    }

    private static <T> Fact<T> orElse(Fact<T> fact, T worst) {
        return fact.isKnown() ? fact : Fact.told(worst);
    }

    RiskReason reason(RiskRule rule, RiskFacts facts, IncomeLine line) {
        List<Object> parameters =
                switch (rule.measure()) {
                    case INCOME ->
                        List.of(
                                Math.round(facts.income().value()),
                                line.year(),
                                line.yuan(),
                                Math.round(rule.threshold() * 100));
                    case RIGID_SPENDING ->
                        List.of(percent(facts.rigidShare().value()), Math.round(rule.threshold() * 100));
                    case EVENT, URGENT, GUARANTEE, LABOUR -> List.of(rule.value());
                };
        return new RiskReason(code(rule.measure()), parameters, rule.points(), rule.basis(facts), version);
    }

    private static Object percent(double share) {
        return Double.isInfinite(share) ? "∞" : (Object) Math.round(share * 100);
    }

    private static String code(Measure measure) {
        return switch (measure) {
            case INCOME -> "income-below";
            case RIGID_SPENDING -> "rigid-spending";
            case EVENT -> "event";
            case URGENT -> "urgent-need";
            case GUARANTEE -> "guarantee-unmet";
            case LABOUR -> "labour-short";
        };
    }

    RiskReason plain(String code, Object... parameters) {
        return new RiskReason(code, List.of(parameters), 0, null, version);
    }
}
