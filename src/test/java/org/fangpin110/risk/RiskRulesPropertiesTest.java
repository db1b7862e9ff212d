package org.fangpin110.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;
import org.fangpin110.risk.RiskFacts.Guarantee;
import org.fangpin110.risk.RiskFacts.Labour;
import org.fangpin110.risk.RiskFacts.Needed;
import org.fangpin110.risk.RiskRule.Measure;
import org.fangpin110.support.Seeded;

/** What holds for whatever rules a region writes and whatever is known of a household. */
@AddLifecycleHook(value = Seeded.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class RiskRulesPropertiesTest {
    private static final List<String> EVENTS = List.of("ILLNESS", "DISASTER", "OTHER");

    /** One thing about a household, as bad as it can be, as good as it can be, and unknown. */
    enum Aspect {
        INCOME,
        RIGID,
        EVENTS,
        URGENT,
        SCHOOLING,
        MEDICAL,
        HOUSING,
        WATER,
        LABOUR;

        RiskFacts worst(RiskFacts facts) {
            return with(
                    facts,
                    -1e9,
                    Double.POSITIVE_INFINITY,
                    Set.copyOf(RiskRulesPropertiesTest.EVENTS),
                    false,
                    Labour.NONE);
        }

        RiskFacts best(RiskFacts facts) {
            return with(facts, 1e9, 0.0, Set.of(), true, Labour.ENOUGH);
        }

        RiskFacts unknown(RiskFacts facts) {
            return with(facts, null, null, null, null, null);
        }

        /** Not better than it is; unknown stays unknown. */
        RiskFacts worse(RiskFacts facts, Random random) {
            Set<String> more = new HashSet<>(
                    this == URGENT
                            ? facts.urgent().known().orElse(Set.of())
                            : facts.events().known().orElse(Set.of()));
            more.add(RiskRulesPropertiesTest.EVENTS.get(random.nextInt(3)));
            RiskFacts changed = with(
                    facts,
                    facts.income().known().orElse(0.0) - random.nextInt(20_000),
                    facts.rigidShare().known().orElse(0.0) + random.nextDouble(),
                    more,
                    false,
                    Labour.values()[
                            Math.min(
                                    2,
                                    facts.labour().known().orElse(Labour.ENOUGH).ordinal() + random.nextInt(3))]);
            return known(facts) ? changed : facts;
        }

        boolean known(RiskFacts facts) {
            return switch (this) {
                case INCOME -> facts.income().isKnown();
                case RIGID -> facts.rigidShare().isKnown();
                case EVENTS -> facts.events().isKnown();
                case URGENT -> facts.urgent().isKnown();
                case LABOUR -> facts.labour().isKnown();
                default -> facts.guarantees().get(Guarantee.valueOf(name())).isKnown();
            };
        }

        private RiskFacts with(
                RiskFacts f, Double income, Double share, Set<String> codes, Boolean met, Labour labour) {
            Map<Guarantee, Fact<Boolean>> guarantees = new EnumMap<>(f.guarantees());
            if (ordinal() >= SCHOOLING.ordinal() && ordinal() <= WATER.ordinal()) {
                guarantees.put(Guarantee.valueOf(name()), Fact.told(met));
            }
            return new RiskFacts(
                    this == INCOME ? Fact.told(income) : f.income(),
                    this == RIGID ? Fact.told(share) : f.rigidShare(),
                    this == EVENTS ? Fact.told(codes) : f.events(),
                    this == URGENT ? Fact.told(codes) : f.urgent(),
                    guarantees,
                    this == LABOUR ? Fact.told(labour) : f.labour(),
                    f.exPoor());
        }
    }

    @Property(tries = 3_000)
    void aWorseFactNeverLowersTheLevel(
            @ForAll("rules") RiskRules rules,
            @ForAll("facts") RiskFacts facts,
            @ForAll("line") IncomeLine line,
            @ForAll Aspect aspect,
            @ForAll Random random) {
        RiskSuggestion before = rules.suggest(facts, line);
        RiskSuggestion after = rules.suggest(aspect.worse(facts, random), line);

        assertThat(rank(after)).isGreaterThanOrEqualTo(rank(before));
        assertThat(after.mayReach()).isGreaterThanOrEqualTo(before.mayReach());
    }

    @Property(tries = 3_000)
    void anUnknownFactLiesBetweenTheBestAndTheWorstItCouldBe(
            @ForAll("rules") RiskRules rules,
            @ForAll("facts") RiskFacts facts,
            @ForAll("line") IncomeLine line,
            @ForAll Aspect aspect) {
        int unknown = rank(rules.suggest(aspect.unknown(facts), line));

        assertThat(unknown)
                .isBetween(
                        rank(rules.suggest(aspect.best(facts), line)), rank(rules.suggest(aspect.worst(facts), line)));
    }

    /** Whatever turns out, it is not more than was said to be possible, and never less than what was suggested. */
    @Property(tries = 3_000)
    void learningWhatIsNeededStaysWithinWhatWasSaid(
            @ForAll("rules") RiskRules rules, @ForAll("facts") RiskFacts facts, @ForAll("facts") RiskFacts learned) {
        IncomeLine line = new IncomeLine("150000000000", 2024, 1, 8300, "x");
        RiskFacts only = new RiskFacts(
                learned.income(),
                learned.rigidShare(),
                Fact.unknown(),
                Fact.unknown(),
                learned.guarantees(),
                learned.labour(),
                Fact.unknown());
        RiskSuggestion before = rules.suggest(facts, line);
        RiskSuggestion after = rules.suggest(only.then(facts), line);

        assertThat(rank(after)).isBetween(rank(before), before.mayReach().ordinal());
    }

    @Property(tries = 2_000)
    void littleDangerIsNeverSuggestedWhileWhatIsUnknownCouldBeMore(
            @ForAll("rules") RiskRules rules, @ForAll("facts") RiskFacts facts, @ForAll("line") IncomeLine line) {
        RiskSuggestion suggestion = rules.suggest(facts, line);

        if (suggestion.level() == RiskSuggestion.Level.LOW) {
            assertThat(suggestion.missing().isEmpty() || suggestion.mayReach() == RiskLevel.LOW)
                    .isTrue();
        }
        assertThat(suggestion.reasons()).isNotEmpty();
        assertThat(suggestion.classes()).allMatch(advice -> !advice.reasons().isEmpty());
    }

    @Property(tries = 2_000)
    void theOrderOfTheRulesChangesNothing(
            @ForAll("rules") RiskRules rules,
            @ForAll("facts") RiskFacts facts,
            @ForAll("line") IncomeLine line,
            @ForAll Random random) {
        List<RiskRule> shuffled = new ArrayList<>(rules.rules());
        Collections.shuffle(shuffled, random);

        assertThat(new RiskRules(rules.version(), rules.mediumPoints(), rules.highPoints(), rules.needed(), shuffled)
                        .suggest(facts, line))
                .isEqualTo(rules.suggest(facts, line));
    }

    /** Too little known is no more danger than little, and is not a promise of it. */
    private static int rank(RiskSuggestion suggestion) {
        return Math.max(0, suggestion.level().ordinal() - 1);
    }

    @Provide
    Arbitrary<RiskRules> rules() {
        Arbitrary<RiskRule> rule = Combinators.combine(
                        Arbitraries.of(Measure.values()),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.doubles().between(0.1, 2),
                        Arbitraries.integers().between(0, 70),
                        Arbitraries.of(true, false))
                .as((measure, n, threshold, points, sudden) -> switch (measure) {
                    case INCOME, RIGID_SPENDING -> new RiskRule(measure, "GRADE_" + n, threshold, points, sudden);
                    case EVENT, URGENT -> new RiskRule(measure, EVENTS.get(n % 3), null, points, sudden);
                    case GUARANTEE -> new RiskRule(measure, Guarantee.values()[n % 4].name(), null, points, sudden);
                    case LABOUR -> new RiskRule(measure, n % 2 == 0 ? "WEAK" : "NONE", null, points, sudden);
                });
        return Combinators.combine(
                        rule.list().ofMaxSize(12).map(list -> list.stream()
                                .collect(java.util.stream.Collectors.toMap(
                                        one -> one.measure() + one.value(), one -> one, (one, other) -> one))
                                .values()),
                        Arbitraries.integers().between(1, 50),
                        Arbitraries.integers().between(0, 50),
                        Arbitraries.subsetOf(Needed.values()))
                .as((list, medium, more, needed) ->
                        new RiskRules("000000000000/1", medium, medium + more, needed, List.copyOf(list)));
    }

    @Provide
    Arbitrary<IncomeLine> line() {
        return Arbitraries.integers()
                .between(1, 20_000)
                .map(yuan -> new IncomeLine("150000000000", 2024, 1, yuan, "x"))
                .injectNull(0.2);
    }

    @Provide
    Arbitrary<RiskFacts> facts() {
        return Combinators.combine(
                        maybe(Arbitraries.doubles().between(-1e5, 1e5)),
                        maybe(Arbitraries.doubles().between(0, 3)),
                        maybe(Arbitraries.subsetOf(EVENTS)),
                        maybe(Arbitraries.subsetOf(EVENTS)),
                        Arbitraries.maps(Arbitraries.of(Guarantee.values()), maybe(Arbitraries.of(true, false))),
                        maybe(Arbitraries.of(Labour.values())),
                        maybe(Arbitraries.of(true, false)))
                .as(RiskFacts::new);
    }

    private static <T> Arbitrary<Fact<T>> maybe(Arbitrary<T> value) {
        return value.injectNull(0.4).map(Fact::told);
    }
}
