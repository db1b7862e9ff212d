package org.fangpin110.platform.sms;

import static org.fangpin110.platform.sms.SmsFailure.Kind.REJECTED;
import static org.fangpin110.platform.sms.SmsFailure.Kind.RETRYABLE;
import static org.fangpin110.platform.sms.SmsFailure.Kind.UNKNOWN;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** 云MAS over HTTP: Base64 of JSON with an MD5 over its values; free text, or a template where one is configured. */
public final class MasSms implements SmsProvider, SmsCallbacks {
    public static final String ID = "mas-http";

    /** Whatever is not named here lies with us: mac, sign, account, format. */
    static final SmsCodes CODES = new SmsCodes(
            ID,
            Map.of(
                    "IllegalMobile", REJECTED,
                    "InvalidMobile", REJECTED,
                    "BlackMobile", REJECTED,
                    "TooManyRequest", RETRYABLE,
                    "SystemBusy", RETRYABLE,
                    "SystemError", UNKNOWN));

    private static final String DELIVERED = "DELIVRD";

    /**
     * What the local China Mobile hands out.
     *
     * @param url https, without a path: the secret travels in the body
     * @param sign its number of our signature
     */
    public record Account(URI url, String ecName, String apId, String secretKey, String sign, SmsTemplates templates) {
        @Override
        public String toString() {
            return "MasSms.Account[url=" + url + "]";
        }
    }

    private final Account account;
    private final SmsWire wire;

    public MasSms(Vertx vertx, Account account) {
        this(new SmsWire(vertx, account.url(), SmsWire.Bounds.STANDARD), account);
    }

    MasSms(SmsWire wire, Account account) {
        this.account = account;
        this.wire = wire;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Future<SmsSubmitted> submit(SmsMessage message) {
        String phone = message.phone().replaceFirst("^\\+86", "");
        Optional<SmsTemplates.Template> template = account.templates().of(message.template());
        JsonObject body = new JsonObject()
                .put("ecName", account.ecName())
                .put("apId", account.apId())
                .put("secretKey", account.secretKey());
        String said;
        try {
            if (template.isPresent()) {
                String params = new JsonArray(new ArrayList<>(
                                template.get().fill(message.parameters()).values()))
                        .encode();
                body.put("templateId", template.get().id())
                        .put("mobiles", phone)
                        .put("params", params);
                said = template.get().id() + phone + params;
            } else {
                // the account puts its filed signature before the text
                String content = message.text().replaceFirst("^【[^】]*】", "");
                body.put("mobiles", phone).put("content", content);
                said = phone + content;
            }
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(CODES.failure("template-variable"));
        }
        String mac = Hmac.hexDigest(
                "MD5",
                account.ecName() + account.apId() + account.secretKey() + said + account.sign() + message.extension());
        body.put("sign", account.sign()).put("addSerial", message.extension()).put("mac", mac);
        String encoded = Base64.getEncoder().encodeToString(body.encode().getBytes(StandardCharsets.UTF_8));
        return wire.post(
                        template.isPresent() ? "/sms/tmpsubmit" : "/sms/norsubmit",
                        Map.of("content-type", "application/json; charset=utf-8"),
                        Buffer.buffer(encoded))
                .compose(MasSms::taken);
    }

    private static Future<SmsSubmitted> taken(SmsWire.Answer answer) {
        String code = PushedJson.text(answer.body(), "rspcod");
        if (!code.equals("success")
                || !PushedJson.text(answer.body(), "success").equals("true")) {
            return Future.failedFuture(CODES.failure(code));
        }
        String group = PushedJson.text(answer.body(), "msgGroup");
        return group.isEmpty()
                ? Future.failedFuture(new SmsFailure(UNKNOWN, "no-id"))
                : Future.succeededFuture(new SmsSubmitted(group, 1));
    }

    @Override
    public Optional<SmsCallbacks> callbacks() {
        return Optional.of(this);
    }

    @Override
    public List<SmsReceipt> receipts(Object json) {
        return PushedJson.objects(json).stream()
                .map(item -> {
                    String word = PushedJson.text(item, "errorCode");
                    return new SmsReceipt(
                            PushedJson.id(item, "msgGroup"),
                            PushedJson.phone(item, "mobile"),
                            word.contains(DELIVERED)
                                    || PushedJson.text(item, "reportStatus").contains(DELIVERED),
                            SmsCodes.clean(word));
                })
                .toList();
    }

    /** It gives replies no number: phone, second and words make one. */
    @Override
    public List<SmsReply> replies(Object json) {
        return PushedJson.objects(json).stream()
                .map(item -> {
                    String phone = PushedJson.phone(item, "mobile");
                    String text = PushedJson.text(item, "smsContent");
                    String id = Hmac.hexDigest("SHA-256", phone + "|" + PushedJson.text(item, "sendTime") + "|" + text);
                    return new SmsReply(id, phone, text);
                })
                .toList();
    }

    @Override
    public JsonObject acknowledgement() {
        return new JsonObject().put("success", true);
    }

    @Override
    public Future<Void> close() {
        return wire.close();
    }
}
