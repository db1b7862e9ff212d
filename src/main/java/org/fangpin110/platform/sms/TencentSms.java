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
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** 腾讯云: JSON, signed by TC3-HMAC-SHA256; templates only. */
public final class TencentSms implements SmsProvider, SmsCallbacks {
    public static final String ID = "tencent";

    /** Whatever is not named here lies with us: signature, template, balance, keys, rights. */
    static final SmsCodes CODES = new SmsCodes(
            ID,
            Map.ofEntries(
                    Map.entry("FailedOperation.PhoneNumberInBlacklist", REJECTED),
                    Map.entry("FailedOperation.PhoneNumberOnBlacklist", REJECTED),
                    Map.entry("InvalidParameterValue.IncorrectPhoneNumber", REJECTED),
                    Map.entry("UnsupportedOperation.ContainDomesticAndInternationalPhoneNumber", REJECTED),
                    Map.entry("LimitExceeded.PhoneNumber", REJECTED),
                    Map.entry("LimitExceeded.DeliveryFrequencyLimit", RETRYABLE),
                    Map.entry("RequestLimitExceeded", RETRYABLE),
                    Map.entry("ResourceUnavailable", RETRYABLE),
                    Map.entry("InternalError", UNKNOWN)));

    private static final String TYPE = "application/json; charset=utf-8";
    private static final String SIGNED = "content-type;host";

    /** @param url https://sms.tencentcloudapi.com */
    public record Account(
            URI url,
            String secretId,
            String secretKey,
            String sdkAppId,
            String region,
            String signature,
            SmsTemplates templates) {
        @Override
        public String toString() {
            return "TencentSms.Account[url=" + url + "]";
        }
    }

    private final Account account;
    private final InstantSource clock;
    private final SmsWire wire;

    public TencentSms(Vertx vertx, Account account, InstantSource clock) {
        this(new SmsWire(vertx, account.url(), SmsWire.Bounds.STANDARD), account, clock);
    }

    TencentSms(SmsWire wire, Account account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
        this.wire = wire;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Future<SmsSubmitted> submit(SmsMessage message) {
        JsonObject body = new JsonObject()
                .put("PhoneNumberSet", new JsonArray().add(message.phone()))
                .put("SmsSdkAppId", account.sdkAppId())
                .put("SignName", account.signature())
                .put("SessionContext", message.id().toString());
        try {
            SmsTemplates.Template template = account.templates()
                    .of(message.template())
                    .orElseThrow(() -> new IllegalArgumentException("template"));
            body.put("TemplateId", template.id())
                    .put(
                            "TemplateParamSet",
                            new JsonArray(new ArrayList<>(
                                    template.fill(message.parameters()).values())));
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(CODES.failure("template-not-configured"));
        }
        if (!message.extension().isEmpty()) {
            body.put("ExtendCode", message.extension());
        }
        String payload = body.encode();
        long now = clock.instant().getEpochSecond();
        return wire.post(
                        "/",
                        Map.of(
                                "content-type",
                                TYPE,
                                "authorization",
                                authorization(account, wire.authority(), now, payload),
                                "x-tc-action",
                                "SendSms",
                                "x-tc-version",
                                "2021-01-11",
                                "x-tc-region",
                                account.region(),
                                "x-tc-timestamp",
                                Long.toString(now)),
                        Buffer.buffer(payload))
                .compose(TencentSms::taken);
    }

    private static Future<SmsSubmitted> taken(SmsWire.Answer answer) {
        try {
            JsonObject response = answer.body().getJsonObject("Response", new JsonObject());
            JsonObject error = response.getJsonObject("Error");
            if (error != null) {
                return Future.failedFuture(CODES.failure(PushedJson.text(error, "Code")));
            }
            JsonObject first =
                    response.getJsonArray("SendStatusSet", new JsonArray()).getJsonObject(0);
            if (!PushedJson.text(first, "Code").equals("Ok")) {
                return Future.failedFuture(CODES.failure(PushedJson.text(first, "Code")));
            }
            return Future.succeededFuture(new SmsSubmitted(PushedJson.id(first, "SerialNo"), 1));
        } catch (RuntimeException e) {
            return Future.failedFuture(new SmsFailure(UNKNOWN, "answer-unreadable"));
        }
    }

    static String authorization(Account account, String host, long seconds, String payload) {
        String date = LocalDate.ofEpochDay(Math.floorDiv(seconds, 86_400L))
                .atStartOfDay(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
        String scope = date + "/sms/tc3_request";
        String canonical = "POST\n/\n\ncontent-type:" + TYPE + "\nhost:" + host + "\n\n" + SIGNED + "\n"
                + Hmac.hexDigest("SHA-256", payload);
        String toSign = "TC3-HMAC-SHA256\n" + seconds + "\n" + scope + "\n" + Hmac.hexDigest("SHA-256", canonical);
        byte[] day = sign(("TC3" + account.secretKey()).getBytes(StandardCharsets.UTF_8), date);
        byte[] key = sign(sign(day, "sms"), "tc3_request");
        return "TC3-HMAC-SHA256 Credential=" + account.secretId() + "/" + scope + ", SignedHeaders=" + SIGNED
                + ", Signature=" + HexFormat.of().formatHex(sign(key, toSign));
    }

    private static byte[] sign(byte[] key, String text) {
        return Hmac.of("HmacSHA256", key, text);
    }

    @Override
    public Optional<SmsCallbacks> callbacks() {
        return Optional.of(this);
    }

    @Override
    public List<SmsReceipt> receipts(Object json) {
        return PushedJson.objects(json).stream()
                .map(item -> new SmsReceipt(
                        PushedJson.id(item, "sid"),
                        PushedJson.phone(item, "mobile"),
                        PushedJson.text(item, "report_status").equals("SUCCESS"),
                        SmsCodes.clean(PushedJson.text(item, "errmsg"))))
                .toList();
    }

    /** It gives replies no number: phone, second and words make one. */
    @Override
    public List<SmsReply> replies(Object json) {
        return PushedJson.objects(json).stream()
                .map(item -> {
                    String phone = PushedJson.phone(item, "mobile");
                    String text = PushedJson.text(item, "text");
                    String id = Hmac.hexDigest("SHA-256", phone + "|" + PushedJson.text(item, "time") + "|" + text);
                    return new SmsReply(id, phone, text);
                })
                .toList();
    }

    @Override
    public JsonObject acknowledgement() {
        return new JsonObject().put("result", 0).put("errmsg", "OK");
    }

    @Override
    public Future<Void> close() {
        return wire.close();
    }
}
