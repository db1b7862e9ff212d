package org.fangpin110.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.fangpin110.deadline.LimitUnit;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;

/** When a case climbs, by region and date; as with limits the most specific region in force counts, on the day it is due. */
public final class EscalationPolicy {
    /** @param effectiveTo exclusive; null while it is in force */
    public record Rule(
            String regionCode,
            EscalationLevel level,
            int value,
            LimitUnit unit,
            LocalDate effectiveFrom,
            LocalDate effectiveTo) {
        private boolean coversOn(String unitCode, LocalDate day) {
            UnitRange region = regionCode.equals(EVERYWHERE) ? UnitRange.ALL : UnitRange.of(regionCode);
            return region.contains(unitCode)
                    && !effectiveFrom.isAfter(day)
                    && (effectiveTo == null || effectiveTo.isAfter(day));
        }

        private int specificity() {
            return regionCode.equals(EVERYWHERE) ? 0 : UnitCode.level(regionCode);
        }
    }

    private static final String EVERYWHERE = "000000000000";

    private final List<Rule> rules;
    private final WorkCalendar calendar;

    public EscalationPolicy(List<Rule> rules, WorkCalendar calendar) {
        this.rules = List.copyOf(rules);
        this.calendar = calendar;
    }

    /** When a case of this unit comes to each level; fails when policy data lack one. */
    public Map<EscalationLevel, Instant> times(String unitCode, Instant dueAt) {
        LocalDate day = LocalDate.ofInstant(dueAt, WorkCalendar.ZONE);
        Map<EscalationLevel, Instant> times = new EnumMap<>(EscalationLevel.class);
        for (EscalationLevel level : EscalationLevel.values()) {
            Rule rule = rule(level, unitCode, day);
            times.put(
                    level,
                    level == EscalationLevel.DUE_SOON
                            ? calendar.before(dueAt, rule.value(), rule.unit())
                            : calendar.after(dueAt, rule.value(), rule.unit()));
        }
        return times;
    }

    /** The levels that have come, the lowest first. */
    public List<EscalationLevel> reached(String unitCode, Instant dueAt, Instant now) {
        return times(unitCode, dueAt).entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** No case that is due then or later has come to any level. */
    public Instant horizon(Instant now) {
        return rules.stream()
                .filter(rule -> rule.level() == EscalationLevel.DUE_SOON)
                .map(rule -> beyond(rule, now))
                .max(Comparator.naturalOrder())
                .orElse(now);
    }

    private Instant beyond(Rule rule, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, WorkCalendar.ZONE);
        if (rule.unit() != LimitUnit.WORK_DAY) {
            return calendar.after(now, rule.value(), rule.unit()).plusMillis(1);
        }
        LocalDate day = today.plusDays(1);
        while (!calendar.plusWorkDays(day, -rule.value()).isAfter(today)) {
            day = day.plusDays(1);
        }
        return day.atStartOfDay(WorkCalendar.ZONE).toInstant();
    }

    private Rule rule(EscalationLevel level, String unitCode, LocalDate day) {
        return rules.stream()
                .filter(rule -> rule.level() == level && rule.coversOn(unitCode, day))
                .max(Comparator.comparingInt(Rule::specificity).thenComparing(Rule::effectiveFrom))
                .orElseThrow(() -> new IllegalStateException("No " + level + " rule in " + unitCode));
    }
}
