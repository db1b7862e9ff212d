package org.fangpin110.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.fangpin110.sandbox.InboxMessage.Channel;

/** What WeChat answers, without HTTP: each method takes a request's content and returns the body. */
final class WechatAnswers {
    static final String APP_ID = "wx00000000000de110";
    static final String SECRET = "sandbox-secret";
    private static final int LONGEST_CHECKED = 2500;
    /** Above what a JavaScript number holds exactly, as the real ones are. */
    private static final long FIRST_MESSAGE = 1_000_000_000_000_000_000L;

    private final InstantSource clock;
    private final Inbox inbox;
    private final Map<String, SandboxTemplate> templates = new LinkedHashMap<>();
    private final AtomicLong lastMessage;
    final AccessTokens tokens;
    final OneTimeCodes loginCodes;
    final OneTimeCodes phoneCodes;
    final Grants grants = new Grants();

    WechatAnswers(InstantSource clock, Inbox inbox, Collection<SandboxTemplate> templates) {
        this.clock = clock;
        this.inbox = inbox;
        templates.forEach(template -> this.templates.put(template.id(), template));
        lastMessage = new AtomicLong(FIRST_MESSAGE + clock.millis() * 1000);
        tokens = new AccessTokens(clock);
        loginCodes = new OneTimeCodes(clock);
        phoneCodes = new OneTimeCodes(clock);
    }

    static JsonObject error(int errcode, String errmsg) {
        return new JsonObject().put("errcode", errcode).put("errmsg", errmsg + " rid: sandbox");
    }

    static JsonObject ok(JsonObject rest) {
        return ok().mergeIn(rest);
    }

    private static JsonObject ok() {
        return new JsonObject().put("errcode", 0).put("errmsg", "ok");
    }

    JsonObject token(String appId, String secret) {
        JsonObject refusal = credentials(appId, secret);
        return refusal != null ? refusal : token(tokens.plain());
    }

    JsonObject stableToken(JsonObject in) {
        JsonObject refusal = credentials(in.getString("appid"), in.getString("secret"));
        return refusal != null ? refusal : token(tokens.stable(in.getBoolean("force_refresh", false)));
    }

    private static JsonObject token(AccessTokens.Issued issued) {
        return new JsonObject().put("access_token", issued.token()).put("expires_in", issued.expiresIn());
    }

    private static JsonObject credentials(String appId, String secret) {
        if (!APP_ID.equals(appId)) {
            return error(40013, "invalid appid");
        }
        return SECRET.equals(secret) ? null : error(40125, "invalid appsecret");
    }

    /** Null when the token is good. */
    JsonObject tokenFault(String token) {
        return switch (tokens.verify(token)) {
            case AccessTokens.OK -> null;
            case AccessTokens.MISSING -> error(AccessTokens.MISSING, "access_token missing");
            case AccessTokens.EXPIRED -> error(AccessTokens.EXPIRED, "access_token expired");
            default -> error(AccessTokens.WRONG, "invalid credential, access_token is invalid or not latest");
        };
    }

    JsonObject session(String appId, String secret, String code) {
        JsonObject refusal = credentials(appId, secret);
        if (refusal != null) {
            return refusal;
        }
        return loginCodes
                .spend(code)
                .map(user ->
                        new JsonObject().put("openid", Openids.of(user)).put("session_key", "c2FuZGJveHNlc3Npb24xMQ=="))
                .orElseGet(() -> error(40029, "invalid code"));
    }

    JsonObject phoneNumber(JsonObject in) {
        return phoneCodes
                .spend(in.getString("code"))
                .map(phone -> ok().put("phone_info", phoneInfo(phone)))
                .orElseGet(() -> error(40029, "invalid code"));
    }

    private JsonObject phoneInfo(String phone) {
        long seconds = clock.instant().getEpochSecond();
        return new JsonObject()
                .put("phoneNumber", "+86" + phone)
                .put("purePhoneNumber", phone)
                .put("countryCode", "86")
                .put("watermark", new JsonObject().put("timestamp", seconds).put("appid", APP_ID));
    }

    /** A fault is found before a grant is spent. */
    JsonObject subscribeMessage(JsonObject in) {
        String openid = in.getString("touser");
        if (!Openids.known(openid)) {
            return error(40003, "invalid openid");
        }
        SandboxTemplate template = templates.get(in.getString("template_id"));
        if (template == null) {
            return error(40037, "invalid template_id");
        }
        Map<String, String> data = new LinkedHashMap<>();
        in.getJsonObject("data", new JsonObject())
                .forEach(field -> data.put(field.getKey(), ((JsonObject) field.getValue()).getString("value", "")));
        return template.faultyField(data)
                .map(field -> error(47003, "argument invalid! data." + field + ".value invalid"))
                .orElseGet(() -> deliver(openid, template, data));
    }

    private JsonObject deliver(String openid, SandboxTemplate template, Map<String, String> data) {
        if (!grants.spend(openid, template.id())) {
            return error(43101, "user refuse to accept the msg");
        }
        inbox.add(Channel.WECHAT, openid, template.id(), template.render(data));
        return ok().put("msgid", lastMessage.incrementAndGet());
    }

    JsonObject textCheck(JsonObject in) {
        String content = in.getString("content", "");
        if (!"2".equals(Objects.toString(in.getValue("version")))) {
            return error(40097, "invalid args");
        }
        if (!Openids.known(in.getString("openid"))) {
            return error(40003, "invalid openid");
        }
        if (content.codePointCount(0, content.length()) > LONGEST_CHECKED) {
            return error(45002, "content size out of limit");
        }
        return ok().put("result", SuspectWords.judge(content))
                .put("detail", new JsonArray())
                .put("trace_id", UUID.randomUUID().toString());
    }

    JsonObject templates() {
        JsonArray list = new JsonArray();
        templates
                .values()
                .forEach(template -> list.add(new JsonObject()
                        .put("priTmplId", template.id())
                        .put("title", template.title())
                        .put("content", template.content())
                        .put("example", "")
                        .put("type", 2)));
        return ok().put("data", list);
    }
}
