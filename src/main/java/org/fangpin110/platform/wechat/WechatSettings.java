package org.fangpin110.platform.wechat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How to reach WeChat.
 *
 * @param token what signs pushed events, set in the WeChat console
 * @param aesKey what encrypts pushed events: 43 characters
 * @param originalId the mini-program's gh_… id
 * @param apiHost another host in place of {@code https://api.weixin.qq.com}, no trailing slash; null is the real WeChat
 * @param miniprogramState which version a tapped message opens: developer, trial or formal
 * @param workers threads that call WeChat
 * @param maxWaiting calls that may wait for a thread; one more is refused at once
 * @param callTimeout the longest one request may take in all
 */
public record WechatSettings(
        String appId,
        String secret,
        String token,
        String aesKey,
        String originalId,
        String apiHost,
        String miniprogramState,
        int workers,
        int maxWaiting,
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout) {

    private static final Set<String> STATES = Set.of("developer", "trial", "formal");
    private static final Pattern APP_ID = Pattern.compile("wx(?!0{8})[0-9a-f]{16}");
    private static final Pattern SECRET = Pattern.compile("(?!(.)\\1{31})[0-9a-f]{32}");
    private static final Pattern AES_KEY = Pattern.compile("[0-9A-Za-z]{43}");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\..*|\\[?::1]?|0\\.0\\.0\\.0", Pattern.CASE_INSENSITIVE);

    /** All that is wrong with these settings, each naming its key; empty when they will do. */
    public List<String> faults(boolean production) {
        List<String> faults = new ArrayList<>();
        if (workers < 1) {
            faults.add("wechat.workers must be at least 1");
        }
        if (maxWaiting < 0) {
            faults.add("wechat.max-waiting must not be negative");
        }
        Map.of(
                        "connect-timeout", connectTimeout,
                        "read-timeout", readTimeout,
                        "call-timeout", callTimeout)
                .forEach((key, value) -> {
                    if (value.isNegative() || value.isZero()) {
                        faults.add("wechat." + key + " must be longer than nothing");
                    }
                });
        if (!STATES.contains(miniprogramState)) {
            faults.add("wechat.miniprogram-state must be developer, trial or formal");
        }
        if (production) {
            faults.addAll(productionFaults());
        }
        return List.copyOf(faults);
    }

    private List<String> productionFaults() {
        List<String> faults = new ArrayList<>();
        if (!matches(APP_ID, appId)) {
            faults.add("wechat.app-id is missing or a placeholder");
        }
        if (!matches(SECRET, secret)) {
            faults.add("wechat.secret is missing or a placeholder");
        }
        if (token == null || token.isBlank()) {
            faults.add("wechat.token is missing");
        }
        if (!matches(AES_KEY, aesKey)) {
            faults.add("wechat.aes-key must be the 43 characters of the WeChat console");
        }
        if (originalId == null || !originalId.startsWith("gh_")) {
            faults.add("wechat.original-id must be the gh_ id of the mini-program");
        }
        if (apiHost != null && !trusted(apiHost)) {
            faults.add("wechat.api-host must be https and no sandbox on this machine");
        }
        return faults;
    }

    private static boolean matches(Pattern pattern, String value) {
        return value != null && pattern.matcher(value).matches();
    }

    private static boolean trusted(String apiHost) {
        try {
            URI uri = URI.create(apiHost);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && !LOOPBACK.matcher(uri.getHost()).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Without secret, token and key. */
    @Override
    public String toString() {
        return "WechatSettings[appId=" + appId + ", apiHost=" + apiHost + ", miniprogramState=" + miniprogramState
                + ", workers=" + workers + ", maxWaiting=" + maxWaiting + "]";
    }
}
