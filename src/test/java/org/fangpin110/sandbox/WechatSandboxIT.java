package org.fangpin110.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fangpin110.platform.wechat.SubscribeMessage;
import org.fangpin110.platform.wechat.TextVerdict.Suggestion;
import org.fangpin110.platform.wechat.WechatFailure;
import org.fangpin110.platform.wechat.WechatFailure.Kind;
import org.fangpin110.platform.wechat.WechatGateway;
import org.fangpin110.platform.wechat.WechatSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real WxJava against the sandbox, over loopback. */
@ExtendWith(VertxExtension.class)
class WechatSandboxIT {
    private static final String SEND = "/cgi-bin/message/subscribe/send";
    private static final String LOGIN = "/sns/jscode2session";
    private static final String TOKEN = "/cgi-bin/stable_token";
    private static final SandboxTemplate PROGRESS =
            new SandboxTemplate("TPL-PROGRESS", "办理进度通知", "事项:{{thing1.DATA}}\n结果:{{phrase2.DATA}}\n");

    private final TickingClock clock = new TickingClock();
    private Vertx vertx;
    private Inbox inbox;
    private WechatSandbox sandbox;
    private WechatGateway gateway;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        DevelopmentProfile development = new DevelopmentProfile(false);
        inbox = new Inbox(development, clock);
        sandbox = new WechatSandbox(development, vertx, inbox, clock, List.of(PROGRESS))
                .start(0)
                .await();
        gateway = new WechatGateway(vertx, sandbox.settings());
    }

    @AfterEach
    void stop() {
        gateway.close().compose(closed -> sandbox.close()).await();
    }

    @Test
    void aLoginCodeWorksOnce() {
        String code = sandbox.loginCode("zhang");

        String openid = gateway.session(code).await().openid();

        assertThat(openid).isEqualTo(sandbox.openid("zhang"));
        assertThat(failure(gateway.session(code)).kind()).isEqualTo(Kind.INVALID_CODE);
    }

    @Test
    void aPhoneCodeIsNoLoginCode() {
        String code = sandbox.phoneCode("13800138000");

        assertThat(failure(gateway.session(code)).kind()).isEqualTo(Kind.INVALID_CODE);
        assertThat(gateway.phoneNumber(code).await()).isEqualTo("+8613800138000");
        assertThat(failure(gateway.phoneNumber(code)).errcode()).isEqualTo(40029);
    }

    @Test
    void oneConsentIsOneMessage() {
        sandbox.grant("zhang", PROGRESS.id(), 2);

        long first =
                Long.parseLong(gateway.sendSubscribeMessage(progress("已受理")).await());
        long second =
                Long.parseLong(gateway.sendSubscribeMessage(progress("已核查")).await());
        WechatFailure third = failure(gateway.sendSubscribeMessage(progress("已公示")));

        assertThat(second).isGreaterThan(first);
        assertThat(third.kind()).isEqualTo(Kind.REFUSED);
        assertThat(inbox.messages(sandbox.openid("zhang"), 0, 10))
                .extracting(InboxMessage::lines)
                .containsExactly(List.of("办理进度通知", "事项:自主申报", "结果:已核查"), List.of("办理进度通知", "事项:自主申报", "结果:已受理"));
    }

    @Test
    void aFaultyFieldCostsNoConsent() {
        sandbox.grant("zhang", PROGRESS.id(), 1);

        WechatFailure failure = failure(gateway.sendSubscribeMessage(progress("太长太长太长")));

        assertThat(failure).hasMessage("OUR_FAULT 47003, field phrase2");
        assertThat(gateway.sendSubscribeMessage(progress("已受理")).await()).isNotEmpty();
    }

    @Test
    void unknownTemplatesAndPeopleAreTold() {
        String openid = sandbox.openid("zhang");

        WechatFailure template =
                failure(gateway.sendSubscribeMessage(new SubscribeMessage(openid, "TPL-OLD", null, Map.of())));
        WechatFailure person =
                failure(gateway.sendSubscribeMessage(new SubscribeMessage("oABC", PROGRESS.id(), null, Map.of())));

        assertThat(template.errcode()).isEqualTo(40037);
        assertThat(person.kind()).isEqualTo(Kind.BAD_OPENID);
        assertThat(inbox.messages(null, 0, 10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"房子漏水, PASS", "家里没有饭吃, REVIEW", "不想活了, RISKY"})
    void wordsDecideTheTextCheck(String text, Suggestion suggestion) {
        assertThat(gateway.checkText(sandbox.openid("zhang"), text).await().suggestion())
                .isEqualTo(suggestion);
    }

    @Test
    void sixteenCallsAtOnceAskForOneToken() {
        List<Future<?>> calls = new ArrayList<>();

        IntStream.range(0, 16).forEach(i -> calls.add(gateway.checkText(sandbox.openid("zhang"), "房子漏水")));

        Future.all(calls).await();
        assertThat(sandbox.requests(TOKEN)).isEqualTo(1);
        assertThat(sandbox.requests("/wxa/msg_sec_check")).isEqualTo(16);
    }

    @Test
    void anExpiredTokenIsRenewedUnseen() {
        gateway.checkText(sandbox.openid("zhang"), "房子漏水").await();
        sandbox.expireTokens();

        gateway.checkText(sandbox.openid("zhang"), "房子漏水").await();

        assertThat(sandbox.requests(TOKEN)).isEqualTo(2);
        assertThat(sandbox.requests("/wxa/msg_sec_check")).isEqualTo(3);
    }

    @Test
    void callsFromOneEventLoopRunSideBySide() {
        sandbox.fail("/wxa/msg_sec_check", Fault.delay(Duration.ofMillis(200)));
        long start = System.nanoTime();

        Future.future(promise -> vertx.runOnContext(go -> Future.all(IntStream.range(0, 16)
                                .mapToObj(i -> gateway.checkText(sandbox.openid("zhang"), "房子漏水"))
                                .toList())
                        .onComplete(promise)))
                .await();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1600));
    }

    @Test
    void aFullQueueAnswersAtOnce() {
        sandbox.fail("/wxa/msg_sec_check", Fault.delay(Duration.ofMillis(500)));
        WechatGateway narrow = narrow(Duration.ofSeconds(5));
        List<Future<?>> calls = new ArrayList<>();
        long start = System.nanoTime();

        for (int i = 0; i < 3; i++) {
            calls.add(narrow.checkText(sandbox.openid("zhang"), "房子漏水"));
        }

        assertThat(failure(calls.get(2)).kind()).isEqualTo(Kind.BUSY);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(400));
        Future.all(calls.subList(0, 2)).await();
        assertThat(narrow.checkText(sandbox.openid("zhang"), "房子漏水").await().suggestion())
                .isEqualTo(Suggestion.PASS);
    }

    @Test
    void closingLetsCallsEnd() {
        sandbox.fail("/wxa/msg_sec_check", Fault.delay(Duration.ofMillis(300)));
        WechatGateway narrow = narrow(Duration.ofSeconds(5));
        Future<?> running = narrow.checkText(sandbox.openid("zhang"), "房子漏水");
        Future<?> waiting = narrow.checkText(sandbox.openid("zhang"), "房子漏水");

        narrow.close().await();

        assertThat(running.await()).isNotNull();
        assertThat(waiting.await()).isNotNull();
        assertThat(failure(narrow.session("late")).kind()).isEqualTo(Kind.BUSY);
    }

    @Test
    void aMessageThatArrivesAfterTheTimeLimitIsOfUnknownFate() throws InterruptedException {
        WechatGateway hasty = narrow(Duration.ofMillis(300));
        sandbox.grant("zhang", PROGRESS.id(), 1);
        sandbox.fail(SEND, Fault.delay(Duration.ofMillis(600)).times(1));

        WechatFailure failure = failure(hasty.sendSubscribeMessage(progress("已受理")));

        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
        Thread.sleep(500);
        assertThat(inbox.messages(null, 0, 10)).hasSize(1);
    }

    @Test
    void faultsAreSwitchedFromOutsideToo() {
        URI host = URI.create(sandbox.settings().apiHost());
        WebClient client = WebClient.create(vertx);
        JsonObject fault = new JsonObject().put("path", LOGIN).put("errcode", 40226);
        client.post(host.getPort(), host.getHost(), "/sandbox/faults")
                .sendJsonObject(fault)
                .await();

        WechatFailure failure = failure(gateway.session(sandbox.loginCode("zhang")));

        assertThat(failure.kind()).isEqualTo(Kind.BLOCKED_USER);
        client.delete(host.getPort(), host.getHost(), "/sandbox/faults").send().await();
        assertThat(gateway.session(sandbox.loginCode("zhang")).await().openid()).isEqualTo(sandbox.openid("zhang"));
    }

    @Test
    void everyFaultReachesTheCaller() {
        Map<Fault, Kind> expected = Map.of(
                Fault.errcode(45009, "reach max api daily quota limit"), Kind.QUOTA,
                Fault.status(500), Kind.UNAVAILABLE,
                Fault.malformedAnswer(), Kind.UNKNOWN,
                Fault.droppedConnection(), Kind.UNKNOWN);
        sandbox.grant("zhang", PROGRESS.id(), 10);

        expected.forEach((fault, kind) -> {
            sandbox.fail(SEND, fault);
            assertThat(failure(gateway.sendSubscribeMessage(progress("已受理"))).kind())
                    .as(fault.toString())
                    .isEqualTo(kind);
        });

        assertThat(sandbox.requests(SEND)).isEqualTo(4);
    }

    @Test
    void aWrongTokenIsRenewedOnce() {
        sandbox.grant("zhang", PROGRESS.id(), 1);
        sandbox.fail(SEND, Fault.errcode(40001, "invalid credential").times(1));

        String msgid = gateway.sendSubscribeMessage(progress("已受理")).await();

        assertThat(msgid).isNotEmpty();
    }

    @Test
    void loginAnswersAreTextAndSecretsAreChecked() {
        URI host = URI.create(sandbox.settings().apiHost());
        WebClient client = WebClient.create(vertx);

        HttpResponse<?> login = client.get(host.getPort(), host.getHost(), LOGIN + "?appid=wx1&secret=x&js_code=y")
                .send()
                .await();
        HttpResponse<?> noToken = client.post(host.getPort(), host.getHost(), SEND)
                .sendJsonObject(new JsonObject())
                .await();
        HttpResponse<?> nonsense = client.post(host.getPort(), host.getHost(), TOKEN)
                .sendBuffer(Buffer.buffer("nonsense"))
                .await();

        assertThat(login.getHeader("content-type")).isEqualTo("text/plain");
        assertThat(login.bodyAsString()).contains("40013");
        assertThat(noToken.bodyAsString()).contains("41001");
        assertThat(nonsense.bodyAsString()).contains("47001");
    }

    private SubscribeMessage progress(String result) {
        return new SubscribeMessage(
                sandbox.openid("zhang"),
                PROGRESS.id(),
                "pages/case/detail?id=1",
                Map.of("thing1", "自主申报", "phrase2", result));
    }

    /** One worker, one waiting call. The wide gateway goes first: pools of one name are one pool. */
    private WechatGateway narrow(Duration readTimeout) {
        gateway.close().await();
        WechatSettings wide = sandbox.settings();
        return new WechatGateway(
                vertx,
                new WechatSettings(
                        wide.appId(),
                        wide.secret(),
                        wide.token(),
                        wide.aesKey(),
                        wide.originalId(),
                        wide.apiHost(),
                        wide.miniprogramState(),
                        1,
                        1,
                        wide.connectTimeout(),
                        readTimeout,
                        wide.callTimeout()));
    }

    private static WechatFailure failure(Future<?> future) {
        return catchThrowableOfType(WechatFailure.class, future::await);
    }
}
