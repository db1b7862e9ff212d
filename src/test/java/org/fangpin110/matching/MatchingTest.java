package org.fangpin110.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fangpin110.matching.Changed.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.matching.MatchingDecision.Outcome;
import org.junit.jupiter.api.Test;

/** What links, what is compared, what stays apart; what holds for everybody is in {@link MatchingPropertiesTest}. */
class MatchingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final String VILLAGE = "152223107208";
    private static final String NEXT_DOOR = "152223107209";
    private static final String DESK = "152223000000";

    /** 白音那 with number and phone, ill, in one village. */
    private static final Traits BAIYINNA = new Traits(
            key("id 1"),
            key("phone 1"),
            key("白音那").orElseThrow(),
            Optional.empty(),
            VILLAGE,
            Set.of("ILLNESS"),
            OptionalLong.of(0x0123_4567_89ab_cdefL),
            NOW);

    private static EarlierCase open(Traits traits) {
        return new EarlierCase(UUID.nameUUIDFromBytes(traits.unit().getBytes()), true, traits);
    }

    private static MatchingDecision decide(Traits newcomer, Traits earlier) {
        return Matching.decide(newcomer, List.of(open(earlier)));
    }

    private static Changed baiyinna() {
        return new Changed(BAIYINNA);
    }

    @Test
    void theSameNumberLinksWhateverElseDiffers() {
        Traits other = baiyinna()
                .name("白音娜")
                .phone(key("phone 2"))
                .unit(NEXT_DOOR)
                .risks("HOUSING")
                .print(OptionalLong.empty())
                .t();
        assertThat(decide(other, BAIYINNA).outcome()).isEqualTo(Outcome.LINKED);
    }

    @Test
    void twoNumbersAreTwoPersonsWhateverElseAgrees() {
        MatchingDecision decision = decide(baiyinna().person(key("id 2")).t(), BAIYINNA);
        assertThat(decision.outcome()).isEqualTo(Outcome.NEW);
        assertThat(decision.previous()).isEmpty();
    }

    @Test
    void nameAndPhoneLinkWithoutANumberEvenFromTheBannerDesk() {
        Traits atDesk = baiyinna().unit(DESK).t();
        Traits unnumbered =
                baiyinna().person(Optional.empty()).print(OptionalLong.empty()).t();
        assertThat(decide(unnumbered, atDesk).outcome()).isEqualTo(Outcome.LINKED);
        assertThat(decide(unnumbered, baiyinna().unit(NEXT_DOOR).t()).outcome()).isEqualTo(Outcome.LINKED);
    }

    @Test
    void namesakesInOneVillageAreComparedWhenOneHasANumberAndLinkedWhenNothingTellsThemApart() {
        Changed bare =
                baiyinna().person(Optional.empty()).phone(Optional.empty()).print(OptionalLong.empty());
        assertThat(decide(bare.t(), BAIYINNA).outcome()).isEqualTo(Outcome.SUGGESTED);
        assertThat(decide(bare.t(), bare.t()).outcome()).isEqualTo(Outcome.LINKED);
        assertThat(decide(bare.t(), bare.risks("HOUSING").t()).outcome()).isEqualTo(Outcome.SUGGESTED);
        assertThat(decide(bare.t(), bare.unit(NEXT_DOOR).t()).outcome()).isEqualTo(Outcome.NEW);
        assertThat(decide(bare.t(), bare.unit(DESK).t()).outcome()).isEqualTo(Outcome.NEW);
    }

    @Test
    void aCopiedTextMakesNamesakesOfOneVillageCertain() {
        Traits bare =
                baiyinna().person(Optional.empty()).phone(Optional.empty()).t();
        assertThat(decide(bare, BAIYINNA).outcome()).isEqualTo(Outcome.LINKED);
        assertThat(decide(bare, BAIYINNA).reasons()).contains(ReasonCode.SAME_WORDS);
    }

    @Test
    void anotherMemberOfTheHouseholdLinksForTheSameEventAndIsComparedForAnother() {
        Traits wife = baiyinna()
                .person(key("id 2"))
                .name("其木格")
                .phone(key("phone 2"))
                .household("h1")
                .t();
        Changed husband = baiyinna().household("h1");
        assertThat(decide(wife, husband.t()).outcome()).isEqualTo(Outcome.LINKED);
        assertThat(decide(wife, husband.risks("HOUSING").t()).outcome()).isEqualTo(Outcome.SUGGESTED);
        assertThat(decide(wife, husband.at(NOW.minus(Duration.ofDays(40))).t()).outcome())
                .isEqualTo(Outcome.SUGGESTED);
        assertThat(decide(wife, baiyinna().household("h2").t()).outcome()).isEqualTo(Outcome.NEW);
    }

    @Test
    void anotherTroubleLongAfterIsACaseOfItsOwnThatNamesTheEarlierOne() {
        Traits later =
                baiyinna().at(NOW.plus(Duration.ofDays(130))).risks("DISASTER").t();
        MatchingDecision decision = decide(later, BAIYINNA);
        assertThat(decision.outcome()).isEqualTo(Outcome.NEW);
        assertThat(decision.previous()).contains(open(BAIYINNA).caseId());
        assertThat(decision.reasons()).containsExactly(ReasonCode.NEW_EVENT);
        assertThat(decide(new Changed(later).risks("DISASTER", "ILLNESS").t(), BAIYINNA)
                        .outcome())
                .as("asking again about the same trouble, still open")
                .isEqualTo(Outcome.LINKED);
        assertThat(decide(new Changed(later).at(NOW.plus(Duration.ofDays(30))).t(), BAIYINNA)
                        .outcome())
                .as("on the last day of the window")
                .isEqualTo(Outcome.LINKED);
    }

    @Test
    void aClosedCaseIsNamedAndNeverJoined() {
        EarlierCase closed = new EarlierCase(new UUID(7, 7), false, BAIYINNA);
        MatchingDecision decision = Matching.decide(BAIYINNA, List.of(closed));
        assertThat(decision.outcome()).isEqualTo(Outcome.NEW);
        assertThat(decision.previous()).contains(closed.caseId());
        assertThat(decision.reasons()).containsExactly(ReasonCode.EARLIER_CASE_CLOSED);
    }

    @Test
    void whatFitsTwoPersonsAlikeIsForPeopleToDecide() {
        Traits unnumbered =
                baiyinna().person(Optional.empty()).print(OptionalLong.empty()).t();
        EarlierCase father = new EarlierCase(new UUID(1, 1), true, BAIYINNA);
        EarlierCase son = new EarlierCase(
                new UUID(2, 2), true, baiyinna().person(key("id 2")).t());
        MatchingDecision decision = Matching.decide(unnumbered, List.of(father, son));
        assertThat(decision.outcome()).isEqualTo(Outcome.SUGGESTED);
        assertThat(decision.reasons()).containsExactly(ReasonCode.FITS_SEVERAL);
        assertThat(decision.candidates()).hasSize(2);
    }
}
