package org.fangpin110.platform.wechat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives the answers of the recording and keeps what it was asked. */
final class Peer {
    static final String TOKEN = "/cgi-bin/stable_token";

    record Asked(String method, String path, String query, String contentType, String body) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    volatile String tokenAnswer = "{\"access_token\":\"TOKEN-T1\",\"expires_in\":7200}";
    volatile String answer = "{}";
    volatile int status = 200;
    private HttpServer server;

    static Peer start(Vertx vertx) {
        Peer peer = new Peer();
        peer.server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> peer.reply(request, body)))
                .listen(0, "127.0.0.1")
                .await();
        return peer;
    }

    private void reply(HttpServerRequest request, Buffer body) {
        asked.add(new Asked(
                request.method().name(),
                request.path(),
                request.query(),
                request.getHeader("content-type"),
                body.toString()));
        boolean token = request.path().equals(TOKEN);
        Future<Void> sent = request.response()
                .setStatusCode(token ? 200 : status)
                .putHeader("content-type", request.path().startsWith("/sns") ? "text/plain" : "application/json")
                .end(token ? tokenAnswer : answer);
        sent.onFailure(e -> request.connection().close());
    }

    /** The calls that are not for a token. */
    List<Asked> calls() {
        return asked.stream().filter(call -> !call.path().equals(TOKEN)).toList();
    }

    WechatSettings settings() {
        return settings("http://127.0.0.1:" + server.actualPort());
    }

    static WechatSettings settings(String host) {
        return new WechatSettings(
                "wx1",
                "SECRET-S1",
                "tok",
                "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
                "gh_1",
                host,
                "formal",
                4,
                20,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2));
    }
}
