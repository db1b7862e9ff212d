package org.fangpin110.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadPlaceTest {
    private static final Router ROUTER = new Router(Units.shipped(), Set.of("152223000000"));

    @ParameterizedTest
    @CsvSource({
        "好力保镇柳条屯, 柳条屯",
        "扎赉特旗好力保镇柳条屯23号, 柳条屯",
        "我家在好力保镇的于家屯住, 于家屯",
        "好力保镇 哈日根艾里 第二组, 哈日根艾里",
        "好力保镇白音诺勒艾里东头大柳树旁, 白音诺勒艾里",
        "好力保镇巴岱村柳条屯, 柳条屯",
        "兴安盟扎赉特旗好力保镇後沟營子, 后沟营子",
        "好力保镇红日大队, 红日",
        "李屯, 李屯"
    })
    void theHamletAloneIsLeftOfAnAddress(String address, String place) {
        assertThat(ROUTER.unreadPlace(address, List.of())).contains(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "好力保镇巴岱村",
                "好力保镇巴岱村东屯",
                "好力保镇王秀兰家",
                "好力保镇找张三13800000001",
                "好力保镇 3组12号",
                "我们这边的房子去年夏天下大雨就塌了一面墙到现在也没有修好",
                "河北省张家口市康保县土城子镇柳条屯",
                ""
            })
    void whereNothingShortAndPlaceLikeIsLeftNothingIsLearned(String address) {
        assertThat(ROUTER.unreadPlace(address, List.of())).isEmpty();
    }

    @Test
    void aNameThatStandsInTheReportIsNotAPlace() {
        assertThat(ROUTER.unreadPlace("好力保镇王秀兰屯", List.of("王秀兰"))).isEmpty();
    }

    @Test
    void namesAlikeAreFoundByWritingAndBySound() {
        Unit village = Units.shipped().find("152223107208").orElseThrow();

        assertThat(ROUTER.alikeNames().of(village.shortName(), "152223000000"))
                .contains(new AlikeNames.Alike(village, true));
        assertThat(ROUTER.alikeNames().of("巴代", "152223000000")).contains(new AlikeNames.Alike(village, false));
        assertThat(Optional.of(ROUTER.alikeNames().of("柳条屯", "152223000000")).map(List::size))
                .hasValueSatisfying(count -> assertThat(count).isLessThan(4));
    }
}
