package org.fangpin110.platform.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsLengthTest {
    private static final String SIGNATURE = "【某旗农牧局】";

    @ParameterizedTest
    @CsvSource({"0, 1", "63, 1", "64, 2", "127, 2", "128, 3", "493, 8"})
    void theSignatureCounts(int body, int segments) {
        assertThat(SmsLength.segments(SIGNATURE + "字".repeat(body))).isEqualTo(segments);
    }

    @Test
    void aRareNameCharacterCountsTwo() {
        assertThat(SmsLength.segments("𠮷".repeat(35))).isEqualTo(1);
        assertThat(SmsLength.segments("𠮷".repeat(36))).isEqualTo(2);
    }

    @Test
    void phoneAndTextDoNotShow() {
        SmsMessage message =
                new SmsMessage(UUID.randomUUID(), "+8613800138000", "accepted", Map.of("no", "X1"), "您的申报", "");

        assertThat(message.toString()).doesNotContain("13800138000", "X1", "申报");
        assertThat(new SmsFailure(SmsFailure.Kind.REJECTED, "isv.X")).hasMessage("REJECTED isv.X");
    }
}
