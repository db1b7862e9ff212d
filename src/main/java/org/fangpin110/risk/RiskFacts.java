package org.fangpin110.risk;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What is known of a household on the day. Every fact may be unknown.
 *
 * @param income net income a head and year in yuan; a loss is negative
 * @param rigidShare what it must spend itself in a year, as a share of its income; infinite without an income
 * @param events kinds of trouble (risk_type)
 * @param urgent kinds of help that cannot wait until tomorrow
 * @param guarantees whether each of the three guarantees and water is met
 * @param exPoor whether it was registered as poor before
 */
public record RiskFacts(
        Fact<Double> income,
        Fact<Double> rigidShare,
        Fact<Set<String>> events,
        Fact<Set<String>> urgent,
        Map<Guarantee, Fact<Boolean>> guarantees,
        Fact<Labour> labour,
        Fact<Boolean> exPoor) {

    /** 三保障 and 饮水安全. */
    public enum Guarantee {
        SCHOOLING,
        MEDICAL,
        HOUSING,
        WATER
    }

    /** What the household can earn by work; each is worse than the one before. */
    public enum Labour {
        ENOUGH,
        WEAK,
        NONE
    }

    /** What must be known before little danger is suggested. */
    public enum Needed {
        INCOME,
        RIGID_SPENDING,
        SCHOOLING,
        MEDICAL,
        HOUSING,
        WATER,
        LABOUR
    }

    public static final RiskFacts NOTHING = new RiskFacts(
            Fact.unknown(), Fact.unknown(), Fact.unknown(), Fact.unknown(), Map.of(), Fact.unknown(), Fact.unknown());

    public RiskFacts {
        Map<Guarantee, Fact<Boolean>> every = new EnumMap<>(Guarantee.class);
        for (Guarantee one : Guarantee.values()) {
            every.put(one, guarantees.getOrDefault(one, Fact.unknown()));
        }
        guarantees = every;
    }

    boolean knows(Needed what) {
        return switch (what) {
            case INCOME -> income.isKnown();
            case RIGID_SPENDING -> rigidShare.isKnown();
            case LABOUR -> labour.isKnown();
            case SCHOOLING, MEDICAL, HOUSING, WATER ->
                guarantees.get(Guarantee.valueOf(what.name())).isKnown();
        };
    }

    /** With what was learned later. */
    public RiskFacts then(RiskFacts newer) {
        Map<Guarantee, Fact<Boolean>> both = new EnumMap<>(Guarantee.class);
        guarantees.forEach((one, fact) -> both.put(one, fact.then(newer.guarantees.get(one))));
        return new RiskFacts(
                income.then(newer.income),
                rigidShare.then(newer.rigidShare),
                events.then(newer.events),
                urgent.then(newer.urgent),
                both,
                labour.then(newer.labour),
                exPoor.then(newer.exPoor));
    }

    @Override
    public String toString() {
        return "RiskFacts[…]";
    }
}
