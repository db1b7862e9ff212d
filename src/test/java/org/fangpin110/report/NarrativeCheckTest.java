package org.fangpin110.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.fangpin110.report.NarrativeCheck.Fault;
import org.fangpin110.report.NarrativeCheck.Flag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NarrativeCheckTest {
    private final NarrativeCheck check = new NarrativeCheck(NarrativeCheck.FORM_LIMIT);

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n\t\u3000", "。", "……？！", "\u200b\ufeff"})
    void whatSaysNothingIsBlank(String text) {
        assertThat(check.fault(text)).contains(Fault.BLANK);
        assertThat(check.fault(null)).contains(Fault.BLANK);
    }

    @Test
    void theLimitCountsCharactersAsPeopleDo() {
        assertThat(check.fault("难".repeat(2_000))).isEmpty();
        assertThat(check.fault("😭".repeat(2_000))).isEmpty();
        assertThat(check.fault("难".repeat(2_001))).contains(Fault.TOO_LONG);
        assertThat(new NarrativeCheck(4_000).fault("难".repeat(2_001))).isEmpty();
    }

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
    void troubleIsNeverFlagged(String text) {
        assertThat(check.fault(text)).isEmpty();
        assertThat(check.flags(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xcvb", "zxcvbnm", "呵呵呵呵呵", "222222", "测试", "TEST!", "嗯嗯嗯", "哒啦哒啦", "了吧了吧了吧", "sdfghj", "xkcdqw",
                "😂😂😂"
            })
    void noiseIsFlaggedNotRefused(String text) {
        assertThat(check.fault(text)).isEmpty();
        assertThat(check.flags(text)).containsExactly(Flag.GARBAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "无抵押贷款当天到账，加VX：abc12345",
                "招代理，日结，加群 https://ad.example/1",
                "低保名额内部办理，咨询 13800138000",
                "棋牌返利 www.ad.example"
            })
    void advertisementsAreFlaggedNotRefused(String text) {
        assertThat(check.fault(text)).isEmpty();
        assertThat(check.flags(text)).contains(Flag.SPAM);
    }
}
