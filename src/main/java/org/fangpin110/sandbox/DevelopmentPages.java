package org.fangpin110.sandbox;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The pages under /dev: every message the system has sent, and what a resident's phone would have done. For browsers on this very
 * machine: a request that comes from elsewhere, through a proxy or under another host's name is refused.
 */
public final class DevelopmentPages {
    private static final int SHOWN = 200;
    private static final long LARGEST_BODY = 16 * 1024;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Pattern LOOPBACK = Pattern.compile("127\\.[\\d.]+|::1|0:0:0:0:0:0:0:1(%.*)?");
    private static final Pattern USER = Pattern.compile("[0-9A-Za-z_-]{1,32}");
    private static final Pattern PHONE = Pattern.compile("1\\d{10}");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

    private final WechatSandbox wechat;
    private final Inbox inbox;
    private final String page = resource("dev.html");
    private final String style = resource("dev.css");
    private final String script = resource("dev.js");

    public DevelopmentPages(DevelopmentProfile development, WechatSandbox wechat, Inbox inbox) {
        this.wechat = wechat;
        this.inbox = inbox;
    }

    public void mount(Router router) {
        router.route("/dev").handler(DevelopmentPages::guard);
        router.route("/dev/*").handler(DevelopmentPages::guard);
        router.get("/dev").handler(this::showPage);
        router.get("/dev/").handler(this::showPage);
        router.get("/dev/assets/dev.css").handler(ctx -> send(ctx, "text/css", style));
        router.get("/dev/assets/dev.js").handler(ctx -> send(ctx, "text/javascript", script));
        router.get("/dev/messages").handler(this::listMessages);
        post(router, "/dev/wechat/login-codes", this::loginCode);
        post(router, "/dev/wechat/phone-codes", this::phoneCode);
        post(router, "/dev/wechat/grants", this::grant);
    }

    static void guard(RoutingContext ctx) {
        ctx.response()
                .putHeader(
                        "content-security-policy",
                        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("referrer-policy", "no-referrer")
                .putHeader("cache-control", "no-store");
        if (fromThisMachine(ctx.request())) {
            ctx.next();
        } else {
            problem(ctx, 403, "this-machine-only", "只能在运行服务的这台电脑上打开");
        }
    }

    private static boolean fromThisMachine(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        HostAndPort named = request.authority();
        return isLoopback(address)
                && named != null
                && THIS_MACHINE.contains(named.host())
                && !request.headers().contains("x-forwarded-for")
                && !request.headers().contains("forwarded");
    }

    static boolean isLoopback(String address) {
        return address != null && LOOPBACK.matcher(address).matches();
    }

    private void showPage(RoutingContext ctx) {
        List<InboxMessage> messages = inbox.messages(recipient(ctx), 0, SHOWN);
        String rows = messages.isEmpty()
                ? "<li class=\"empty\">还没有消息。居民提交申报后，发出的微信和短信会出现在这里。</li>"
                : messages.stream().map(DevelopmentPages::row).collect(Collectors.joining("\n"));
        long newest = messages.isEmpty() ? 0 : messages.get(0).sequence();
        send(ctx, "text/html", page.replace("{{newest}}", Long.toString(newest)).replace("{{messages}}", rows));
    }

    private static String row(InboxMessage message) {
        boolean sms = message.channel() == InboxMessage.Channel.SMS;
        return """
                <li><p class="head"><span class="badge %s">%s</span> <time datetime="%s">%s</time></p>
                <p class="to">%s</p><p class="text">%s</p><p class="template">模板 %s</p></li>"""
                .formatted(
                        sms ? "sms" : "wechat",
                        sms ? "短信" : "微信",
                        message.at(),
                        time(message.at()),
                        escaped(message.recipient()),
                        message.lines().stream().map(DevelopmentPages::escaped).collect(Collectors.joining("<br>")),
                        escaped(message.template()));
    }

    private static String time(Instant at) {
        return CLOCK.format(at);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private void listMessages(RoutingContext ctx) {
        String given = ctx.queryParams().get("after");
        String after = given == null ? "0" : given;
        if (!after.matches("\\d{1,18}")) {
            problem(ctx, 400, "bad-request", "after 应为数字");
            return;
        }
        JsonArray messages = new JsonArray();
        inbox.messages(recipient(ctx), Long.parseLong(after), SHOWN).forEach(message -> messages.add(message.toJson()));
        send(ctx, "application/json", new JsonObject().put("messages", messages).encode());
    }

    private static String recipient(RoutingContext ctx) {
        String recipient = ctx.queryParams().get("recipient");
        return recipient == null || recipient.isBlank() ? null : recipient.strip();
    }

    private JsonObject loginCode(JsonObject in) {
        String user = matching(USER, in.getString("user"));
        return new JsonObject().put("code", wechat.loginCode(user)).put("openid", wechat.openid(user));
    }

    private JsonObject phoneCode(JsonObject in) {
        return new JsonObject().put("code", wechat.phoneCode(matching(PHONE, in.getString("phone"))));
    }

    private JsonObject grant(JsonObject in) {
        String user = matching(USER, in.getString("user"));
        int count = in.getInteger("count", 1);
        if (count < 1 || count > 100) {
            throw new IllegalArgumentException("count");
        }
        JsonObject left = new JsonObject();
        in.getJsonArray("templateIds", new JsonArray()).stream()
                .map(String.class::cast)
                .forEach(template -> left.put(template, wechat.grant(user, template, count)));
        return new JsonObject().put("openid", wechat.openid(user)).put("left", left);
    }

    private static String matching(Pattern pattern, String value) {
        if (value == null || !pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("malformed value");
        }
        return value;
    }

    /** JSON only: a form on a foreign page cannot send that. */
    private static void post(Router router, String path, Function<JsonObject, JsonObject> answer) {
        router.post(path)
                .consumes("application/json")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(ctx -> {
                    try {
                        JsonObject body = ctx.body().asJsonObject();
                        send(
                                ctx,
                                "application/json",
                                answer.apply(body == null ? new JsonObject() : body)
                                        .encode());
                    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
                        problem(ctx, 400, "bad-request", "请求内容不对");
                    }
                });
    }

    static void problem(RoutingContext ctx, int status, String code, String title) {
        ctx.response().setStatusCode(status);
        send(
                ctx,
                "application/problem+json",
                new JsonObject()
                        .put("type", "/problems/" + code)
                        .put("title", title)
                        .put("status", status)
                        .encode());
    }

    static void send(RoutingContext ctx, String type, String body) {
        ctx.response().putHeader("content-type", type + "; charset=utf-8").end(body);
    }

    private static String resource(String name) {
        try (InputStream in = DevelopmentPages.class.getResourceAsStream("/sandbox/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
