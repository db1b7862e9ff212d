package org.fangpin110.platform.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fangpin110.platform.wechat.TextVerdict.Suggestion;
import org.fangpin110.platform.wechat.WechatFailure.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What WxJava was recorded to send and to make of the answers, seen through our gateway. */
@ExtendWith(VertxExtension.class)
class RecordedExchangesIT {
    private Peer peer;
    private WechatGateway gateway;

    @BeforeEach
    void start(Vertx vertx) {
        peer = Peer.start(vertx);
        gateway = new WechatGateway(vertx, peer.settings());
    }

    @Test
    void stableTokenComesFirst() {
        peer.answer = "{\"openid\":\"oABC\",\"session_key\":\"HyVFkGl5F5OQWJZZaNzBBg==\"}";

        gateway.session("0a1B2c").await();

        Peer.Asked token = peer.asked.get(0);
        assertThat(token.method()).isEqualTo("POST");
        assertThat(token.path()).isEqualTo("/cgi-bin/stable_token");
        assertThat(token.contentType()).isEqualTo("application/json; charset=utf-8");
        assertThat(token.body())
                .isEqualTo(
                        "{\"grant_type\":\"client_credential\",\"appid\":\"wx1\",\"secret\":\"SECRET-S1\",\"force_refresh\":false}");
    }

    @Test
    void loginCodeBecomesASession() {
        peer.answer = "{\"openid\":\"oABC\",\"session_key\":\"HyVFkGl5F5OQWJZZaNzBBg==\",\"unionid\":\"uX\"}";

        WechatSession session = gateway.session("0a1B2c").await();

        assertThat(session).isEqualTo(new WechatSession("oABC", "HyVFkGl5F5OQWJZZaNzBBg==", "uX"));
        assertThat(peer.calls()).hasSize(1);
        assertThat(peer.calls().get(0).path()).isEqualTo("/sns/jscode2session");
        assertThat(peer.calls().get(0).query().split("&"))
                .containsExactlyInAnyOrder(
                        "access_token=TOKEN-T1",
                        "js_code=0a1B2c",
                        "secret=SECRET-S1",
                        "grant_type=authorization_code",
                        "appid=wx1");
    }

    @Test
    void phoneCodeBecomesANumber() {
        peer.answer = "{\"errcode\":0,\"errmsg\":\"ok\",\"phone_info\":{\"phoneNumber\":\"+8613800138000\","
                + "\"purePhoneNumber\":\"13800138000\",\"countryCode\":\"86\","
                + "\"watermark\":{\"timestamp\":1637744274,\"appid\":\"wx1\"}}}";

        String phone = gateway.phoneNumber("PHONECODE").await();

        assertThat(phone).isEqualTo("+8613800138000");
        assertThat(peer.calls().get(0).path()).isEqualTo("/wxa/business/getuserphonenumber");
        assertThat(peer.calls().get(0).body()).isEqualTo("{\"code\":\"PHONECODE\"}");
    }

    @Test
    void subscribeMessageKeepsItsMsgid() {
        peer.answer = "{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":294402298110051942}";

        String msgid = gateway.sendSubscribeMessage(accepted()).await();

        assertThat(msgid).isEqualTo("294402298110051942");
        assertThat(peer.calls().get(0).path()).isEqualTo("/cgi-bin/message/subscribe/send");
        assertThat(peer.calls().get(0).body())
                .isEqualTo("{\"touser\":\"oABC\",\"template_id\":\"TPL\",\"page\":\"pages/case/detail?id=1\","
                        + "\"miniprogram_state\":\"formal\",\"lang\":\"zh_CN\","
                        + "\"data\":{\"thing1\":{\"value\":\"自主申报\"},\"phrase2\":{\"value\":\"已受理\"}}}");
    }

    @Test
    void textCheckNamesItsVerdict() {
        peer.answer = "{\"errcode\":0,\"errmsg\":\"ok\",\"result\":{\"suggest\":\"risky\",\"label\":20001},"
                + "\"detail\":[{\"strategy\":\"content_model\",\"errcode\":0,\"suggest\":\"risky\",\"label\":20001,"
                + "\"prob\":90}],\"trace_id\":\"60ae120f\"}";

        TextVerdict verdict = gateway.checkText("oABC", "家里没有饭吃").await();

        assertThat(verdict).isEqualTo(new TextVerdict(Suggestion.RISKY, "20001", "60ae120f"));
        assertThat(peer.calls().get(0).path()).isEqualTo("/wxa/msg_sec_check");
        assertThat(peer.calls().get(0).body())
                .isEqualTo("{\"version\":\"2\",\"openid\":\"oABC\",\"scene\":2,\"content\":\"家里没有饭吃\"}");
    }

    @Test
    void somebodyNotSeenForTwoHoursIsUnchecked() {
        peer.answer = "{\"errcode\":61010,\"errmsg\":\"code is expired\"}";

        TextVerdict verdict = gateway.checkText("oABC", "家里没有饭吃").await();

        assertThat(verdict.suggestion()).isEqualTo(Suggestion.UNCHECKED);
    }

    @Test
    void onlyTheFirst2500CharactersAreChecked() {
        peer.answer =
                "{\"errcode\":0,\"errmsg\":\"ok\",\"result\":{\"suggest\":\"pass\",\"label\":100},\"trace_id\":\"t\"}";

        gateway.checkText("oABC", "𠮷".repeat(3000)).await();

        assertThat(peer.calls().get(0).body()).contains("\"" + "𠮷".repeat(2500) + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "40029, invalid code, INVALID_CODE",
        "40163, code been used, INVALID_CODE",
        "43101, user refuse to accept the msg, REFUSED",
        "40003, invalid openid, BAD_OPENID",
        "40037, invalid template_id, OUR_FAULT",
        "47003, argument invalid! data.thing1.value invalid, OUR_FAULT",
        "41030, invalid page, OUR_FAULT",
        "40125, invalid appsecret, OUR_FAULT",
        "45009, reach max api daily quota limit, QUOTA",
        "45011, api minute-quota reach limit, QUOTA",
        "40164, 'invalid ip 1.2.3.4, not in whitelist', NOT_WHITELISTED",
        "40226, code blocked, BLOCKED_USER",
        "-1, system error, UNAVAILABLE",
    })
    void eachErrorIsOfAKind(int errcode, String errmsg, Kind kind) {
        peer.answer = "{\"errcode\":" + errcode + ",\"errmsg\":\"" + errmsg + " oABC TOKEN-T1 rid: 5f\"}";

        WechatFailure failure = failure(gateway.sendSubscribeMessage(accepted()));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.errcode()).isEqualTo(errcode);
        assertThat(failure).hasMessageNotContainingAny("oABC", "TOKEN-T1", "SECRET-S1", "自主申报");
        assertThat(failure.getStackTrace()).isEmpty();
        assertThat(failure).hasNoCause();
    }

    @Test
    void aFaultyFieldIsNamed() {
        peer.answer = "{\"errcode\":47003,\"errmsg\":\"argument invalid! data.thing1.value invalid rid: 6\"}";

        WechatFailure failure = failure(gateway.sendSubscribeMessage(accepted()));

        assertThat(failure).hasMessage("OUR_FAULT 47003, field thing1");
    }

    @Test
    void anAddressMissingFromTheWhitelistIsNamedAndLoginIsDown() {
        peer.tokenAnswer = "{\"errcode\":40164,\"errmsg\":\"invalid ip 1.2.3.4, not in whitelist rid: x\"}";

        WechatFailure failure = failure(gateway.session("0a1B2c"));

        assertThat(failure.kind()).isEqualTo(Kind.NOT_WHITELISTED);
        assertThat(failure).hasMessageEndingWith("address 1.2.3.4");
        assertThat(peer.calls()).isEmpty();
    }

    @Test
    void aBusyWeChatIsAskedOnceMoreOnly() {
        peer.answer = "{\"errcode\":-1,\"errmsg\":\"system error\"}";

        failure(gateway.phoneNumber("C4"));

        assertThat(peer.calls()).hasSize(2);
    }

    @Test
    void anEndedTokenIsRenewedOnce() {
        peer.answer = "{\"errcode\":42001,\"errmsg\":\"access_token expired\"}";

        WechatFailure failure = failure(gateway.phoneNumber("C3"));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(peer.asked).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "500, '{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":1}', UNAVAILABLE",
        "502, <html>bad gateway</html>, UNAVAILABLE",
        "302, '{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":1}', UNAVAILABLE",
        "200, <html>ok</html>, UNKNOWN",
        "200, '', UNAVAILABLE"
    })
    void whatIsNoAnswerOfWeChatIsAFailure(int status, String answer, Kind kind) {
        peer.status = status;
        peer.answer = answer;

        WechatFailure failure = failure(gateway.sendSubscribeMessage(accepted()));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(peer.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"<html>ok</html>", "{}", "''"})
    void withoutATokenNothingWasSent(String tokenAnswer) {
        peer.tokenAnswer = tokenAnswer;

        WechatFailure failure = failure(gateway.sendSubscribeMessage(accepted()));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(peer.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"x&appid=wxOTHER&zz=1", "a b", "''", "码", "a%20b", "'a\nb'"})
    void aCodeThatIsNoneNeverLeaves(String code) {
        WechatFailure login = failure(gateway.session(code));
        WechatFailure phone = failure(gateway.phoneNumber(code));

        assertThat(login.kind()).isEqualTo(Kind.INVALID_CODE);
        assertThat(phone.kind()).isEqualTo(Kind.INVALID_CODE);
        assertThat(failure(gateway.session(null)).kind()).isEqualTo(Kind.INVALID_CODE);
        assertThat(failure(gateway.session("x".repeat(129))).kind()).isEqualTo(Kind.INVALID_CODE);
        assertThat(peer.asked).isEmpty();
    }

    static SubscribeMessage accepted() {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("thing1", "自主申报");
        data.put("phrase2", "已受理");
        return new SubscribeMessage("oABC", "TPL", "pages/case/detail?id=1", data);
    }

    static WechatFailure failure(Future<?> future) {
        return catchThrowableOfType(WechatFailure.class, future::await);
    }
}
