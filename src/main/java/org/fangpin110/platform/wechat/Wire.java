package org.fangpin110.platform.wechat;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Sits where a request meets its connection. What fails before this point never left; what fails inside may have arrived.
 *
 * <p>OkHttp sends a request again when a kept connection breaks, a POST too. It does not for a {@link ProtocolException}, so both
 * failures here are that; trying the next address when connecting fails stays on.
 */
final class Wire implements Interceptor {
    /** The request left and no whole answer came. */
    static final class AnswerLost extends ProtocolException {
        AnswerLost(IOException cause) {
            super("no answer");
            initCause(cause);
        }
    }

    /** An HTTP error. WxJava reads its body all the same and would call a 500 with a JSON body a success. */
    static final class BadStatus extends ProtocolException {
        private final int code;

        BadStatus(int code) {
            super("HTTP " + code);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /** The JDK's certificates and host names, a limit on each phase and on the whole. */
    static OkHttpClient client(WechatSettings settings) {
        return new OkHttpClient.Builder()
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .callTimeout(settings.callTimeout())
                .followRedirects(false)
                // in HTTP/2 a refused stream looks like a lost answer
                .protocols(List.of(Protocol.HTTP_1_1))
                .addNetworkInterceptor(new Wire())
                .build();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        try {
            Response whole = whole(chain.proceed(request));
            if (!whole.isSuccessful()) {
                throw new BadStatus(whole.code());
            }
            return whole;
        } catch (BadStatus e) {
            throw e;
        } catch (IOException e) {
            throw asksForToken(request) ? e : new AnswerLost(e);
        }
    }

    /** Reads the body here, so that an answer cut in the middle counts as lost. */
    private static Response whole(Response response) throws IOException {
        ResponseBody body = response.body();
        return response.newBuilder()
                .body(ResponseBody.create(body.bytes(), body.contentType()))
                .build();
    }

    /** A lost token does no harm: nothing was asked for yet. */
    private static boolean asksForToken(Request request) {
        return request.url().encodedPath().endsWith("token");
    }
}
