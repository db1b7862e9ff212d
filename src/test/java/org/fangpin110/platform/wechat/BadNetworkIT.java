package org.fangpin110.platform.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fangpin110.platform.wechat.RecordedExchangesIT.accepted;
import static org.fangpin110.platform.wechat.RecordedExchangesIT.failure;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.fangpin110.platform.wechat.WechatFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A failure must tell whether the request may have arrived: only then is it told once. */
@ExtendWith(VertxExtension.class)
class BadNetworkIT {
    private static final String TOKEN_ANSWER = "{\"access_token\":\"T\",\"expires_in\":7200}";

    @Test
    void aServerWithAnUntrustedCertificateGetsNothing(Vertx vertx) {
        AtomicInteger requests = new AtomicInteger();
        SelfSignedCertificate certificate = SelfSignedCertificate.create("evil.example");
        HttpServer server = vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions()))
                .requestHandler(request -> {
                    requests.incrementAndGet();
                    request.response().end(TOKEN_ANSWER);
                })
                .listen(0, "127.0.0.1")
                .await();
        WechatGateway gateway = new WechatGateway(vertx, Peer.settings("https://127.0.0.1:" + server.actualPort()));

        WechatFailure failure = failure(gateway.session("0a1B2c"));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("SSL");
        assertThat(requests).hasValue(0);
    }

    @Test
    void nobodyListeningIsUnavailable(Vertx vertx) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        WechatGateway gateway = new WechatGateway(vertx, Peer.settings("http://127.0.0.1:" + port));

        WechatFailure failure = failure(gateway.sendSubscribeMessage(accepted()));

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aSilentPeerIsCutAndTheFateOfTheMessageIsUnknown(Vertx vertx) {
        WechatGateway gateway = new WechatGateway(vertx, settings(afterToken(vertx, Ending.SILENCE)));
        long start = System.nanoTime();

        WechatFailure failure = failure(gateway.sendSubscribeMessage(accepted()));

        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
    }

    @Test
    void aPeerThatDripsItsAnswerIsCutByTheWholeTimeLimit(Vertx vertx) {
        WechatGateway gateway = new WechatGateway(vertx, settings(afterToken(vertx, Ending.DRIP)));
        long start = System.nanoTime();

        WechatFailure failure = failure(gateway.sendSubscribeMessage(accepted()));

        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void aMessageWhoseConnectionBreaksIsNotSentAgain(Vertx vertx) {
        Script script = afterToken(vertx, Ending.CLOSE);
        WechatGateway gateway = new WechatGateway(vertx, settings(script));

        WechatFailure failure = failure(gateway.sendSubscribeMessage(accepted()));

        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(script.messages).hasValue(1);
    }

    @Test
    void anAnswerCutInTheMiddleIsUnknown(Vertx vertx) {
        WechatGateway gateway = new WechatGateway(vertx, settings(afterToken(vertx, Ending.CUT)));

        WechatFailure failure = failure(gateway.sendSubscribeMessage(accepted()));

        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void whenTheTokenTimesOutAllWhoWaitFailTogether(Vertx vertx) {
        NetServer silent = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(bytes -> {}))
                .listen(0, "127.0.0.1")
                .await();
        WechatGateway gateway = new WechatGateway(vertx, Peer.settings("http://127.0.0.1:" + silent.actualPort()));
        long start = System.nanoTime();

        List<Future<String>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(gateway.sendSubscribeMessage(accepted()));
        }

        assertThat(calls).allSatisfy(call -> assertThat(failure(call).kind()).isEqualTo(Kind.UNAVAILABLE));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2500));
    }

    private enum Ending {
        SILENCE,
        DRIP,
        CLOSE,
        CUT
    }

    private record Script(int port, AtomicInteger messages) {}

    private static WechatSettings settings(Script script) {
        return Peer.settings("http://127.0.0.1:" + script.port());
    }

    /** Gives a token, then takes the message in full and ends badly. */
    private static Script afterToken(Vertx vertx, Ending ending) {
        AtomicInteger messages = new AtomicInteger();
        NetServer server = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(bytes -> {
                    String request = bytes.toString();
                    if (request.startsWith("POST /cgi-bin/stable_token")) {
                        socket.write(head(TOKEN_ANSWER.length()) + TOKEN_ANSWER);
                        return;
                    }
                    if (request.startsWith("POST")) {
                        messages.incrementAndGet();
                    }
                    switch (ending) {
                        case SILENCE -> {}
                        case DRIP -> {
                            socket.write(head(1000));
                            vertx.setPeriodic(300, id -> socket.write(" ").onFailure(e -> vertx.cancelTimer(id)));
                        }
                        case CLOSE -> socket.close();
                        case CUT -> socket.write(head(1000) + "{\"errcode\":0").onComplete(sent -> socket.close());
                    }
                }))
                .listen(0, "127.0.0.1")
                .await();
        return new Script(server.actualPort(), messages);
    }

    private static String head(int length) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
