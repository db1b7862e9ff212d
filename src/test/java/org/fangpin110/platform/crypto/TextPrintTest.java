package org.fangpin110.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextPrintTest {
    private static final String TOLD = "老伴今年查出病来，在盟医院住了四十二天，报销完自己还花了两万多，家里就靠几十亩旱地。";
    private static final String OTHER = "房后着火把草垛和仓房烧了，羊也死了十几只，冬天没有草料，欠着信用社的贷款还不上。";

    private final TextPrint print = new TextPrint(MasterKey.random());

    @Test
    void aTextCopiedWithASlipIsNearAndAnotherTextIsFar() {
        assertThat(apart(TOLD, TOLD.replace("，", " ") + "！")).isZero();
        assertThat(apart(TOLD, TOLD.replace("四十二天", "四十三天"))).isLessThan(12);
        assertThat(apart(TOLD, OTHER)).isGreaterThan(16);
    }

    @Test
    void anotherKeyMakesAnotherPrint() {
        TextPrint other = new TextPrint(MasterKey.random());

        assertThat(Long.bitCount(print.of(TOLD).getAsLong() ^ other.of(TOLD).getAsLong()))
                .isGreaterThan(8);
    }

    @Test
    void aShortTextHasNone() {
        assertThat(print.of("没钱了")).isEmpty();
        assertThat(print.of("")).isEmpty();
        assertThat(print.of("。，！".repeat(99))).isEmpty();
    }

    private int apart(String one, String other) {
        return Long.bitCount(print.of(one).getAsLong() ^ print.of(other).getAsLong());
    }
}
