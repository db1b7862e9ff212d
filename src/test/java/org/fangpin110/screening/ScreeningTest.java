package org.fangpin110.screening;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreeningTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "病了",
                "没钱",
                "房塌了",
                "救救我",
                "羊全死了😭",
                "家里没有吃的",
                "我被刷单兼职的骗子骗了三万，扫码进群以后钱就没了",
                "孩子上学要贷款，请联系13800138000",
                "wo jia fang zi ta le",
                "ᠲᠤᠰᠠᠯᠠᠮᠵᠢ ᠭᠤᠶᠤᠵᠤ ᠪᠠᠶᠢᠨ᠎ᠠ",
                "Помогите, дом сгорел",
                "<script>alert(1)</script> 房子漏雨",
                "求求你们求求你们救救孩子"
            })
    void troubleIsNeverHeld(String text) {
        Screening screening = screened(text);
        assertThat(screening.looksLikeGarbage()).isFalse();
        assertThat(screening.looksLikeSpam()).isFalse();
        assertThat(screening.held()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xcvb", "zxcvbnm", "呵呵呵呵呵", "222222", "测试", "TEST!", "嗯嗯嗯", "哒啦哒啦", "了吧了吧了吧", "sdfghj", "xkcdqw",
                "😂😂😂"
            })
    void noiseIsHeld(String text) {
        assertThat(screened(text).looksLikeGarbage()).isTrue();
        assertThat(screened(text).held()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "无抵押贷款当天到账，加VX：abc12345",
                "招代理，日结，加群 https://ad.example/1",
                "低保名额内部办理，咨询 13800138000",
                "棋牌返利 www.ad.example"
            })
    void advertisementsAreHeld(String text) {
        assertThat(screened(text).looksLikeSpam()).isTrue();
        assertThat(screened(text).held()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"救命救命救命救命", "没吃的没吃的没吃的没吃的", "不想活了，加微信：abc12345，贷款秒批", "扫码进群日结，我家断粮三天了 https://ad.example/1"})
    void aCryForHelpIsNeverHeldWhateverElseIsInIt(String text) {
        assertThat(screened(text).inDistress()).isTrue();
        assertThat(screened(text).held()).isFalse();
    }

    @Test
    void aLongTextThatSaysNothingNewIsHeld() {
        assertThat(screened("哈哈嘻嘿哈哈嘻嘻哈嘿哈嘻哈哈哈哈嘻嘻").signs()).contains(Sign.MONOTONOUS);
        assertThat(screened("哈哈嘻嘿哈哈嘻嘻哈嘿哈嘻哈哈哈哈嘻嘻").held()).isTrue();
    }

    @Test
    void theSameTextAgainAndAgainIsLookedAtUnlessFilingForOthersIsTheirDuty() {
        String text = "家里困难请求救助";
        assertThat(Screening.of(text, new Screening.Context(4, false)).held()).isFalse();
        assertThat(Screening.of(text, new Screening.Context(5, false)).held()).isTrue();
        assertThat(Screening.of(text, new Screening.Context(30, true)).held()).isFalse();
        assertThat(Screening.of("家里断粮了", new Screening.Context(30, false)).held())
                .isFalse();
    }

    @Test
    void onlyLettersAndDigitsMakeTwoTextsCopies() {
        assertThat(Screening.content("家里 困难！ABC")).isEqualTo(Screening.content("家里困难abc。"));
    }

    @Test
    void noTextIsNothingToHold() {
        assertThat(screened(null).held()).isFalse();
        assertThat(screened("").held()).isFalse();
    }

    private static Screening screened(String text) {
        return Screening.of(text, Screening.Context.NONE);
    }
}
