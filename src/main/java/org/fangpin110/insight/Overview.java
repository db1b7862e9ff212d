package org.fangpin110.insight;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.fangpin110.casefile.OverviewRepository.MessageCount;
import org.fangpin110.casefile.OverviewRepository.OpenCount;
import org.fangpin110.casefile.OverviewRepository.StepDays;
import org.fangpin110.workflow.State;

/** The contract's Overview. */
record Overview(
        NamedUnit unit,
        LocalDate from,
        LocalDate to,
        Instant at,
        int open,
        int urgent,
        int overdue,
        int unread,
        int arrivedToday,
        List<OfState> byState,
        List<OfUnit> byUnit,
        List<Step> steps,
        List<Arrivals> arrivals,
        Messages messages) {

    /** The contract's UnitName. */
    record NamedUnit(String unitCode, String name) {}

    record OfState(State state, int open, int overdue) {}

    /** @param unreadSince absent when all were opened */
    record OfUnit(NamedUnit unit, int open, int overdue, int unread, Instant unreadSince) {}

    record Step(State state, int cases, double medianDays) {}

    record Arrivals(LocalDate day, int reports) {}

    record Messages(int sent, int failed) {}

    /** The days asked about, the last one included. */
    record Period(LocalDate from, LocalDate to) {}

    static Overview of(
            Period period,
            Instant at,
            String unit,
            List<OpenCount> open,
            List<StepDays> steps,
            Map<LocalDate, Integer> arrivals,
            int today,
            MessageCount messages,
            Function<String, String> names) {
        return new Overview(
                new NamedUnit(unit, names.apply(unit)),
                period.from(),
                period.to(),
                at,
                open.stream().mapToInt(OpenCount::open).sum(),
                open.stream().mapToInt(OpenCount::urgent).sum(),
                open.stream().mapToInt(OpenCount::overdue).sum(),
                open.stream().mapToInt(OpenCount::unread).sum(),
                today,
                byState(open),
                byUnit(open, names),
                steps.stream()
                        .sorted(Comparator.comparing(StepDays::state))
                        .map(step -> new Step(step.state(), step.cases(), Math.round(step.median() * 10) / 10.0))
                        .toList(),
                days(period, arrivals),
                new Messages(messages.sent(), messages.failed()));
    }

    private static List<OfState> byState(List<OpenCount> open) {
        Map<State, OfState> found = new TreeMap<>();
        open.forEach(count -> found.merge(
                count.state(),
                new OfState(count.state(), count.open(), count.overdue()),
                (one, other) -> new OfState(one.state(), one.open() + other.open(), one.overdue() + other.overdue())));
        return List.copyOf(found.values());
    }

    private static List<OfUnit> byUnit(List<OpenCount> open, Function<String, String> names) {
        Map<String, OfUnit> found = new TreeMap<>();
        open.forEach(count -> found.merge(
                count.unit(),
                new OfUnit(
                        new NamedUnit(count.unit(), names.apply(count.unit())),
                        count.open(),
                        count.overdue(),
                        count.unread(),
                        count.unreadSince()),
                (one, other) -> new OfUnit(
                        one.unit(),
                        one.open() + other.open(),
                        one.overdue() + other.overdue(),
                        one.unread() + other.unread(),
                        earlier(one.unreadSince(), other.unreadSince()))));
        return found.values().stream()
                .sorted(Comparator.comparingInt(OfUnit::overdue)
                        .thenComparingInt(OfUnit::open)
                        .reversed())
                .toList();
    }

    private static Instant earlier(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /** Every day of the period, so that a day without a report is seen as one. */
    private static List<Arrivals> days(Period period, Map<LocalDate, Integer> arrivals) {
        List<Arrivals> days = new ArrayList<>();
        for (LocalDate day = period.from(); !day.isAfter(period.to()); day = day.plusDays(1)) {
            days.add(new Arrivals(day, arrivals.getOrDefault(day, 0)));
        }
        return days;
    }
}
