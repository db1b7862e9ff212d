package org.fangpin110.platform.sms;

import static org.fangpin110.platform.sms.SmsFailure.Kind.REJECTED;
import static org.fangpin110.platform.sms.SmsFailure.Kind.RETRYABLE;
import static org.fangpin110.platform.sms.SmsFailure.Kind.UNKNOWN;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** 阿里云: RPC style, signed with HMAC-SHA1 over the sorted parameters; templates only. */
public final class AliyunSms implements SmsProvider, SmsCallbacks {
    public static final String ID = "aliyun";

    /** Whatever is not named here lies with us: signature, template, balance, keys. */
    static final SmsCodes CODES = new SmsCodes(
            ID,
            Map.ofEntries(
                    Map.entry("isv.MOBILE_NUMBER_ILLEGAL", REJECTED),
                    Map.entry("isv.MOBILE_COUNT_OVER_LIMIT", REJECTED),
                    Map.entry("isv.DOMESTIC_NUMBER_NOT_SUPPORTED", REJECTED),
                    Map.entry("isv.BLACK_KEY_CONTROL_LIMIT", REJECTED),
                    Map.entry("isv.BUSINESS_LIMIT_CONTROL", REJECTED),
                    Map.entry("VALVE:", REJECTED),
                    Map.entry("Throttling", RETRYABLE),
                    Map.entry("ServiceUnavailable", RETRYABLE),
                    Map.entry("isp.SYSTEM_ERROR", UNKNOWN),
                    Map.entry("isp.GATEWAY_ERROR", UNKNOWN),
                    Map.entry("InternalError", UNKNOWN)));

    /** @param url https://dysmsapi.aliyuncs.com */
    public record Account(
            URI url,
            String accessKeyId,
            String accessKeySecret,
            String region,
            String signature,
            SmsTemplates templates) {
        @Override
        public String toString() {
            return "AliyunSms.Account[url=" + url + "]";
        }
    }

    private final Account account;
    private final InstantSource clock;
    private final SmsWire wire;

    public AliyunSms(Vertx vertx, Account account, InstantSource clock) {
        this(new SmsWire(vertx, account.url(), SmsWire.Bounds.STANDARD), account, clock);
    }

    AliyunSms(SmsWire wire, Account account, InstantSource clock) {
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
        Map<String, String> form = new TreeMap<>();
        try {
            SmsTemplates.Template template = account.templates()
                    .of(message.template())
                    .orElseThrow(() -> new IllegalArgumentException("template"));
            form.put("TemplateCode", template.id());
            form.put(
                    "TemplateParam",
                    JsonObject.mapFrom(template.fill(message.parameters())).encode());
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(CODES.failure("template-not-configured"));
        }
        form.put("PhoneNumbers", message.phone().replaceFirst("^\\+86", ""));
        form.put("SignName", account.signature());
        form.put("OutId", message.id().toString());
        if (!message.extension().isEmpty()) {
            form.put("SmsUpExtendCode", message.extension());
        }
        Map<String, String> query = new TreeMap<>(Map.of(
                "Action", "SendSms",
                "Version", "2017-05-25",
                "Format", "JSON",
                "RegionId", account.region(),
                "AccessKeyId", account.accessKeyId(),
                "SignatureMethod", "HMAC-SHA1",
                "SignatureVersion", "1.0",
                "SignatureNonce", UUID.randomUUID().toString(),
                "Timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
        Map<String, String> all = new TreeMap<>(query);
        all.putAll(form);
        query.put("Signature", signature(account.accessKeySecret(), all));
        return wire.post(
                        "/?" + joined(query),
                        Map.of("content-type", "application/x-www-form-urlencoded"),
                        Buffer.buffer(joined(form)))
                .compose(AliyunSms::taken);
    }

    private static Future<SmsSubmitted> taken(SmsWire.Answer answer) {
        String code = PushedJson.text(answer.body(), "Code");
        String id = PushedJson.text(answer.body(), "BizId");
        if (answer.status() == 200 && code.equals("OK")) {
            return id.isEmpty()
                    ? Future.failedFuture(new SmsFailure(UNKNOWN, "no-id"))
                    : Future.succeededFuture(new SmsSubmitted(id, 1));
        }
        return Future.failedFuture(CODES.failure(code));
    }

    static String signature(String secret, Map<String, String> sorted) {
        String toSign = "POST&%2F&" + encoded(joined(sorted));
        return Base64.getEncoder()
                .encodeToString(Hmac.of("HmacSHA1", (secret + "&").getBytes(StandardCharsets.UTF_8), toSign));
    }

    private static String joined(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** RFC 3986, where Java writes forms. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    @Override
    public Optional<SmsCallbacks> callbacks() {
        return Optional.of(this);
    }

    @Override
    public List<SmsReceipt> receipts(Object json) {
        return PushedJson.objects(json).stream()
                .map(item -> new SmsReceipt(
                        PushedJson.id(item, "biz_id"),
                        PushedJson.phone(item, "phone_number"),
                        PushedJson.text(item, "success").equals("true"),
                        SmsCodes.clean(PushedJson.text(item, "err_code"))))
                .toList();
    }

    @Override
    public List<SmsReply> replies(Object json) {
        return PushedJson.objects(json).stream()
                .map(item -> new SmsReply(
                        PushedJson.id(item, "sequence_id"),
                        PushedJson.phone(item, "phone_number"),
                        PushedJson.text(item, "content")))
                .toList();
    }

    @Override
    public JsonObject acknowledgement() {
        return new JsonObject().put("code", 0).put("msg", "接收成功");
    }

    @Override
    public Future<Void> close() {
        return wire.close();
    }
}
