package org.fangpin110.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.fangpin110.routing.KnownHousehold.Basis;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.Test;

/** 人户分离: registered in one village of 好力保镇, living in another. */
class SplitResidenceTest {
    private static final String HUKOU = "152223107201";
    private static final String RESIDENCE = "152223107208";
    private static final Evidence LIVES_IN_BADAI = Evidence.NONE.withAddressText("好力保镇巴岱村");
    private static final Evidence SPLIT = LIVES_IN_BADAI.withKnownHousehold(new KnownHousehold(HUKOU, Basis.REGISTRY));

    private static final Router RESIDENCE_DECIDES = router(SplitResidence.RESIDENCE_DECIDES);
    private static final Router HUKOU_DECIDES = router(SplitResidence.HUKOU_DECIDES);

    private static Router router(SplitResidence policy) {
        return new Router(Units.shipped(), Set.of("152223000000"), PositionIndex.EMPTY, policy);
    }

    @Test
    void whereTheResidenceDecidesTheHukouVillageHelps() {
        for (Evidence evidence : List.of(SPLIT, SPLIT.withUrgency(), scanned())) {
            RoutingDecision decision = RESIDENCE_DECIDES.decide(evidence);

            assertThat(decision.destination()).isEqualTo(Destination.VILLAGE);
            assertThat(decision.ownerUnit()).isEqualTo(RESIDENCE);
            assertThat(decision.helperUnit()).contains(HUKOU);
            assertThat(decision.reasons()).contains(Reason.of(ReasonCode.SPLIT_RESIDENCE_DECIDES, HUKOU, RESIDENCE));
        }
    }

    @Test
    void whereTheHukouVillageDecidesTheResidenceHelps() {
        for (Evidence evidence : List.of(SPLIT, scanned())) {
            RoutingDecision decision = HUKOU_DECIDES.decide(evidence);

            assertThat(decision.destination()).isEqualTo(Destination.VILLAGE);
            assertThat(decision.ownerUnit()).isEqualTo(HUKOU);
            assertThat(decision.helperUnit()).contains(RESIDENCE);
            assertThat(decision.reasons()).contains(Reason.of(ReasonCode.SPLIT_HUKOU_DECIDES, HUKOU, RESIDENCE));
        }
    }

    @Test
    void urgentHelpStaysWithTheResidenceWhoeverDecides() {
        RoutingDecision decision = HUKOU_DECIDES.decide(SPLIT.withUrgency());

        assertThat(decision.ownerUnit()).isEqualTo(RESIDENCE);
        assertThat(decision.helperUnit()).contains(HUKOU);
        assertThat(decision.reasons()).contains(Reason.of(ReasonCode.SPLIT_URGENT, HUKOU, RESIDENCE));
    }

    @Test
    void oneVillageNeedsNoHelper() {
        for (Router router : List.of(RESIDENCE_DECIDES, HUKOU_DECIDES)) {
            for (Evidence evidence : List.of(
                    LIVES_IN_BADAI,
                    LIVES_IN_BADAI.withKnownHousehold(new KnownHousehold(RESIDENCE, Basis.REGISTRY)),
                    LIVES_IN_BADAI.withKnownHousehold(new KnownHousehold(HUKOU, Basis.EARLIER_CASE)),
                    LIVES_IN_BADAI.withKnownHousehold(new KnownHousehold("152223405598", Basis.REGISTRY)),
                    LIVES_IN_BADAI.withKnownHousehold(new KnownHousehold("152224100200", Basis.REGISTRY)),
                    LIVES_IN_BADAI.withKnownHousehold(new KnownHousehold("", Basis.REGISTRY)))) {
                RoutingDecision decision = router.decide(evidence);

                assertThat(decision.ownerUnit()).isEqualTo(RESIDENCE);
                assertThat(decision.helperUnit()).isEmpty();
            }
        }
    }

    @Test
    void aReportThatNamesNoVillageGoesWhereTheHouseholdIsRegistered() {
        for (Router router : List.of(RESIDENCE_DECIDES, HUKOU_DECIDES)) {
            RoutingDecision decision = router.decide(SPLIT.withAddressText("好力保镇"));

            assertThat(decision.ownerUnit()).isEqualTo(HUKOU);
            assertThat(decision.helperUnit()).isEmpty();
        }
    }

    private static Evidence scanned() {
        return Evidence.NONE.withScannedCode(RESIDENCE).withKnownHousehold(new KnownHousehold(HUKOU, Basis.REGISTRY));
    }
}
