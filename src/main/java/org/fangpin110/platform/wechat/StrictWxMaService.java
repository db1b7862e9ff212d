package org.fangpin110.platform.wechat;

import cn.binarywang.wx.miniapp.api.impl.WxMaServiceOkHttpImpl;
import cn.binarywang.wx.miniapp.config.impl.WxMaDefaultConfigImpl;
import java.io.IOException;
import java.time.Duration;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.error.WxRuntimeException;
import okhttp3.OkHttpClient;

/** WxJava on an HTTP client of ours: it would else build one without a limit on the whole call. */
final class StrictWxMaService extends WxMaServiceOkHttpImpl {
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final OkHttpClient http;
    private volatile long pauseUntil = System.nanoTime();

    StrictWxMaService(WechatSettings settings, OkHttpClient http) {
        this.http = http;
        WxMaDefaultConfigImpl config = new WxMaDefaultConfigImpl();
        config.setAppid(settings.appId());
        config.setSecret(settings.secret());
        config.setToken(settings.token());
        config.setAesKey(settings.aesKey());
        config.setMsgDataFormat("JSON");
        config.setApiHostUrl(settings.apiHost());
        config.useStableAccessToken(true); // several nodes share one token; a plain one would end the others'
        setWxMaConfig(config);
        setMaxRetryTimes(1); // 0 would cost every error its text, the default sleeps 31 s
        setRetrySleepMillis(200);
    }

    /** The shared client of WxJava is not wanted. */
    @Override
    public void initHttp() {}

    @Override
    public OkHttpClient getRequestHttpClient() {
        return http;
    }

    /** Called one at a time. When it times out, those who wait for it fail with it instead of trying one after the other. */
    @Override
    protected String doGetStableAccessTokenRequest(boolean forceRefresh) throws IOException {
        if (System.nanoTime() - pauseUntil < 0) {
            throw new IOException("the token request failed a moment ago");
        }
        try {
            return super.doGetStableAccessTokenRequest(forceRefresh);
        } catch (IOException e) {
            pauseUntil = System.nanoTime() + PAUSE_NANOS;
            throw e;
        }
    }

    /** Without a token nothing was sent, so whatever is wrong with this answer is a plain network failure. */
    @Override
    protected String extractAccessToken(String answer) throws WxErrorException {
        String token;
        try {
            token = super.extractAccessToken(answer);
        } catch (RuntimeException e) {
            throw new WxRuntimeException(new IOException("unreadable token answer"));
        }
        if (token == null) {
            throw new WxRuntimeException(new IOException("token answer without token"));
        }
        return token;
    }
}
