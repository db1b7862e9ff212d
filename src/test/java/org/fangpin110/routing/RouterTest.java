package org.fangpin110.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fangpin110.routing.KnownHousehold.Basis;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitKind;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.UnitTableVersion;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.Test;

/** What each kind of evidence may do, alone and against the others. */
class RouterTest {
    private static final String BANNER = "152223000000";
    private static final String HAOLIBAO = "152223107000";
    private static final String BADAI = "152223107208";
    private static final String YAOSHAN = "152223107209";
    private static final Router ROUTER = new Router(Units.shipped(), Set.of(BANNER));

    // ---- scanned codes

    @Test
    void aScannedVillageStandsWithAVagueText() {
        assertVillage(Evidence.NONE.withScannedCode(BADAI).withAddressText("7组"), BADAI);
        assertVillage(Evidence.NONE.withScannedCode(BADAI).withAddressText("好力保镇"), BADAI);
        assertVillage(Evidence.NONE.withScannedCode(" " + BADAI + "\n"), BADAI);
    }

    @Test
    void scanAndTextAgreeingAreSurerThanEither() {
        double alone = ROUTER.decide(Evidence.NONE.withScannedCode(BADAI)).confidence();
        RoutingDecision both =
                ROUTER.decide(Evidence.NONE.withScannedCode(BADAI).withAddressText("好力保镇巴岱村"));
        assertThat(both.ownerUnit()).isEqualTo(BADAI);
        assertThat(both.confidence()).isGreaterThan(alone);
    }

    @Test
    void aScanAgainstAClearTextGoesToTheDeskWithBothCandidates() {
        RoutingDecision decision =
                ROUTER.decide(Evidence.NONE.withScannedCode("152223100201").withAddressText("好力保镇巴岱村"));
        assertDesk(decision, ReasonCode.SCAN_TEXT_CONFLICT);
        assertThat(decision.candidates()).extracting(Candidate::unitCode).contains("152223100201", BADAI);
    }

    @Test
    void aScanAgainstAnotherTownshipGoesToTheDesk() {
        assertDesk(
                ROUTER.decide(Evidence.NONE.withScannedCode(BADAI).withAddressText("新林镇")),
                ReasonCode.SCAN_TEXT_CONFLICT);
    }

    @Test
    void aBrokenScanIsToldAndNotUsed() {
        for (String broken : List.of("null", "15222310720", "1522231072080", "152223107999", "<script>")) {
            RoutingDecision decision =
                    ROUTER.decide(Evidence.NONE.withScannedCode(broken).withAddressText("好力保镇巴岱村"));
            assertThat(decision.ownerUnit()).isEqualTo(BADAI);
            assertThat(codes(decision)).containsAnyOf(ReasonCode.SCAN_CODE_UNREADABLE, ReasonCode.SCAN_CODE_UNKNOWN);
        }
    }

    @Test
    void aScanOfATownshipNarrowsTheText() {
        assertPool(Evidence.NONE.withScannedCode(HAOLIBAO), HAOLIBAO);
        assertVillage(Evidence.NONE.withScannedCode("152223101000").withAddressText("东风村"), "152223101214");
    }

    @Test
    void aCodeOfAnotherCountyIsTransferred() {
        RoutingDecision decision = ROUTER.decide(Evidence.NONE.withScannedCode("150783103262"));
        assertThat(decision.destination()).isEqualTo(Destination.TRANSFER_LIST);
        assertThat(decision.transferTarget()).contains("150783000000");
        assertThat(decision.ownerUnit()).isEqualTo(BANNER);
    }

    // ---- the unit chosen in the form

    @Test
    void theChosenVillageIsTheUsualWay() {
        assertVillage(Evidence.NONE.withChosenUnit(BADAI), BADAI);
        assertVillage(Evidence.NONE.withChosenUnit(BADAI).withAddressText("五组 张三家"), BADAI);
    }

    @Test
    void aChosenTownshipIsAPoolUnlessTheTextNamesTheVillage() {
        assertPool(Evidence.NONE.withChosenUnit(HAOLIBAO).withVillageUnknown(), HAOLIBAO);
        assertVillage(
                Evidence.NONE.withChosenUnit(HAOLIBAO).withVillageUnknown().withAddressText("巴岱"), BADAI);
        assertVillage(Evidence.NONE.withChosenUnit("152223101000").withAddressText("东风村二组"), "152223101214");
    }

    @Test
    void aChoiceAgainstTheTextGoesToTheDesk() {
        assertDesk(
                ROUTER.decide(Evidence.NONE.withChosenUnit(YAOSHAN).withAddressText("好力保镇巴岱村")),
                ReasonCode.CHOICE_TEXT_CONFLICT);
        assertDesk(
                ROUTER.decide(Evidence.NONE.withChosenUnit("152223101000").withAddressText("好力保镇巴岱村")),
                ReasonCode.CHOICE_TEXT_CONFLICT);
        assertDesk(
                ROUTER.decide(Evidence.NONE.withChosenUnit(BADAI).withAddressText("突泉县突泉镇红卫村")),
                ReasonCode.CHOICE_TEXT_CONFLICT);
    }

    @Test
    void aChoiceAgainstTheScanGoesToTheDesk() {
        assertDesk(
                ROUTER.decide(Evidence.NONE.withChosenUnit(BADAI).withScannedCode(YAOSHAN)),
                ReasonCode.SCAN_CHOICE_CONFLICT);
        assertVillage(Evidence.NONE.withChosenUnit(HAOLIBAO).withScannedCode(BADAI), BADAI);
    }

    @Test
    void theProvinceOrLeagueChosenSaysNoMoreThanNothing() {
        assertDesk(ROUTER.decide(Evidence.NONE.withChosenUnit("152200000000")), ReasonCode.TOWNSHIP_MISSING);
        assertVillage(Evidence.NONE.withChosenUnit("150000000000").withAddressText("好力保镇巴岱村"), BADAI);
    }

    @Test
    void theLeagueChosenHidesNoOtherCounty() {
        Evidence text = Evidence.NONE
                .withAddressText("突泉县突泉镇红卫村")
                .withKnownHousehold(new KnownHousehold(BADAI, Basis.REGISTRY));
        assertThat(ROUTER.decide(text.withChosenUnit("152200000000")).destination())
                .isEqualTo(Destination.TRANSFER_LIST);
    }

    @Test
    void theLeagueOfAnyServedBannerMayBeChosenAndOnlyAnotherLeagueContradicts() {
        Router two = new Router(Units.shipped(), Set.of("150422000000", BANNER)); // of two leagues
        Evidence text = Evidence.NONE.withAddressText("扎赉特旗好力保镇巴岱村");
        assertVillage(two, text.withChosenUnit("152200000000"), BADAI);
        assertThat(codes(two.decide(text.withChosenUnit("150400000000")))).contains(ReasonCode.CHOICE_TEXT_CONFLICT);
    }

    // ---- units that changed or cannot own a queue

    @Test
    void aRetiredCodeIsFollowedAndSaidSo() {
        UnitTable.Builder builder = UnitTable.builder();
        LocalDate day = LocalDate.of(2024, 1, 1);
        Units.shippedUnits().units().forEach(builder::add);
        builder.add(new Unit(
                "152223107299", 5, "旧村", "旧村", HAOLIBAO, UnitKind.VILLAGE, true, day, day.plusDays(1), BADAI, ""));
        Router router = new Router(builder.build(new UnitTableVersion(7, "", "", 0)), Set.of(BANNER));
        RoutingDecision decision = router.decide(Evidence.NONE.withChosenUnit("152223107299"));
        assertThat(decision.ownerUnit()).isEqualTo(BADAI);
        assertThat(codes(decision)).contains(ReasonCode.CODE_RETIRED);
        assertThat(decision.unitTableVersion()).isEqualTo(7);
    }

    @Test
    void aVirtualUnitGoesToItsFarmAndAPrisonToTheDesk() {
        assertPool(Evidence.NONE.withChosenUnit("152223405598"), "152223405000");
        assertDesk(ROUTER.decide(Evidence.NONE.withChosenUnit("152223401001")), ReasonCode.UNIT_NOT_ROUTABLE);
        assertDesk(ROUTER.decide(Evidence.NONE.withChosenUnit("152223400000")), ReasonCode.UNIT_NOT_ROUTABLE);
    }

    // ---- the household's known village

    @Test
    void theRegistrySettlesWhatTheTextLeavesOpen() {
        KnownHousehold known = new KnownHousehold(BADAI, Basis.REGISTRY);
        for (String text : List.of("", "扎赉特旗", "好力保镇", "我家")) {
            assertVillage(Evidence.NONE.withAddressText(text).withKnownHousehold(known), BADAI);
        }
        assertVillage(
                Evidence.NONE
                        .withAddressText("东风村")
                        .withKnownHousehold(new KnownHousehold("152223101214", Basis.REGISTRY)),
                "152223101214");
    }

    @Test
    void theRegistryNeverOverridesAClearText() {
        KnownHousehold known = new KnownHousehold(YAOSHAN, Basis.REGISTRY);
        assertVillage(Evidence.NONE.withAddressText("好力保镇巴岱村").withKnownHousehold(known), BADAI);
        RoutingDecision open =
                ROUTER.decide(Evidence.NONE.withAddressText("新林镇").withKnownHousehold(known));
        assertThat(open.destination()).isEqualTo(Destination.TOWNSHIP_POOL);
        assertThat(codes(open)).contains(ReasonCode.HOUSEHOLD_ELSEWHERE);
    }

    @Test
    void anEarlierVillageThatIsNoneOfThoseNamedGoesToAPersonWithAllOfThemRanked() {
        RoutingDecision decision = ROUTER.decide(
                Evidence.NONE.withAddressText("东风村").withKnownHousehold(new KnownHousehold(BADAI, Basis.EARLIER_CASE)));
        assertDesk(decision, ReasonCode.HOUSEHOLD_ELSEWHERE);
        assertThat(decision.candidates()).extracting(Candidate::unitCode).contains("152223101214", BADAI);
        assertThat(decision.candidates())
                .isSortedAccordingTo((left, right) -> Double.compare(right.score(), left.score()));
    }

    @Test
    void severalBannersServedNeedTheBannerForABareName() {
        Router both = new Router(Units.shipped(), Set.of(BANNER, "152224000000"));
        assertThat(both.decide(Evidence.NONE.withAddressText("巴岱村")).destination())
                .isEqualTo(Destination.BANNER_DESK);
        assertVillage(both, Evidence.NONE.withAddressText("扎赉特旗巴岱村"), BADAI);
        assertVillage(both, Evidence.NONE.withAddressText("好力保镇巴岱村"), BADAI);
    }

    @Test
    void theRegistryIsSurerThanAnEarlierCase() {
        Evidence nothing = Evidence.NONE.withAddressText("我家");
        assertThat(ROUTER.decide(nothing.withKnownHousehold(new KnownHousehold(BADAI, Basis.REGISTRY)))
                        .confidence())
                .isGreaterThan(ROUTER.decide(nothing.withKnownHousehold(new KnownHousehold(BADAI, Basis.EARLIER_CASE)))
                        .confidence());
    }

    // ---- the position

    @Test
    void aPositionBreaksATieAndStandsAloneButNeverContradicts() {
        Router surveyed = new Router(
                Units.shipped(),
                Set.of(BANNER),
                new PositionIndex(List.of(
                        new PositionIndex.Point("152223100202", 122.9, 46.7),
                        new PositionIndex.Point("152223101214", 122.4, 46.9),
                        new PositionIndex.Point(BADAI, 123.3, 46.6))));
        Position atXinlin = new Position(122.403, 46.901, 50, Position.Datum.WGS84);
        assertVillage(surveyed, Evidence.NONE.withAddressText("东风村").withPosition(atXinlin), "152223101214");
        assertVillage(surveyed, Evidence.NONE.withAddressText("我家").withPosition(atXinlin), "152223101214");
        assertVillage(surveyed, Evidence.NONE.withAddressText("好力保镇巴岱村").withPosition(atXinlin), BADAI);
        Position atHospital = new Position(122.07, 46.08, 50, Position.Datum.GCJ02);
        assertDesk(
                surveyed.decide(Evidence.NONE.withAddressText("我家").withPosition(atHospital)),
                ReasonCode.POSITION_UNCLEAR);
        Position nowhere = new Position(Double.NaN, 1e300, Double.NaN, Position.Datum.GCJ02);
        assertDesk(surveyed.decide(Evidence.NONE.withPosition(nowhere)), ReasonCode.POSITION_UNCLEAR);
    }

    @Test
    void theOffsetOfChineseMapsIsUndone() {
        double[] back = Gcj02.toWgs84(Gcj02.toGcj02(122.9, 46.7)[0], Gcj02.toGcj02(122.9, 46.7)[1]);
        assertThat(back[0]).isCloseTo(122.9, org.assertj.core.api.Assertions.within(1e-5));
        assertThat(back[1]).isCloseTo(46.7, org.assertj.core.api.Assertions.within(1e-5));
    }

    // ---- what is served

    @Test
    void aRegionWideInstallationAsksTheBannerFirst() {
        Router region = new Router(Units.shipped(), Set.of("150000000000"));
        assertVillage(region, Evidence.NONE.withAddressText("扎赉特旗好力保镇巴岱村"), BADAI);
        assertVillage(region, Evidence.NONE.withAddressText("突泉县学田乡胜利村"), "152224200212");
        RoutingDecision open = region.decide(Evidence.NONE.withAddressText("东风村"));
        assertThat(open.destination()).isEqualTo(Destination.BANNER_DESK);
        assertThat(open.ownerUnit()).isEqualTo("150000000000");
        RoutingDecision desk = region.decide(Evidence.NONE.withAddressText("突泉县"));
        assertThat(desk.ownerUnit()).isEqualTo("152224000000");
        RoutingDecision outside = region.decide(Evidence.NONE.withAddressText("龙江县景星镇兴隆村"));
        assertThat(outside.destination()).isEqualTo(Destination.TRANSFER_LIST);
    }

    @Test
    void severalBannersAreServedWithoutAnyChange() {
        Router two = new Router(Units.shipped(), Set.of(BANNER, "152224000000"));
        assertVillage(two, Evidence.NONE.withAddressText("好力保镇巴岱村"), BADAI);
        assertVillage(two, Evidence.NONE.withAddressText("突泉县学田乡胜利村"), "152224200212");
        assertThat(two.decide(Evidence.NONE.withAddressText("扎兰屯市蘑菇气镇先锋村")).destination())
                .isEqualTo(Destination.TRANSFER_LIST);
    }

    @Test
    void aTownshipCannotBeServedAlone() {
        assertThatThrownBy(() -> new Router(Units.shipped(), Set.of(HAOLIBAO)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Router(Units.shipped(), Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addressesNeverReachALog() {
        assertThat(Evidence.NONE.withAddressText("好力保镇巴岱村").toString()).doesNotContain("巴岱");
    }

    private static List<ReasonCode> codes(RoutingDecision decision) {
        return decision.reasons().stream().map(Reason::code).toList();
    }

    private static void assertVillage(Evidence evidence, String village) {
        assertVillage(ROUTER, evidence, village);
    }

    private static void assertVillage(Router router, Evidence evidence, String village) {
        RoutingDecision decision = router.decide(evidence);
        assertThat(decision.destination()).as("%s", decision).isEqualTo(Destination.VILLAGE);
        assertThat(decision.ownerUnit()).isEqualTo(village);
        assertThat(decision.transferTarget()).isEqualTo(Optional.empty());
    }

    private static void assertPool(Evidence evidence, String township) {
        RoutingDecision decision = ROUTER.decide(evidence);
        assertThat(decision.destination()).as("%s", decision).isEqualTo(Destination.TOWNSHIP_POOL);
        assertThat(decision.ownerUnit()).isEqualTo(township);
    }

    private static void assertDesk(RoutingDecision decision, ReasonCode reason) {
        assertThat(decision.destination()).as("%s", decision).isEqualTo(Destination.BANNER_DESK);
        assertThat(decision.ownerUnit()).isEqualTo(BANNER);
        assertThat(codes(decision)).contains(reason);
    }
}
