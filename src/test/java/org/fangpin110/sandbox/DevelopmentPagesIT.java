package org.fangpin110.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.stream.Stream;
import org.fangpin110.platform.wechat.WechatGateway;
import org.fangpin110.sandbox.InboxMessage.Channel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class DevelopmentPagesIT {
    private final TickingClock clock = new TickingClock();
    private Vertx vertx;
    private Inbox inbox;
    private WechatSandbox sandbox;
    private int port;
    private WebClient client;

    @BeforeEach
    void start(Vertx vertx) {
        this.vertx = vertx;
        DevelopmentProfile development = new DevelopmentProfile(false);
        inbox = new Inbox(development, clock);
        sandbox = new WechatSandbox(development, vertx, inbox, clock, List.of())
                .start(0)
                .await();
        Router router = Router.router(vertx);
        new DevelopmentPages(development, sandbox, inbox).mount(router);
        router.get("/devices").handler(ctx -> ctx.end("not ours"));
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "0.0.0.0")
                .await();
        port = server.actualPort();
        client = WebClient.create(
                vertx, new WebClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port));
    }

    @Test
    void thePageShowsMessagesNewestFirstAndEscaped() {
        inbox.add(Channel.SMS, "+8613800138000", "accepted", List.of("【某旗农牧局】您的申报已受理"));
        inbox.add(Channel.WECHAT, "oDev<1>", "T\"1", List.of("<script>alert('1')</script>", "{{newest}} & more"));

        HttpResponse<?> page = get("/dev");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.getHeader("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.getHeader("content-security-policy")).startsWith("default-src 'self';");
        assertThat(page.bodyAsString())
                .doesNotContain("<script>alert", "oDev<1>", "+8613800138000")
                .contains(
                        "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;<br>{{newest}} &amp; more", "data-newest=\"2\"")
                .containsSubsequence("微信</span>", "11-23 10:00:00", "短信</span>", "**********8000");
    }

    @Test
    void anEmptyInboxSaysWhatWillComeHere() {
        assertThat(get("/dev/").bodyAsString()).contains("还没有消息");
    }

    @Test
    void messagesAreListedAsJson() {
        inbox.add(Channel.SMS, "+8613800138000", "accepted", List.of("一"));
        inbox.add(Channel.WECHAT, "oDev1", "T1", List.of("二", "三"));

        JsonObject all = get("/dev/messages").bodyAsJsonObject();
        JsonObject his = get("/dev/messages?recipient=oDev1").bodyAsJsonObject();
        JsonObject later = get("/dev/messages?after=2").bodyAsJsonObject();

        assertThat(all.getJsonArray("messages")).hasSize(2);
        assertThat(his)
                .isEqualTo(new JsonObject()
                        .put(
                                "messages",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("sequence", 2)
                                                .put("at", "2026-11-23T02:00:00Z")
                                                .put("channel", "WECHAT")
                                                .put("recipient", "oDev1")
                                                .put("template", "T1")
                                                .put("lines", new JsonArray(List.of("二", "三"))))));
        assertThat(later.getJsonArray("messages")).isEmpty();
        assertThat(get("/dev/messages?after=x").statusCode()).isEqualTo(400);
    }

    @Test
    void aLoginCodeOfThePageLogsIn() {
        JsonObject given = post("/dev/wechat/login-codes", new JsonObject().put("user", "zhang"))
                .bodyAsJsonObject();

        String openid = new WechatGateway(vertx, sandbox.settings())
                .session(given.getString("code"))
                .await()
                .openid();

        assertThat(openid).isEqualTo(given.getString("openid"));
    }

    @Test
    void consentAddsUp() {
        JsonObject taps = new JsonObject().put("user", "zhang").put("templateIds", new JsonArray(List.of("T1", "T2")));

        post("/dev/wechat/grants", taps);
        JsonObject left = post("/dev/wechat/grants", taps.put("count", 2)).bodyAsJsonObject();

        assertThat(left.getJsonObject("left"))
                .isEqualTo(new JsonObject().put("T1", 3).put("T2", 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/dev/wechat/login-codes | {}",
                "/dev/wechat/login-codes | {\"user\":\"<b>\"}",
                "/dev/wechat/login-codes | nonsense",
                "/dev/wechat/phone-codes | {\"phone\":\"1\"}",
                "/dev/wechat/grants | {\"user\":\"zhang\",\"templateIds\":[1]}",
                "/dev/wechat/grants | {\"user\":\"zhang\",\"templateIds\":[\"T\"],\"count\":0}"
            })
    void whatIsMalformedIsRefused(String path, String body) {
        HttpResponse<?> answer = client.post(path)
                .putHeader("content-type", "application/json")
                .sendBuffer(Buffer.buffer(body))
                .await();

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.getHeader("content-type")).startsWith("application/problem+json");
    }

    @Test
    void aFormOfAForeignPageIsRefused() {
        HttpResponse<?> answer = client.post("/dev/wechat/login-codes")
                .putHeader("content-type", "text/plain")
                .sendBuffer(Buffer.buffer("{\"user\":\"zhang\"}"))
                .await();

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({"x-forwarded-for, 10.0.0.1", "forwarded, for=10.0.0.1", "host, evil.example"})
    void whoComesThroughAProxyOrAForeignNameIsRefused(String header, String value) {
        HttpResponse<?> answer =
                client.get("/dev").putHeader(header, value).send().await();

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void onlyLoopbackAddressesAreThisMachine() {
        assertThat(Stream.of("127.0.0.1", "127.9.9.9", "::1", "0:0:0:0:0:0:0:1"))
                .allMatch(DevelopmentPages::isLoopback);
        assertThat(Stream.of(
                        "10.0.0.5", "192.168.1.4", "203.0.113.7", "1127.0.0.1", "fe80::1", "::ffff:10.0.0.5", "", null))
                .noneMatch(DevelopmentPages::isLoopback);
    }

    /** Through every other address this machine has, however many those are. */
    @Test
    void otherMachinesAreRefused() throws SocketException {
        List<String> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
                .map(InetAddress::getHostAddress)
                .toList();

        List<Integer> statuses = outside.stream()
                .map(address -> client.get(port, address, "/dev/messages")
                        .putHeader("host", "localhost")
                        .send()
                        .await()
                        .statusCode())
                .toList();

        assertThat(statuses).hasSameSizeAs(outside).allMatch(status -> status == 403);
    }

    @Test
    void onlyDevIsGuardedAndAssetsAreFilesOfTheirOwn() {
        assertThat(get("/dev/assets/dev.css").getHeader("content-type")).isEqualTo("text/css; charset=utf-8");
        assertThat(get("/dev/assets/dev.js").getHeader("content-type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(get("/dev/assets/dev.html").statusCode()).isEqualTo(404);
        assertThat(get("/devices").getHeader("content-security-policy")).isNull();
    }

    private HttpResponse<?> get(String path) {
        return client.get(path).send().await();
    }

    private HttpResponse<?> post(String path, JsonObject body) {
        return client.post(path).sendJsonObject(body).await();
    }
}
