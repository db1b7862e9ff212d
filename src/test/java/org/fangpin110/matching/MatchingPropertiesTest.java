package org.fangpin110.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fangpin110.matching.Changed.key;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;
import org.fangpin110.matching.MatchingDecision.Outcome;
import org.fangpin110.support.Seeded;

/** What holds for whoever reports, and whoever reported before. */
@AddLifecycleHook(value = Seeded.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class MatchingPropertiesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final String NOBODY_ELSE = " of nobody else";
    private static final long PRINT = 1;

    /** Something that the other side is known not to have. */
    enum Contradiction {
        NUMBER,
        PHONE,
        NAME,
        VILLAGE,
        TROUBLE,
        TIME,
        WORDS;

        Traits in(Traits traits) {
            Changed changed = new Changed(traits);
            return switch (this) {
                case NUMBER -> changed.person(key("id" + NOBODY_ELSE)).t();
                case PHONE -> changed.phone(key("phone" + NOBODY_ELSE)).t();
                case NAME -> changed.name("name" + NOBODY_ELSE).t();
                case VILLAGE -> changed.unit("152223107299").t();
                case TROUBLE -> changed.risks("WATER").t();
                case TIME -> changed.at(NOW.plus(Duration.ofDays(400))).t();
                case WORDS -> changed.print(OptionalLong.of(~PRINT)).t();
            };
        }
    }

    @Property(tries = 10_000)
    void likenessIsSymmetricAndBounded(@ForAll("anybody") Traits one, @ForAll("anybody") Traits other) {
        Likeness forth = Likeness.of(one, other);
        assertThat(forth).isEqualTo(Likeness.of(other, one));
        assertThat(forth.score()).isBetween(0, 100);
    }

    @Property(tries = 5_000)
    void whoeverOfTwoReportsFirstTheyAreJudgedAlike(@ForAll("anybody") Traits one, @ForAll("anybody") Traits other) {
        MatchingDecision forth = decide(one, other);
        MatchingDecision back = decide(other, one);
        assertThat(back.outcome()).isEqualTo(forth.outcome());
        assertThat(back.score()).isEqualTo(forth.score());
        assertThat(back.reasons()).isEqualTo(forth.reasons());
    }

    @Property(tries = 10_000)
    void theOrderOfTheCandidatesChangesNothing(
            @ForAll("anybody") Traits newcomer, @ForAll("cases") List<EarlierCase> cases, @ForAll Random random) {
        MatchingDecision decision = Matching.decide(newcomer, cases);
        List<EarlierCase> shuffled = new ArrayList<>(cases);
        Collections.shuffle(shuffled, random);
        assertThat(Matching.decide(newcomer, shuffled)).isEqualTo(decision);
        assertThat(decision.target().isPresent()).isEqualTo(decision.outcome() == Outcome.LINKED);
        assertThat(decision.candidates().isEmpty()).isEqualTo(decision.outcome() != Outcome.SUGGESTED);
        assertThat(decision.reasons()).isNotEmpty();
        assertThat(decision.target().stream()).allMatch(id -> isOpen(id, cases));
        assertThat(decision.candidates()).allMatch(candidate -> isOpen(candidate.caseId(), cases));
    }

    @Property(tries = 5_000)
    void aCaseWithNothingInCommonChangesNothing(
            @ForAll("anybody") Traits newcomer,
            @ForAll("cases") List<EarlierCase> cases,
            @ForAll("anybody") Traits stranger) {
        Traits apart = new Changed(stranger)
                .person(key("id" + NOBODY_ELSE))
                .name("name" + NOBODY_ELSE)
                .t()
                .withHousehold(Optional.empty());
        List<EarlierCase> more = new ArrayList<>(cases);
        more.add(new EarlierCase(new UUID(0, 99), true, apart));
        assertThat(Matching.decide(newcomer, more)).isEqualTo(Matching.decide(newcomer, cases));
    }

    @Property(tries = 15_000)
    void whatContradictsNeverMakesTwoSidesMoreAlike(
            @ForAll("anybody") Traits one, @ForAll("anybody") Traits told, @ForAll Contradiction contradiction) {
        Traits other = new Changed(told).print(OptionalLong.of(PRINT)).t();
        Traits contradicting = contradiction.in(one);
        assertThat(Likeness.of(contradicting, other).score())
                .isLessThanOrEqualTo(Likeness.of(one, other).score());
        assertThat(sureness(decide(contradicting, other))).isLessThanOrEqualTo(sureness(decide(one, other)));
    }

    @Property(tries = 5_000)
    void twoDifferentNumbersNeverLinkWithoutACommonHousehold(
            @ForAll("anybody") Traits any, @ForAll("anybody") Traits another) {
        Traits one = new Changed(any).person(key("id a")).t();
        Traits other = new Changed(another).person(key("id b")).t();
        Assume.that(one.household().isEmpty() || !one.household().equals(other.household()));
        assertThat(decide(one, other).outcome()).isEqualTo(Outcome.NEW);
    }

    @Property(tries = 5_000)
    void oneNumberAndOneTroubleAlwaysLinkWhateverElseDiffers(
            @ForAll("anybody") Traits any, @ForAll("anybody") Traits another) {
        Traits one = new Changed(any).person(key("id a")).risks("HOUSING").t();
        Traits other = new Changed(another).person(key("id a")).risks("HOUSING").t();
        assertThat(decide(one, other).outcome()).isEqualTo(Outcome.LINKED);
    }

    private static MatchingDecision decide(Traits newcomer, Traits earlier) {
        return Matching.decide(newcomer, List.of(new EarlierCase(new UUID(7, 7), true, earlier)));
    }

    private static int sureness(MatchingDecision decision) {
        return List.of(Outcome.NEW, Outcome.SUGGESTED, Outcome.LINKED).indexOf(decision.outcome());
    }

    private static boolean isOpen(UUID id, List<EarlierCase> cases) {
        return cases.stream().anyMatch(one -> one.caseId().equals(id) && one.open());
    }

    /** Few values of each, so that two of them share much. */
    @Provide
    Arbitrary<Traits> anybody() {
        return Combinators.combine(
                        keys("id ", 3).optional(0.5),
                        keys("phone ", 3).optional(0.5),
                        keys("name ", 2),
                        keys("household ", 2).optional(0.3),
                        Arbitraries.of("152223107208", "152223107209", "152223107000", "152223000000"),
                        Arbitraries.subsetOf("ILLNESS", "HOUSING").map(Set::copyOf),
                        Arbitraries.oneOf(
                                        Arbitraries.just(PRINT),
                                        Arbitraries.longs(),
                                        Arbitraries.integers().between(0, 63).map(bit -> PRINT ^ (1L << bit)))
                                .optional(0.5)
                                .map(print -> print.map(OptionalLong::of).orElse(OptionalLong.empty())),
                        Arbitraries.integers().between(0, 60).map(days -> NOW.minus(Duration.ofDays(days))))
                .as(Traits::new);
    }

    private static Arbitrary<IndexKey> keys(String what, int different) {
        return Arbitraries.integers().between(1, different).map(number -> key(what + number)
                .orElseThrow());
    }

    /** No two of one id, as the table holds them; ids in no order. */
    @Provide
    Arbitrary<List<EarlierCase>> cases() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 40), Arbitraries.of(true, true, true, true, false), anybody())
                .as((id, open, traits) -> new EarlierCase(new UUID(id % 9, id), open, traits))
                .list()
                .uniqueElements(EarlierCase::caseId)
                .ofMaxSize(6);
    }
}
