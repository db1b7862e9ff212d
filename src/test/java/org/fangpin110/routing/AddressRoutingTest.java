package org.fangpin110.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.fangpin110.unit.Units;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses as people write them, with nothing else known. Each method is a rule, each line a way to meet it. */
class AddressRoutingTest {
    private static final Router ROUTER = new Router(Units.shipped(), Set.of("152223000000"));

    @ParameterizedTest
    @CsvSource({
        "内蒙古自治区兴安盟扎赉特旗好力保镇巴岱村委会,152223107208",
        "巴岱村好力保镇,152223107208",
        "好力保 巴岱,152223107208",
        "俺家住在好力保镇那边的巴岱村第三组,152223107208",
        "扎赉特旗好力保镇巴 岱村３组,152223107208",
        "紮賚特旗好力保鎮巴岱村,152223107208",
        "内蒙古自治区，兴安盟，扎赉特旗；好力保镇（巴岱村）,152223107208",
        "好力保公社巴岱大队五队,152223107208",
        "好力保乡巴岱嘎查,152223107208",
        "户籍地址：扎赉特旗好力保镇巴岱村12号,152223107208",
        "好力保镇巴岱村委会对面小卖店,152223107208",
        "图牧吉镇图牧吉嘎查,152223106202",
        "新林镇新林村,152223101200",
        "宝力根花苏木胡尔勒宝力高嘎查,152223202209",
        "音德尔镇巴彦扎拉嘎嘎查,152223100240",
        "种畜场白音化嘎查,152223404202",
        "音德尔镇白音花嘎查,152223100237"
    })
    void aTownshipAndAVillageInAnyOrderAndDress(String text, String village) {
        assertVillage(text, village);
    }

    @ParameterizedTest
    @CsvSource({
        "音得尔镇红旗嘎查,152223100209",
        "音德尔镇洪旗嘎查,152223100209",
        "扎赉特旗胡尔勒镇茫哈嘎查,152223103206",
        "奴文木仁乡三家子村,152223205209",
        "努文牧仁乡三家子村,152223205209",
        "巴彦高勒镇白彦高勒村,152223102200",
        "白音高勒镇二龙涛村,152223102202",
        "胡尔勒镇查干沐伦嘎查,152223103201",
        "巴彦乌兰苏木巴塔拉嘎查,152223201209",
        "巴达尔胡镇鸟都岱嘎查,152223105201",
        "好力保镇5道河子村,152223107217",
        "好力保镇五道道河子村,152223107217",
        "好力保镇五河道子村,152223107217"
    })
    void namesMistypedBySoundSpellingShapeAndSlip(String text, String village) {
        assertVillage(text, village);
    }

    @ParameterizedTest
    @CsvSource({"巴岱村,152223107208", "扎赉特旗巴岱村3组,152223107208", "我是模范屯村的,152223102213", "五道河子村,152223107217"})
    void aVillageAloneWhenNoOtherBearsTheName(String text, String village) {
        assertVillage(text, village);
    }

    @ParameterizedTest
    @CsvSource({"兴隆村", "扎赉特旗东风", "前进", "乌兰", "巴音套海嘎查", "白音花嘎查", "水田村二组", "小兴隆村"})
    void aVillageAloneThatSeveralBearGoesToTheDesk(String text) {
        assertDesk(text);
    }

    @ParameterizedTest
    @CsvSource({"扎赉特旗宝力根花苏木丰源村", "音德尔镇乌兰那布其台嘎查", "胡尔勒镇胡尔勒宝力高嘎查", "图牧吉镇水田村", "罕达罕镇丰源村"})
    void aVillageOutsideItsTownshipGoesToTheDesk(String text) {
        assertDesk(text);
    }

    @ParameterizedTest
    @CsvSource({
        "音德尔镇光明,152223100000",
        "巴彦高勒镇二龙山7组,152223102000",
        "新林镇,152223101000",
        "新林镇街里,152223101000",
        "新林镇东甸子,152223101000",
        "扎赉特旗音德尔镇王家窝棚,152223100000",
        "好力保,152223107000",
        "扎赉特旗好力保镇农村,152223107000",
        "八一牧场三队,152223405000",
        "巴达尔胡农场二分场,152223406000",
        "新林镇永远不存在村,152223101000"
    })
    void aTownshipWithoutASureVillageGoesToItsPool(String text, String township) {
        RoutingDecision decision = decide(text);
        assertThat(decision.destination()).as("%s", decision).isEqualTo(Destination.TOWNSHIP_POOL);
        assertThat(decision.ownerUnit()).isEqualTo(township);
    }

    @ParameterizedTest
    @CsvSource({"音德尔镇光明村,152223100205", "音德尔镇光明社区,152223100027", "巴彦高勒镇二龙山社区8社,152223102002", "巴彦高勒镇二龙山村,152223102223"})
    void communityAndVillageOfOneNameAreToldApartByTheirSuffix(String text, String village) {
        assertVillage(text, village);
    }

    @ParameterizedTest
    @CsvSource({
        "内蒙古通辽市奈曼旗治安镇苏都嘎查,150525000000",
        "突泉县突泉镇红卫村,152224000000",
        "科右前旗居力很镇前进村,152221000000",
        "扎鲁特旗东风村,150526000000",
        "通辽市扎旗前进村,150526000000",
        "黑龙江省齐齐哈尔市龙江县东风村,230221000000",
        "龙江县景星镇兴隆村,230221000000",
        "泰来县前进村,230224000000",
        "吉林省镇赉县建设村,220821000000",
        "扎兰屯市蘑菇气镇先锋村,150783000000",
        "扎兰屯蘑菇气镇先锋村,150783000000",
        "奈蔓旗前进村,150525000000",
        "乌兰浩特市乌兰哈达镇三合村,152201000000",
        "乌兰浩特乌兰哈达镇三合村,152201000000",
        "家在突泉县的永安村,152224000000"
    })
    void anotherCountyStopsLocalMatching(String text, String county) {
        RoutingDecision decision = decide(text);
        assertThat(decision.destination()).as("%s", decision).isEqualTo(Destination.TRANSFER_LIST);
        assertThat(decision.transferTarget()).contains(county);
        assertThat(decision.ownerUnit()).isEqualTo("152223000000");
    }

    @ParameterizedTest
    @CsvSource({
        "扎赉特旗音德尔镇东风村现住乌兰浩特市",
        "音德尔镇永安村，在突泉县打工",
        "蘑菇气镇先锋村",
        "某某县永安村",
        "我家",
        "见身份证",
        "asdf",
        "。。。",
        "扎赉特旗",
        "内蒙古自治区兴安盟"
    })
    void whatOnlyAPersonCanTellGoesToTheDesk(String text) {
        assertDesk(text);
    }

    @ParameterizedTest
    @CsvSource({
        "扎来特旗新林镇育林村,152223101204",
        "扎费特旗新林镇育林村,152223101204",
        "扎赉特县新林镇育林村,152223101204",
        "扎来特新林镇育林村,152223101204",
        "兴安盟扎旗新林镇育林村,152223101204",
        "呼伦贝尔市扎赉特旗新林镇育林村,152223101204",
        "吉林省扎赉特旗新林镇育林村,152223101204",
        "音德尔镇红旗嘎查,152223100209",
        "音德尔镇青山村,152223100229"
    })
    void ourBannerIsKnownInEverySpellingAndNotMistakenForAnother(String text, String village) {
        assertVillage(text, village);
    }

    @ParameterizedTest
    @CsvSource({
        "好力保镇不是腰山村，是巴岱村,152223107208",
        "好力保镇巴岱村，不是腰山村,152223107208",
        "好力保镇巴岱村（原腰山村）,152223107208",
        "好力保镇原来的腰山村现在并到巴岱村,152223107208",
        "好力保镇腰山村合并到巴岱村,152223107208",
        "我是好力保镇巴岱村的，在腰山村包地,152223107208",
        "户口在好力保镇巴岱村，现住音德尔镇红旗嘎查,152223107208",
        "现在住音德尔镇红旗嘎查，户口还在好力保镇巴岱村,152223107208"
    })
    void aPlaceDeniedFormerWorkedInOrOnlyLivedInIsSetAsideAndSaidSo(String text, String village) {
        assertVillage(text, village);
        assertThat(decide(text).reasons()).extracting(Reason::code).contains(ReasonCode.TEXT_OTHER_PLACE_SET_ASIDE);
    }

    @ParameterizedTest
    @CsvSource({"好力保镇巴岱村和腰山村中间", "好力保镇巴岱村腰山村", "好力保镇从腰山村搬到巴岱村", "好力保镇娘家腰山村，婆家巴岱村", "好力保镇不是巴岱村"})
    void twoHomesInOneSentenceAreForAPerson(String text) {
        RoutingDecision decision = decide(text);
        assertThat(decision.destination()).as("%s", decision).isEqualTo(Destination.TOWNSHIP_POOL);
        assertThat(decision.ownerUnit()).isEqualTo("152223107000");
    }

    @ParameterizedTest
    @CsvSource({
        "hao力保镇巴岱村,152223107208",
        "好力保镇ba岱村,152223107208",
        "音德尔镇红旗噶查,152223100209",
        "宝力根花苏目胡尔勒宝力高嘎查,152223202209",
        "兴安扎赉特旗好力保镇巴岱村,152223107208"
    })
    void slipsOfTheInputMethodAreRead(String text, String village) {
        assertVillage(text, village);
    }

    private static RoutingDecision decide(String text) {
        return ROUTER.decide(Evidence.NONE.withAddressText(text));
    }

    private static void assertVillage(String text, String village) {
        RoutingDecision decision = decide(text);
        assertThat(decision.destination()).as("%s", decision).isEqualTo(Destination.VILLAGE);
        assertThat(decision.ownerUnit()).isEqualTo(village);
    }

    private static void assertDesk(String text) {
        RoutingDecision decision = decide(text);
        assertThat(decision.destination()).as("%s", decision).isEqualTo(Destination.BANNER_DESK);
        assertThat(decision.ownerUnit()).isEqualTo("152223000000");
    }
}
