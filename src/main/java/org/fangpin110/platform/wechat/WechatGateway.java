package org.fangpin110.platform.wechat;

import cn.binarywang.wx.miniapp.api.WxMaService;
import cn.binarywang.wx.miniapp.bean.WxMaJscode2SessionResult;
import cn.binarywang.wx.miniapp.bean.WxMaPhoneNumberInfo;
import cn.binarywang.wx.miniapp.bean.WxMaSubscribeMessage;
import cn.binarywang.wx.miniapp.bean.security.WxMaMsgSecCheckCheckRequest;
import cn.binarywang.wx.miniapp.bean.security.WxMaMsgSecCheckCheckResponse;
import cn.binarywang.wx.miniapp.constant.WxMaApiUrlConstants;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import me.chanjar.weixin.common.error.WxErrorException;
import okhttp3.OkHttpClient;
import org.fangpin110.platform.wechat.TextVerdict.Suggestion;
import org.fangpin110.platform.wechat.WechatFailure.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * WeChat for the rest of the house. One for the process; every method may be called from any thread, never blocks it, and fails
 * with a {@link WechatFailure} alone.
 */
public final class WechatGateway {
    private static final Logger LOG = LoggerFactory.getLogger(WechatGateway.class);
    /** WxJava pastes codes into a URL unescaped: anything else could add parameters to it. */
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z_-]{1,128}");

    private static final int CHECKED_CHARACTERS = 2500;
    private static final int SCENE_COMMENT = 2;
    private static final int LARGEST_PICTURE = 1024 * 1024;
    /** The same three states, as getwxacodeunlimit calls them. */
    private static final Map<String, String> VERSIONS =
            Map.of("developer", "develop", "trial", "trial", "formal", "release");

    private static final int NOT_SEEN_RECENTLY = 61010;

    private final String miniprogramState;
    private final long longestWaitNanos;
    private final OkHttpClient http;
    private final WxMaService service;
    private final WorkerExecutor workers;
    private final int most;
    /** Calls that run or wait. */
    private final AtomicInteger open = new AtomicInteger();

    private final Promise<Void> idle = Promise.promise();
    private volatile boolean closing;

    public WechatGateway(Vertx vertx, WechatSettings settings) {
        miniprogramState = settings.miniprogramState();
        longestWaitNanos = settings.callTimeout().toNanos();
        http = Wire.client(settings);
        service = new StrictWxMaService(settings, http);
        // at worst: token, call, token again, call again
        Duration longest = settings.callTimeout().multipliedBy(4).plusSeconds(1);
        workers = vertx.createSharedWorkerExecutor(
                "wechat", settings.workers(), longest.toMillis(), TimeUnit.MILLISECONDS);
        most = settings.workers() + settings.maxWaiting();
    }

    /** Who the phone's login code stands for. A code works once. */
    public Future<WechatSession> session(String code) {
        return withCode(
                code,
                () -> call("session", () -> {
                    WxMaJscode2SessionResult answer = service.getUserService().getSessionInfo(code);
                    if (answer.getOpenid() == null) {
                        throw new WechatFailure(Kind.UNKNOWN, 0, "answer without openid");
                    }
                    return new WechatSession(answer.getOpenid(), answer.getSessionKey(), answer.getUnionid());
                }));
    }

    /** The number behind a phone code, as +8613…. A code works once, for five minutes, and costs money. */
    public Future<String> phoneNumber(String code) {
        return withCode(
                code,
                () -> call("phone-number", () -> {
                    WxMaPhoneNumberInfo answer = service.getUserService().getPhoneNumber(code);
                    if (answer == null || answer.getPurePhoneNumber() == null) {
                        throw new WechatFailure(Kind.UNKNOWN, 0, "answer without number");
                    }
                    return "+" + answer.getCountryCode() + answer.getPurePhoneNumber();
                }));
    }

    /** Sends one message, spends one consent. Answers WeChat's msgid as text, empty if WeChat names none. */
    public Future<String> sendSubscribeMessage(SubscribeMessage message) {
        WxMaSubscribeMessage out = new WxMaSubscribeMessage() // its builder would lose the language
                .setToUser(message.openid())
                .setTemplateId(message.templateId())
                .setPage(message.page())
                .setMiniprogramState(miniprogramState);
        message.data().forEach((field, text) -> out.addData(new WxMaSubscribeMessage.MsgData(field, text)));
        return call("subscribe-message", () -> {
            // WxJava's own method for this throws the msgid away
            String answer = service.post(WxMaApiUrlConstants.Subscribe.SUBSCRIBE_MSG_SEND_URL, out.toJson());
            Object msgid = new JsonObject(answer).getValue("msgid");
            return msgid == null ? "" : msgid.toString();
        });
    }

    /** Asks about the first 2,500 characters. The person must have used the mini-program within two hours. */
    public Future<TextVerdict> checkText(String openid, String text) {
        WxMaMsgSecCheckCheckRequest request = WxMaMsgSecCheckCheckRequest.builder()
                .version("2")
                .openid(openid)
                .scene(SCENE_COMMENT)
                .content(start(text))
                .build();
        return call("text-check", () -> verdict(service.getSecurityService().checkMessage(request)))
                .recover(e -> e instanceof WechatFailure failure && failure.errcode() == NOT_SEEN_RECENTLY
                        ? Future.succeededFuture(TextVerdict.NOT_CHECKED)
                        : Future.failedFuture(e));
    }

    /**
     * The round code that opens a page of the mini-program, as a picture; it never expires.
     *
     * @param scene at most 32 of WeChat's visible characters
     * @param width pixels, 280 to 1280
     */
    public Future<byte[]> miniProgramCode(String scene, String page, int width) {
        String version = VERSIONS.get(miniprogramState);
        boolean published = version.equals("release"); // only then does WeChat know the page
        return call("mini-program-code", () -> {
            byte[] picture = service.getQrcodeService()
                    .createWxaCodeUnlimitBytes(scene, page, published, version, width, false, null, false);
            if (!isPicture(picture)) {
                throw new WechatFailure(Kind.UNKNOWN, 0, "answer without picture");
            }
            return picture;
        });
    }

    /** Takes no more calls and ends when the last one has: a pool of Vert.x would interrupt them. */
    public Future<Void> close() {
        closing = true;
        if (open.get() == 0) {
            idle.tryComplete();
        }
        return idle.future().compose(ended -> workers.close()).onComplete(closed -> http.connectionPool()
                .evictAll());
    }

    private static boolean isPicture(byte[] bytes) {
        boolean jpeg = bytes.length > 3 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xd8;
        boolean png = bytes.length > 3 && bytes[1] == 'P' && bytes[2] == 'N' && bytes[3] == 'G';
        return (jpeg || png) && bytes.length <= LARGEST_PICTURE;
    }

    private static TextVerdict verdict(WxMaMsgSecCheckCheckResponse answer) {
        WxMaMsgSecCheckCheckResponse.ResultBean result = answer.getResult();
        Suggestion suggestion = Suggestion.valueOf(result.getSuggest().toUpperCase(Locale.ROOT));
        return new TextVerdict(suggestion, result.getLabel(), answer.getTraceId());
    }

    private static String start(String text) {
        return text.codePointCount(0, text.length()) <= CHECKED_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, CHECKED_CHARACTERS));
    }

    private static <T> Future<T> withCode(String code, Supplier<Future<T>> call) {
        return code != null && CODE.matcher(code).matches()
                ? call.get()
                : Future.failedFuture(new WechatFailure(Kind.INVALID_CODE, 0, "malformed code"));
    }

    /** What WxJava does: it blocks and throws a checked exception of its own. */
    private interface Call<T> {
        T run() throws WxErrorException;
    }

    private <T> Future<T> call(String name, Call<T> call) {
        if (open.incrementAndGet() > most || closing) {
            ended();
            return Future.failedFuture(new WechatFailure(Kind.BUSY, 0, closing ? "closing" : "queue full"));
        }
        long asked = System.nanoTime();
        return workers.executeBlocking(() -> run(name, asked, call), false).onComplete(done -> ended());
    }

    private void ended() {
        if (open.decrementAndGet() == 0 && closing) {
            idle.tryComplete();
        }
    }

    private <T> T run(String name, long asked, Call<T> call) {
        if (System.nanoTime() - asked > longestWaitNanos) {
            throw reported(name, asked, new WechatFailure(Kind.BUSY, 0, "waited too long"));
        }
        try {
            return call.run();
        } catch (WechatFailure e) {
            throw reported(name, asked, e);
        } catch (WxErrorException e) {
            throw reported(name, asked, WechatFailure.of(e.getError()));
        } catch (RuntimeException e) {
            throw reported(name, asked, WechatFailure.of(e));
        }
    }

    private static WechatFailure reported(String name, long asked, WechatFailure failure) {
        var event =
                switch (failure.kind()) {
                    case OUR_FAULT, NOT_WHITELISTED -> LOG.atError();
                    case INVALID_CODE, REFUSED, BAD_OPENID, BLOCKED_USER -> LOG.atDebug();
                    default -> LOG.atWarn();
                };
        event.addKeyValue("call", name)
                .addKeyValue("failure", failure.getMessage())
                .addKeyValue("millis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked))
                .log("WeChat call failed");
        return failure;
    }
}
