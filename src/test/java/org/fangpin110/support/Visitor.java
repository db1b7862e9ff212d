package org.fangpin110.support;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;

/** Somebody at the public port, signed in or not. Every answer is held against the contract. */
public final class Visitor {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final String token;

    Visitor(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** The access token; null for a stranger. */
    public String token() {
        return token;
    }

    /** The same address with another token. */
    public Visitor with(String otherToken) {
        return new Visitor(base, otherToken);
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer post(String path, JsonObject body, String... headers) {
        return send("POST", path, body.encode().getBytes(StandardCharsets.UTF_8), headers);
    }

    /** A POST without a body. */
    public Answer post(String path, String... headers) {
        return send("POST", path, null, headers);
    }

    /** A submission with its key. */
    public Answer submit(UUID key, JsonObject report, String... moreHeaders) {
        return post(
                "/api/v1/reports",
                report,
                Stream.concat(Stream.of("Idempotency-Key", key.toString()), Arrays.stream(moreHeaders))
                        .toArray(String[]::new));
    }

    /** One photo with its key, as a phone sends it. */
    public Answer upload(String receiptNo, UUID key, byte[] photo) {
        return send(
                "POST",
                "/api/v1/reports/" + receiptNo + "/photos",
                Pictures.multipart(photo),
                "Idempotency-Key",
                key.toString(),
                "Content-Type",
                Pictures.MULTIPART);
    }

    /** The stream of queue changes; not held against the contract, which says nothing about its inside. */
    public EventStream queueEvents(String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/v1/queue/events"))
                    .timeout(Duration.ofSeconds(60));
            authorise(request);
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return new EventStream(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void authorise(HttpRequest.Builder request) {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
    }

    public Answer send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        authorise(request);
        boolean typed = false;
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
            typed |= headers[i].equalsIgnoreCase("Content-Type");
        }
        if (body != null && !typed) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
            ContractCheck.check(method, path, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
