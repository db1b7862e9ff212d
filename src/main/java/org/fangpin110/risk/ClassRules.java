package org.fangpin110.risk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.fangpin110.risk.RiskSuggestion.ClassAdvice;
import org.fangpin110.risk.RiskSuggestion.MonitoredClass;

/**
 * Which classes a household might be recognised in: below the income line by what it was before, above it by a sudden event
 * or a burden it cannot avoid. What is unknown leaves the classes open that it would decide between; no answer excludes
 * anybody, and income alone decides nothing.
 */
record ClassRules(RiskRules rules) {
    List<ClassAdvice> advise(RiskFacts facts, IncomeLine line) {
        boolean judged = line != null && facts.income().isKnown();
        boolean below = judged && facts.income().is(yuan -> yuan < line.yuan());
        List<RiskReason> sudden = rules.rules().stream()
                .filter(rule -> rule.sudden() && rule.speaks(facts, line))
                .map(rule -> rules.reason(rule, facts, line))
                .distinct()
                .sorted(Comparator.comparing(reason -> reason.code() + reason.parameters()))
                .toList();
        List<RiskReason> income = !judged
                ? List.of(rules.plain("income-unknown"))
                : List.of(new RiskReason(
                        below ? "income-under-line" : "income-over-line",
                        List.of(Math.round(facts.income().value()), line.year(), line.yuan()),
                        0,
                        facts.income().basis(),
                        rules.version()));
        List<ClassAdvice> advice = new ArrayList<>();
        if (below || !judged) {
            if (!facts.exPoor().is(was -> !was)) {
                advice.add(advice(MonitoredClass.UNSTABLE_EX_POOR, income, List.of(before(facts))));
            }
            if (!facts.exPoor().is(was -> was)) {
                advice.add(advice(MonitoredClass.AT_RISK_EDGE, income, List.of(before(facts))));
            }
        }
        if (!below && !sudden.isEmpty()) {
            advice.add(advice(MonitoredClass.SUDDEN_HARDSHIP, income, sudden));
        }
        return List.copyOf(advice);
    }

    private RiskReason before(RiskFacts facts) {
        String code = facts.exPoor()
                .known()
                .map(was -> was ? "was-poor" : "was-not-poor")
                .orElse("was-poor-unknown");
        return new RiskReason(code, List.of(), 0, facts.exPoor().basis(), rules.version());
    }

    private static ClassAdvice advice(MonitoredClass one, List<RiskReason> first, List<RiskReason> then) {
        return new ClassAdvice(one, Stream.concat(first.stream(), then.stream()).toList());
    }
}
