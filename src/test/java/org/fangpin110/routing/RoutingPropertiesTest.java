package org.fangpin110.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;
import org.fangpin110.routing.AnyEvidence.Installation;
import org.fangpin110.support.Seeded;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;

/** What holds for everything anybody could send, wherever we serve. */
@AddLifecycleHook(value = Seeded.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class RoutingPropertiesTest {
    private static final UnitTable UNITS = AnyEvidence.UNITS;
    private static final Set<String> ONE = Set.of("152223000000");
    private static final Installation REGION =
            AnyEvidence.installation("region", Set.of("150000000000"), SplitResidence.RESIDENCE_DECIDES);
    private static final List<Installation> INSTALLATIONS = List.of(
            AnyEvidence.installation("one banner", ONE, SplitResidence.RESIDENCE_DECIDES),
            AnyEvidence.installation("one banner where hukou decides", ONE, SplitResidence.HUKOU_DECIDES),
            AnyEvidence.installation(
                    "three banners", Set.copyOf(AnyEvidence.BANNERS), SplitResidence.RESIDENCE_DECIDES),
            REGION);
    private static final Duration ONCE = Duration.ofSeconds(5);

    @Property(tries = 8_000)
    void everyDecisionNamesAValidRoutableServedUnitAndRepeatsItself(
            @ForAll("installations") Installation at, @ForAll("evidence") Evidence evidence) {
        RoutingDecision decision = at.router().decide(evidence);
        assertAnswers(at, decision);
        assertThat(at.router().decide(evidence)).isEqualTo(decision);
    }

    @Property(tries = 1_000)
    void anyTwoThousandCharactersAreAnsweredAtOnce(
            @ForAll("installations") Installation at, @ForAll("longTexts") String text) {
        Evidence evidence = Evidence.NONE.withAddressText(text);
        RoutingDecision decision =
                assertTimeoutPreemptively(ONCE, () -> at.router().decide(evidence));
        assertAnswers(at, decision);
        assertThat(at.router().decide(evidence)).isEqualTo(decision);
    }

    private static void assertAnswers(Installation at, RoutingDecision decision) {
        Unit owner = UNITS.find(decision.ownerUnit()).orElseThrow();
        assertThat(owner.routable() && serves(at, owner.code())).isTrue();
        assertThat(owner.level())
                .isBetween(1, decision.destination() == Destination.VILLAGE ? 5 : 4)
                .satisfies(level -> assertThat(level == 5).isEqualTo(decision.destination() == Destination.VILLAGE))
                .satisfies(
                        level -> assertThat(level == 4).isEqualTo(decision.destination() == Destination.TOWNSHIP_POOL));
        assertThat(decision.helperUnit().stream())
                .allMatch(helper -> !helper.equals(owner.code())
                        && serves(at, helper)
                        && UNITS.find(helper).filter(Unit::routable).isPresent());
        assertThat(decision.reasons()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(decision.candidates())
                .extracting(Candidate::unitCode)
                .doesNotHaveDuplicates()
                .allMatch(code -> UNITS.find(code).isPresent());
        assertThat(decision.confidence()).isBetween(0.0, 1.0);
    }

    private static boolean serves(Installation at, String code) {
        return at.served().stream().anyMatch(unit -> UnitRange.of(unit).contains(code));
    }

    @Property(tries = 2_000)
    void urgencyMovesNothingWhereTheResidenceDecides(@ForAll("evidence") Evidence evidence) {
        Evidence urgent = evidence.withUrgency();
        Evidence calm = new Evidence(
                evidence.scannedCode(),
                evidence.chosenUnit(),
                evidence.villageUnknown(),
                evidence.addressText(),
                evidence.position(),
                evidence.knownHousehold());
        assertThat(REGION.router().decide(urgent)).isEqualTo(REGION.router().decide(calm));
    }

    @Example
    void everyVillageWrittenInFullIsRoutedToItself() {
        List<String> wrong = new ArrayList<>();
        int routed = 0;
        for (Unit unit : UNITS.within(UnitRange.ALL)) {
            if (unit.isVillage() && unit.routable()) {
                RoutingDecision decision = REGION.router().decide(Evidence.NONE.withAddressText(UNITS.fullName(unit)));
                if (decision.destination() == Destination.VILLAGE) {
                    routed++;
                    if (!decision.ownerUnit().equals(unit.code())) {
                        wrong.add(unit.code() + " " + UNITS.fullName(unit) + " went to " + decision.ownerUnit());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(routed).isGreaterThan(14_000);
    }

    @Example
    void aVeryLongTextTakesNoLongerThanAnAddress() {
        String story = "好力保镇巴岱村" + "我家房子塌了没有钱".repeat(20_000);
        RoutingDecision decision = assertTimeoutPreemptively(
                ONCE, () -> INSTALLATIONS.get(0).router().decide(Evidence.NONE.withAddressText(story)));
        assertThat(decision.ownerUnit()).isEqualTo("152223107208");
    }

    @Provide
    Arbitrary<Installation> installations() {
        return Arbitraries.of(INSTALLATIONS);
    }

    @Provide
    Arbitrary<Evidence> evidence() {
        return AnyEvidence.evidence();
    }

    @Provide
    Arbitrary<String> longTexts() {
        return AnyEvidence.longTexts();
    }
}
