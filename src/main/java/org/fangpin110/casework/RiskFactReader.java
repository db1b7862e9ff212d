package org.fangpin110.casework;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fangpin110.household.HouseholdClass;
import org.fangpin110.household.RegisteredHousehold;
import org.fangpin110.report.NewReport;
import org.fangpin110.risk.Fact;
import org.fangpin110.risk.RiskFacts;
import org.fangpin110.risk.RiskFacts.Guarantee;
import org.fangpin110.risk.RiskFacts.Labour;

/** Facts about a household from what is stored of it: reports tell, forms of staff and the registry are checked. */
final class RiskFactReader {
    private RiskFactReader() {}

    /** All that is known; of two alike the later counts, and what was checked before what was told. @param reports oldest first */
    static RiskFacts of(List<NewReport> reports, Optional<RegisteredHousehold> household, List<JsonObject> forms) {
        RiskFacts facts = household.map(RiskFactReader::registered).orElse(RiskFacts.NOTHING);
        Set<String> events = new TreeSet<>();
        Set<String> urgent = new TreeSet<>();
        for (NewReport report : reports) {
            events.add(report.riskMain());
            events.addAll(report.otherRisks());
            if (report.isUrgent()) {
                urgent.add(report.urgentKind() == null ? "OTHER" : report.urgentKind());
            }
            facts = facts.then(told(report));
        }
        facts = facts.then(withEvents(
                reports.isEmpty() ? Fact.unknown() : Fact.told(Set.copyOf(events)),
                reports.isEmpty() ? Fact.unknown() : Fact.told(Set.copyOf(urgent))));
        for (JsonObject form : forms) {
            facts = facts.then(checked(form));
        }
        return facts;
    }

    private static RiskFacts withEvents(Fact<Set<String>> events, Fact<Set<String>> urgent) {
        return new RiskFacts(Fact.unknown(), Fact.unknown(), events, urgent, Map.of(), Fact.unknown(), Fact.unknown());
    }

    private static RiskFacts told(NewReport report) {
        return new RiskFacts(
                Fact.told(perHead(report.annualIncome(), report.householdSize())),
                Fact.told(share(report.rigidSpending(), report.annualIncome())),
                Fact.unknown(),
                Fact.unknown(),
                Map.of(),
                Fact.unknown(),
                Fact.unknown());
    }

    private static RiskFacts registered(RegisteredHousehold household) {
        return new RiskFacts(
                Fact.unknown(),
                Fact.unknown(),
                Fact.unknown(),
                Fact.unknown(),
                Map.of(),
                Fact.unknown(),
                Fact.checked(exPoor(household.householdClass())));
    }

    /** A class above the line says nothing of what the household was before. */
    private static Boolean exPoor(HouseholdClass known) {
        return switch (known) {
            case EX_POOR, UNSTABLE_EX_POOR -> Boolean.TRUE;
            case ORDINARY, AT_RISK_EDGE -> Boolean.FALSE;
            case SUDDEN_HARDSHIP -> null;
        };
    }

    /**
     * What staff wrote into a visit form, a check's conclusion or a follow-up: the three share their fields. What is not there, or
     * not of the kind expected, is unknown.
     */
    static RiskFacts checked(JsonObject form) {
        Map<Guarantee, Fact<Boolean>> guarantees = new EnumMap<>(Guarantee.class);
        guarantees.put(Guarantee.SCHOOLING, Fact.checked(met(form, "schooling")));
        guarantees.put(Guarantee.MEDICAL, Fact.checked(met(form, "medicalCare")));
        guarantees.put(Guarantee.HOUSING, Fact.checked(met(form, "housing")));
        guarantees.put(Guarantee.WATER, Fact.checked(met(form, "water")));
        return new RiskFacts(
                Fact.checked(number(form, "netIncomePerHead")),
                Fact.checked(share(number(form, "rigidSpending"), number(form, "netIncome"))),
                Fact.checked(events(form)),
                Fact.unknown(),
                guarantees,
                Fact.checked(labour(form)),
                Fact.checked(exPoor(form)));
    }

    private static Double perHead(Double income, Integer size) {
        return income == null || size == null || size < 1 ? null : income / size;
    }

    /** Without an income any spending is more than it can bear; no spending is bearable whatever the income. */
    private static Double share(Double spending, Double income) {
        if (spending == null || spending == 0) {
            return spending;
        }
        if (income == null) {
            return null;
        }
        return income <= 0 ? Double.POSITIVE_INFINITY : (Double) (spending / income);
    }

    /** Whom a guarantee does not concern, it leaves in no danger. */
    private static Boolean met(JsonObject form, String field) {
        if (!(form.getValue(field) instanceof JsonObject guarantee)
                || !(guarantee.getValue("finding") instanceof String finding)) {
            return null;
        }
        return switch (finding) {
            case "SAFE", "NOT_CONCERNED" -> Boolean.TRUE;
            case "UNSAFE" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static Double number(JsonObject form, String field) {
        return form.getValue(field) instanceof Number value ? (Double) value.doubleValue() : null;
    }

    /** The kinds that staff found, instead of those that were told. */
    private static Set<String> events(JsonObject form) {
        if (!(form.getValue("riskMain") instanceof String main)) {
            return null;
        }
        Set<String> found = new TreeSet<>(Set.of(main));
        if (form.getValue("riskMore") instanceof JsonArray more) {
            more.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .forEach(found::add);
        }
        return Set.copyOf(found);
    }

    /** Of all members together: one who can work is enough. */
    private static Labour labour(JsonObject form) {
        if (form.getValue("labourAbleCount") instanceof Number able) {
            return able.intValue() > 0 ? Labour.ENOUGH : Labour.NONE;
        }
        if (!(form.getValue("members") instanceof JsonArray members) || members.isEmpty()) {
            return null;
        }
        Set<Object> labours = new HashSet<>();
        members.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .forEach(member -> labours.add(member.getValue("labour")));
        if (labours.contains("SKILLED") || labours.contains("ORDINARY")) {
            return Labour.ENOUGH;
        }
        if (labours.contains("WEAK")) {
            return Labour.WEAK;
        }
        return Set.of("LOST", "NONE")
                                .containsAll(labours.stream()
                                        .filter(Objects::nonNull)
                                        .toList())
                        && !labours.contains(null)
                ? Labour.NONE
                : null;
    }

    private static Boolean exPoor(JsonObject form) {
        return form.getValue("householdClass") instanceof String name
                ? Arrays.stream(HouseholdClass.values())
                        .filter(known -> known.name().equals(name))
                        .findFirst()
                        .map(RiskFactReader::exPoor)
                        .orElse(null)
                : null;
    }

    /** To be kept beside a level that was set; the same facts give the same text. */
    static JsonObject write(RiskFacts facts) {
        JsonObject kept = new JsonObject();
        put(kept, "income", facts.income());
        put(kept, "rigidShare", facts.rigidShare());
        put(kept, "events", sorted(facts.events()));
        put(kept, "urgent", sorted(facts.urgent()));
        facts.guarantees().forEach((one, fact) -> put(kept, one.name(), fact));
        put(kept, "labour", facts.labour());
        put(kept, "exPoor", facts.exPoor());
        return kept;
    }

    private static Fact<String> sorted(Fact<Set<String>> codes) {
        return codes.isKnown()
                ? new Fact<>(String.join(" ", new TreeSet<>(codes.value())), codes.basis())
                : Fact.unknown();
    }

    private static void put(JsonObject kept, String name, Fact<?> fact) {
        if (fact.isKnown()) {
            kept.put(
                    name,
                    new JsonArray()
                            .add(fact.value().toString())
                            .add(fact.basis().name()));
        }
    }
}
