package org.fangpin110.platform.sms;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fangpin110.platform.sms.SmsFailure.Kind;

/**
 * One POST to a provider, with every bound: connections, waiting requests, time, size of the answer. Certificates and host
 * names are checked. What failed before the request left may be repeated, what failed afterwards may have been taken.
 */
final class SmsWire {
    static final int LONGEST_ANSWER = 64 * 1024;

    /** @param answer how long a provider may take once it has the request */
    record Bounds(int connections, int waiting, Duration connect, Duration answer) {
        static final Bounds STANDARD = new Bounds(16, 500, Duration.ofSeconds(3), Duration.ofSeconds(10));
    }

    /** @param status 200, or 4xx with JSON in it */
    record Answer(int status, JsonObject body) {}

    private final HttpClient client;
    private final URI host;
    private final Bounds bounds;

    SmsWire(Vertx vertx, URI host, Bounds bounds) {
        this.host = host;
        this.bounds = bounds;
        client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setConnectTimeout((int) bounds.connect().toMillis())
                        .setKeepAliveTimeout(10)
                        .setTrustAll(false)
                        .setVerifyHost(true)
                        .setDecompressionSupported(false))
                .with(new PoolOptions().setHttp1MaxSize(bounds.connections()).setMaxWaitQueueSize(bounds.waiting()))
                .build();
    }

    /** As it goes into the Host header, and into signatures. */
    String authority() {
        return host.getPort() < 0 ? host.getHost() : host.getHost() + ":" + host.getPort();
    }

    Future<Answer> post(String target, Map<String, String> headers, Buffer body) {
        boolean tls = "https".equals(host.getScheme());
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(host.getHost())
                .setPort(host.getPort() < 0 ? (tls ? 443 : 80) : host.getPort())
                .setSsl(tls)
                .setURI(target)
                .setFollowRedirects(false)
                .setConnectTimeout(bounds.connect().toMillis());
        headers.forEach(options::putHeader);
        return client.request(options)
                .transform(request -> request.succeeded()
                        ? send(request.result(), body)
                        : Future.failedFuture(new SmsFailure(Kind.RETRYABLE, "no-connection")));
    }

    private Future<Answer> send(HttpClientRequest request, Buffer body) {
        return request.send(body)
                .compose(response ->
                        read(request, response).compose(answer -> understood(response.statusCode(), answer)))
                .timeout(bounds.answer().toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> {
                    request.reset();
                    return Future.failedFuture(
                            failure instanceof SmsFailure known ? known : new SmsFailure(Kind.UNKNOWN, "no-answer"));
                });
    }

    private static Future<Buffer> read(HttpClientRequest request, HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        Buffer read = Buffer.buffer();
        response.handler(part -> {
            if (read.length() + part.length() > LONGEST_ANSWER) {
                whole.tryFail(new SmsFailure(Kind.UNKNOWN, "answer-too-long"));
                request.reset();
            } else {
                read.appendBuffer(part);
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(read));
        return whole.future();
    }

    private static Future<Answer> understood(int status, Buffer body) {
        if (status == 429 || status == 503) {
            return Future.failedFuture(new SmsFailure(Kind.RETRYABLE, "http-" + status));
        }
        if (status >= 500) {
            return Future.failedFuture(new SmsFailure(Kind.UNKNOWN, "http-" + status));
        }
        try {
            if (status == 200 || status >= 400) {
                return Future.succeededFuture(new Answer(status, new JsonObject(body)));
            }
        } catch (DecodeException | ClassCastException e) {
            if (status == 200) {
                return Future.failedFuture(new SmsFailure(Kind.UNKNOWN, "answer-unreadable"));
            }
        }
        return Future.failedFuture(new SmsFailure(Kind.OUR_FAULT, "http-" + status));
    }

    Future<Void> close() {
        return client.close();
    }
}
