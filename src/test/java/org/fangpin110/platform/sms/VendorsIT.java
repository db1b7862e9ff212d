package org.fangpin110.platform.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.platform.sms.SmsFailure.Kind;
import org.fangpin110.platform.sms.VendorPeer.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each provider against a peer that knows only the vendor's rules and the shared secret. */
@ExtendWith(VertxExtension.class)
class VendorsIT {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T15:02:32.4Z"));
    private static final SmsTemplates TEMPLATES =
            SmsTemplates.of(Map.of("case-accepted", "SMS_1:unit+no", "staff-escalation", "77"));
    private static final SmsWire.Bounds SHORT =
            new SmsWire.Bounds(4, 10, Duration.ofMillis(500), Duration.ofMillis(400));

    private VendorPeer peer;
    private Vertx vertx;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        peer = VendorPeer.start(vertx);
    }

    @AfterEach
    void stop() {
        peer.stop();
    }

    private SmsProvider provider(String id, URI url, String secret) {
        SmsWire wire = new SmsWire(vertx, url, SHORT);
        return switch (id) {
            case "aliyun" ->
                new AliyunSms(
                        wire, new AliyunSms.Account(url, "AK", secret, "cn-hangzhou", "扎赉特旗农牧局", TEMPLATES), CLOCK);
            case "tencent" ->
                new TencentSms(
                        wire,
                        new TencentSms.Account(url, "AKID", secret, "1400", "ap-guangzhou", "扎赉特旗农牧局", TEMPLATES),
                        CLOCK);
            default -> new MasSms(wire, new MasSms.Account(url, "某旗农牧局", "AP", secret, "SIGN", TEMPLATES));
        };
    }

    private SmsProvider provider(String id) {
        return provider(id, peer.url(), VendorPeer.SECRET);
    }

    private static SmsMessage message(String template) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("no", "R2*~ +/=&%中");
        variables.put("unit", "巴彦高勒镇");
        return new SmsMessage(UUID.randomUUID(), "+8613900000001", template, variables, "【扎赉特旗农牧局】正文 *~+%&", "");
    }

    private Kind failureOf(SmsProvider provider) {
        try {
            provider.submit(message("case-accepted")).await();
            return null;
        } catch (SmsFailure failure) {
            assertThat(failure).hasMessageNotContaining("13900000001");
            return failure.kind();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aliyun", "tencent", "mas-http"})
    void aVendorThatComputesTheSignatureAnewTakesTheMessageAndNumbersIt(String id) {
        SmsSubmitted first = provider(id).submit(message("case-accepted")).await();
        SmsSubmitted second = provider(id).submit(message("case-accepted")).await();

        assertThat(first.providerMessageId()).startsWith("V1");
        assertThat(second.providerMessageId()).startsWith("V2");
        assertThat(peer.taken.toString()).contains("13900000001", "巴彦高勒镇", "R2*~ +/=&%中");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aliyun", "tencent", "mas-http"})
    void aWrongSecretIsOurFaultAndNothingIsTaken(String id) {
        assertThat(failureOf(provider(id, peer.url(), "another-secret"))).isEqualTo(Kind.OUR_FAULT);
        assertThat(peer.taken).isEmpty();
    }

    @Test
    void parametersGoInTheOrderOfTheProvidersTemplate() {
        provider("aliyun").submit(message("case-accepted")).await();
        provider("tencent").submit(message("case-accepted")).await();
        provider("mas-http").submit(message("case-accepted")).await();

        assertThat(peer.taken.get(0).getString("TemplateParam")).startsWith("{\"unit\":");
        assertThat(peer.taken.get(1).getJsonArray("TemplateParamSet").getString(0))
                .isEqualTo("巴彦高勒镇");
        assertThat(new JsonArray(peer.taken.get(2).getString("params")).getString(0))
                .isEqualTo("巴彦高勒镇");
    }

    @Test
    void aTemplateThatNobodyFiledIsOurFaultAndOnlyMasTakesFreeText() {
        assertThatThrownBy(() -> provider("aliyun").submit(message("other")).await())
                .hasMessageContaining("template-not-configured");
        assertThatThrownBy(() -> provider("tencent").submit(message("other")).await())
                .hasMessageContaining("template-not-configured");
        provider("mas-http").submit(message("other")).await();

        assertThat(peer.taken).hasSize(1);
        assertThat(peer.taken.get(0).getString("content")).isEqualTo("正文 *~+%&");
    }

    @ParameterizedTest
    @CsvSource({
        "aliyun, isv.MOBILE_NUMBER_ILLEGAL, REJECTED",
        "aliyun, isv.BLACK_KEY_CONTROL_LIMIT, REJECTED",
        "aliyun, isv.BUSINESS_LIMIT_CONTROL, REJECTED",
        "aliyun, isv.SMS_SIGNATURE_ILLEGAL, OUR_FAULT",
        "aliyun, isv.SMS_TEMPLATE_ILLEGAL, OUR_FAULT",
        "aliyun, isv.AMOUNT_NOT_ENOUGH, OUR_FAULT",
        "aliyun, InvalidAccessKeyId.NotFound, OUR_FAULT",
        "aliyun, Throttling.User, RETRYABLE",
        "aliyun, isp.SYSTEM_ERROR, UNKNOWN",
        "aliyun, a.word.nobody.knows, OUR_FAULT",
        "tencent, FailedOperation.PhoneNumberInBlacklist, REJECTED",
        "tencent, InvalidParameterValue.IncorrectPhoneNumber, REJECTED",
        "tencent, LimitExceeded.PhoneNumberDailyLimit, REJECTED",
        "tencent, FailedOperation.SignatureIncorrectOrUnapproved, OUR_FAULT",
        "tencent, FailedOperation.InsufficientBalanceInSmsPackage, OUR_FAULT",
        "tencent, !RequestLimitExceeded, RETRYABLE",
        "tencent, !AuthFailure.SignatureExpire, OUR_FAULT",
        "tencent, !InternalError, UNKNOWN",
        "mas-http, IllegalMac, OUR_FAULT",
        "mas-http, InvalidUsrOrPwd, OUR_FAULT",
        "mas-http, NoSignId, OUR_FAULT",
        "mas-http, InvalidMobile, REJECTED",
        "mas-http, SystemBusy, RETRYABLE"
    })
    void aVendorsWordHasOneConsequence(String id, String word, Kind kind) {
        peer.word = word;

        assertThat(failureOf(provider(id))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "SILENCE, UNKNOWN",
        "HANG_UP, UNKNOWN",
        "HTML, UNKNOWN",
        "ENDLESS, UNKNOWN",
        "HTTP_500, UNKNOWN",
        "HTTP_502, UNKNOWN",
        "HTTP_503, RETRYABLE",
        "HTTP_429, RETRYABLE",
        "HTTP_302, OUR_FAULT",
        "HTTP_404, OUR_FAULT"
    })
    void whatFailsAfterTheRequestLeftMayHaveBeenTaken(Fault fault, Kind kind) {
        peer.fault = fault;

        for (String id : List.of("aliyun", "tencent", "mas-http")) {
            assertThat(failureOf(provider(id))).as(id).isEqualTo(kind);
        }
    }

    @Test
    void aVendorThatIsNotThereTookNothing() {
        peer.stop();
        URI gone = peer.url();
        peer = VendorPeer.start(vertx);

        assertThat(failureOf(provider("aliyun", gone, VendorPeer.SECRET))).isEqualTo(Kind.RETRYABLE);
    }

    @Test
    void aPeerWhoseCertificateNobodyVouchesForGetsNothing() {
        var self = io.vertx.core.net.SelfSignedCertificate.create("sms.example");
        List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
        var server = vertx.createHttpServer(new io.vertx.core.http.HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(self.keyCertOptions()))
                .requestHandler(request -> heard.add(request.path()))
                .listen(0, "127.0.0.1")
                .await();

        URI url = URI.create("https://127.0.0.1:" + server.actualPort());

        assertThat(failureOf(provider("mas-http", url, VendorPeer.SECRET))).isEqualTo(Kind.RETRYABLE);
        assertThat(heard).isEmpty();
        server.close().await();
    }

    @Test
    void receiptsAndRepliesAreReadInEachVendorsForm() {
        SmsCallbacks aliyun = provider("aliyun").callbacks().orElseThrow();
        SmsCallbacks tencent = provider("tencent").callbacks().orElseThrow();
        SmsCallbacks mas = provider("mas-http").callbacks().orElseThrow();

        assertThat(
                        aliyun.receipts(
                                new JsonArray(
                                        "[{\"phone_number\":\"13900000001\",\"success\":true,\"err_code\":\"DELIVERED\",\"biz_id\":\"1^0\"}]")))
                .containsExactly(new SmsReceipt("1^0", "13900000001", true, "DELIVERED"));
        assertThat(
                        tencent.receipts(
                                new JsonArray(
                                        "[{\"nationcode\":\"86\",\"mobile\":\"13900000001\",\"report_status\":\"FAIL\",\"errmsg\":\"MK:0001\",\"sid\":\"8:1\"}]")))
                .containsExactly(new SmsReceipt("8:1", "13900000001", false, "MK:0001"));
        assertThat(
                        mas.receipts(
                                new JsonObject(
                                        "{\"reportStatus\":\"DELIVRD\",\"mobile\":\"13900000001\",\"errorCode\":\"DELIVRD\",\"msgGroup\":\"G1\"}")))
                .containsExactly(new SmsReceipt("G1", "13900000001", true, "DELIVRD"));
        assertThat(aliyun.replies(new JsonArray(
                                "[{\"phone_number\":\"8613900000001\",\"content\":\" 查询 \",\"sequence_id\":77}]"))
                        .get(0)
                        .text())
                .isEqualTo("查询");
        JsonObject said = new JsonObject("{\"mobile\":\"+8613900000001\",\"text\":\"TD\",\"time\":5}");
        assertThat(tencent.replies(said)).isEqualTo(tencent.replies(said)).hasSize(1);
        assertThat(mas.replies(new JsonObject("{\"mobile\":\"13900000001\",\"smsContent\":\"你好\"}")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[1]",
                "{}",
                "[{\"biz_id\":{}}]",
                "[{\"biz_id\":\"a b\",\"phone_number\":\"13900000001\"}]",
                "[{\"biz_id\":\"1\",\"phone_number\":\"110\"}]"
            })
    void whatNoVendorSendsIsRefused(String pushed) {
        SmsCallbacks aliyun = provider("aliyun").callbacks().orElseThrow();
        Object json = io.vertx.core.json.Json.decodeValue(pushed);

        assertThatThrownBy(() -> aliyun.receipts(json)).isInstanceOf(IllegalArgumentException.class);
    }
}
