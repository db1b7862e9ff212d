package org.fangpin110.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.fangpin110.support.ManualClock;
import org.junit.jupiter.api.Test;

class ProgramCodesTest {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T04:00:00Z"));
    private final ProgramCodes codes = new ProgramCodes(clock);

    private static JsonObject request() {
        return new JsonObject()
                .put("scene", "v=152223107208Q")
                .put("page", "pages/report/report")
                .put("check_path", true)
                .put("env_version", "release")
                .put("width", 280);
    }

    private Object errcode(JsonObject request) {
        return ((JsonObject) codes.answer(request)).getInteger("errcode");
    }

    @Test
    void aGoodRequestGetsAJpeg() {
        assertThat(codes.answer(request()))
                .isInstanceOfSatisfying(
                        Buffer.class, picture -> assertThat(picture.getShort(0)).isEqualTo((short) 0xffd8));
    }

    @Test
    void badOnesGetWhatWechatAnswers() {
        assertThat(errcode(request().put("scene", ""))).isEqualTo(40169);
        assertThat(errcode(request().put("scene", "1".repeat(33)))).isEqualTo(40169);
        assertThat(errcode(request().put("scene", "v=巴岱"))).isEqualTo(40129);
        assertThat(errcode(request().put("page", "pages/nowhere"))).isEqualTo(41030);
        assertThat(errcode(request().put("page", "/pages/report/report"))).isEqualTo(41030);
        assertThat(errcode(request().put("page", "pages/report/report?a=1"))).isEqualTo(41030);
        assertThat(errcode(request().put("env_version", "formal"))).isEqualTo(40097);
        assertThat(codes.answer(request().put("page", "pages/nowhere").put("check_path", false)))
                .isInstanceOf(Buffer.class);
    }

    @Test
    void overTheRateItRefusesUntilTheNextMinute() {
        JsonObject cheap = request();
        for (int i = 0; i < ProgramCodes.A_MINUTE; i++) {
            codes.admit();
        }

        assertThat(errcode(cheap)).isEqualTo(45009);
        clock.advance(Duration.ofMinutes(1));
        assertThat(codes.answer(cheap)).isInstanceOf(Buffer.class);
    }
}
