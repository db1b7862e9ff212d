package org.fangpin110.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * HTTP as a patient phone speaks it: 503 and lost connections are tried again for as long as a restart takes, every other
 * answer is an answer.
 */
final class ServerDoor {
    private static final long TIMEOUT_MILLIS = TimeUnit.SECONDS.toMillis(20);
    private static final List<Duration> BACK_OFF = List.of(
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(8),
            Duration.ofSeconds(8));

    private final Vertx vertx;
    private final HttpClient client;
    private final RequestOptions server;

    ServerDoor(Vertx vertx, URI url, int connections) {
        this.vertx = vertx;
        boolean tls = "https".equals(url.getScheme());
        int standardPort = tls ? 443 : 80;
        this.server = new RequestOptions()
                .setHost(url.getHost())
                .setPort(url.getPort() < 0 ? standardPort : url.getPort())
                .setSsl(tls)
                .setTimeout(TIMEOUT_MILLIS);
        this.client = vertx.httpClientBuilder()
                .with(new PoolOptions().setHttp1MaxSize(connections))
                .withConnectHandler(connection -> connection.exceptionHandler(lost -> {})) // each request tells of it
                .build();
    }

    Future<Answer> get(String path) {
        return send(HttpMethod.GET, path, Map.of(), null, 0);
    }

    Future<Answer> post(String path, Map<String, String> headers, JsonObject body) {
        return send(HttpMethod.POST, path, headers, body.toBuffer(), 0);
    }

    Future<Void> close() {
        return client.close();
    }

    private Future<Answer> send(
            HttpMethod method, String path, Map<String, String> headers, Buffer body, int triedBefore) {
        return once(method, path, headers, body).transform(result -> {
            boolean later = result.failed() || result.result().status() == 503;
            if (!later || triedBefore == BACK_OFF.size()) {
                return result.failed() ? Future.failedFuture(result.cause()) : Future.succeededFuture(result.result());
            }
            return pause(BACK_OFF.get(triedBefore))
                    .compose(waited -> send(method, path, headers, body, triedBefore + 1));
        });
    }

    private Future<Answer> once(HttpMethod method, String path, Map<String, String> headers, Buffer body) {
        RequestOptions options = new RequestOptions(server).setMethod(method).setURI(path);
        options.putHeader("Accept-Language", "zh-CN");
        headers.forEach(options::putHeader);
        if (body != null) {
            options.putHeader("Content-Type", "application/json");
        }
        return client.request(options)
                .compose(request -> body == null ? request.send() : request.send(body))
                .compose(response -> response.body().map(bytes -> answer(response, bytes)));
    }

    private static Answer answer(HttpClientResponse response, Buffer bytes) {
        boolean replayed = "true".equals(response.getHeader("Idempotency-Replayed"));
        try {
            JsonObject body = bytes.length() == 0 ? new JsonObject() : bytes.toJsonObject();
            return new Answer(response.statusCode(), replayed, body);
        } catch (DecodeException | ClassCastException notJson) {
            return new Answer(response.statusCode(), replayed, new JsonObject());
        }
    }

    private Future<Void> pause(Duration time) {
        Promise<Void> over = Promise.promise();
        vertx.setTimer(time.toMillis(), id -> over.complete());
        return over.future();
    }
}
