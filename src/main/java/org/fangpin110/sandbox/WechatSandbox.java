package org.fangpin110.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fangpin110.platform.wechat.WechatSettings;

/**
 * Answers as WeChat does, on this machine only: tokens, one-time codes, consent, field limits, text checks, and any fault one
 * wishes to see, codes of the mini-program. Encrypted push events are not in it yet.
 */
public final class WechatSandbox {
    private static final long LARGEST_BODY = 256 * 1024;

    private final Vertx vertx;
    private final WechatAnswers wechat;
    private final ProgramCodes programCodes;
    private final Faults faults = new Faults();
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private HttpServer server;

    public WechatSandbox(
            DevelopmentProfile development,
            Vertx vertx,
            Inbox inbox,
            InstantSource clock,
            Collection<SandboxTemplate> templates) {
        this.vertx = vertx;
        wechat = new WechatAnswers(clock, inbox, templates);
        programCodes = new ProgramCodes(clock);
    }

    /**
     * Listens.
     *
     * @param port 0 takes a free one
     */
    public Future<WechatSandbox> start(int port) {
        return vertx.createHttpServer()
                .requestHandler(router())
                .listen(port, "127.0.0.1")
                .map(listening -> {
                    server = listening;
                    return this;
                });
    }

    public Future<Void> close() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    /** Settings of a gateway that speaks with this sandbox. */
    public WechatSettings settings() {
        return new WechatSettings(
                WechatAnswers.APP_ID,
                WechatAnswers.SECRET,
                "sandbox",
                "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
                "gh_sandbox",
                "http://127.0.0.1:" + server.actualPort(),
                "developer",
                8,
                200,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(8));
    }

    /** What wx.login would have given this user's phone. */
    public String loginCode(String user) {
        return wechat.loginCodes.issue(user);
    }

    /** What the phone-number button would have given. */
    public String phoneCode(String phone) {
        return wechat.phoneCodes.issue(phone);
    }

    public String openid(String user) {
        return Openids.of(user);
    }

    /** What taps on "allow" would have given; answers how many are left. */
    public int grant(String user, String templateId, int count) {
        return wechat.grants.add(Openids.of(user), templateId, count);
    }

    public void fail(String path, Fault fault) {
        faults.set(path, fault);
    }

    public void clearFaults() {
        faults.clear();
    }

    public void expireTokens() {
        wechat.tokens.expire();
    }

    /** How often this path was asked for. */
    public int requests(String path) {
        return requests.getOrDefault(path, 0);
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        serve(router, HttpMethod.GET, "/cgi-bin/token", ctx -> wechat.token(query(ctx, "appid"), query(ctx, "secret")));
        serve(router, HttpMethod.POST, "/cgi-bin/stable_token", ctx -> wechat.stableToken(body(ctx)));
        serve(
                router,
                HttpMethod.GET,
                "/sns/jscode2session", // WeChat does not look at the token here
                ctx -> wechat.session(query(ctx, "appid"), query(ctx, "secret"), query(ctx, "js_code")));
        serveWithToken(router, "/wxa/business/getuserphonenumber", wechat::phoneNumber);
        serveWithToken(router, "/cgi-bin/message/subscribe/send", wechat::subscribeMessage);
        serveWithToken(router, "/wxa/msg_sec_check", wechat::textCheck);
        serve(router, HttpMethod.GET, "/wxaapi/newtmpl/gettemplate", ctx -> checked(ctx, wechat::templates));
        serveAny(router, HttpMethod.POST, "/wxa/getwxacodeunlimit", ctx -> {
            JsonObject refusal = wechat.tokenFault(query(ctx, "access_token"));
            return refusal == null ? programCodes.answer(body(ctx)) : refusal;
        });
        OtherAnswers.BY_POST.forEach((path, rest) -> serveWithToken(router, path, in -> WechatAnswers.ok(rest)));
        OtherAnswers.BY_GET.forEach(
                (path, rest) -> serve(router, HttpMethod.GET, path, ctx -> checked(ctx, () -> WechatAnswers.ok(rest))));
        router.post("/sandbox/faults").handler(ctx -> {
            JsonObject fault = ctx.body().asJsonObject();
            faults.set(fault.getString("path"), Fault.of(fault));
            ctx.response().setStatusCode(204).end();
        });
        router.delete("/sandbox/faults").handler(ctx -> {
            faults.clear();
            ctx.response().setStatusCode(204).end();
        });
        return router;
    }

    private void serveWithToken(Router router, String path, Function<JsonObject, JsonObject> answer) {
        serve(router, HttpMethod.POST, path, ctx -> checked(ctx, () -> answer.apply(body(ctx))));
    }

    private JsonObject checked(RoutingContext ctx, Supplier<JsonObject> answer) {
        JsonObject refusal = wechat.tokenFault(query(ctx, "access_token"));
        return refusal == null ? answer.get() : refusal;
    }

    private void serve(Router router, HttpMethod method, String path, Function<RoutingContext, JsonObject> answer) {
        serveAny(router, method, path, answer::apply);
    }

    /** The answer is a JSON object, or the bytes of a JPEG. */
    private void serveAny(Router router, HttpMethod method, String path, Function<RoutingContext, Object> answer) {
        router.route(method, path).handler(ctx -> {
            requests.merge(path, 1, Integer::sum);
            Fault fault = faults.next(path).orElse(Fault.NONE);
            if (fault.delay().isZero()) {
                reply(ctx, fault, answer);
            } else {
                vertx.setTimer(fault.delay().toMillis(), id -> reply(ctx, fault, answer));
            }
        });
    }

    private static void reply(RoutingContext ctx, Fault fault, Function<RoutingContext, Object> answer) {
        if (fault.dropped()) {
            ctx.request().connection().close();
            return;
        }
        Object body =
                fault.errcode() == 0 ? answered(ctx, answer) : WechatAnswers.error(fault.errcode(), fault.errmsg());
        if (body instanceof Buffer picture && !fault.malformed()) {
            ctx.response()
                    .setStatusCode(fault.status() == 0 ? 200 : fault.status())
                    .putHeader("content-type", "image/jpeg")
                    .end(picture);
            return;
        }
        boolean plain = ctx.normalizedPath().equals("/sns/jscode2session");
        ctx.response()
                .setStatusCode(fault.status() == 0 ? 200 : fault.status())
                .putHeader("content-type", plain ? "text/plain" : "application/json; charset=UTF-8")
                .end(fault.malformed() ? "<html><body>bad gatew" : ((JsonObject) body).encode());
    }

    private static Object answered(RoutingContext ctx, Function<RoutingContext, Object> answer) {
        try {
            return answer.apply(ctx);
        } catch (DecodeException | ClassCastException e) {
            return WechatAnswers.error(47001, "data format error");
        }
    }

    private static String query(RoutingContext ctx, String name) {
        return ctx.request().getParam(name);
    }

    private static JsonObject body(RoutingContext ctx) {
        JsonObject body = ctx.body().asJsonObject();
        return body == null ? new JsonObject() : body;
    }
}
