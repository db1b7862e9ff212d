package org.fangpin110.platform.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WechatSettingsTest {
    private static final String APP_ID = "wx1a2b3c4d5e6f7081";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"https://api.weixin.qq.com", "https://wechat.proxy.example.gov.cn"})
    void realSettingsWillDoInProduction(String apiHost) {
        assertThat(settings(APP_ID, SECRET, apiHost).faults(true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.weixin.qq.com",
                "http://127.0.0.1:9701",
                "https://127.0.0.1:9701",
                "https://localhost",
                "https://[::1]:1",
                "nonsense",
                "https://"
            })
    void productionRefusesHostsThatAreNotWeChat(String apiHost) {
        assertThat(settings(APP_ID, SECRET, apiHost).faults(true)).hasSize(1);
        assertThat(settings(APP_ID, SECRET, apiHost).faults(false)).isEmpty();
    }

    @Test
    void productionRefusesPlaceholders() {
        assertThat(settings("wx00000000000de110", "sandbox-secret", null).faults(true))
                .containsExactly(
                        "wechat.app-id is missing or a placeholder", "wechat.secret is missing or a placeholder");
        assertThat(settings(null, "0".repeat(32), null).faults(true)).hasSize(2);
    }

    @Test
    void secretsDoNotShow() {
        assertThat(settings(APP_ID, SECRET, null).toString()).doesNotContain(SECRET, KEY, "push-token");
        assertThat(new WechatSession("oABC", "key", null).toString()).doesNotContain("oABC", "key");
        assertThat(RecordedExchangesIT.accepted().toString()).doesNotContain("oABC", "自主申报");
    }

    @Test
    void impossibleNumbersAreFaultsAnywhere() {
        WechatSettings settings = new WechatSettings(
                APP_ID, SECRET, "t", KEY, "gh_1", null, "beta", 0, -1, Duration.ZERO, Duration.ZERO, Duration.ZERO);

        assertThat(settings.faults(false)).hasSize(6);
    }

    private static WechatSettings settings(String appId, String secret, String apiHost) {
        return new WechatSettings(
                appId,
                secret,
                "push-token",
                KEY,
                "gh_0123456789ab",
                apiHost,
                "formal",
                8,
                200,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(8));
    }
}
