package org.fangpin110.bench;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Signs residents in as their phones would: a code from the WeChat stand-in, then our own token. */
final class Residents {
    private static final int AT_ONCE = 16;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    private Residents(int port) {
        this.port = port;
    }

    /** Their access tokens. */
    static List<String> signIn(int port, int count) {
        Residents residents = new Residents(port);
        List<String> tokens = new ArrayList<>();
        for (int first = 0; first < count; first += AT_ONCE) {
            List<CompletableFuture<String>> some = IntStream.range(first, Math.min(count, first + AT_ONCE))
                    .mapToObj(number -> residents.token("bench-" + number))
                    .toList();
            some.forEach(token -> tokens.add(token.join()));
        }
        return tokens;
    }

    private CompletableFuture<String> token(String user) {
        return post("/dev/wechat/login-codes", new JsonObject().put("user", user))
                .thenCompose(login ->
                        post("/api/v1/resident-sessions", new JsonObject().put("code", login.getString("code"))))
                .thenApply(tokens -> tokens.getString("accessToken"));
    }

    private CompletableFuture<JsonObject> post(String path, JsonObject body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(answer -> {
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
            }
            return new JsonObject(answer.body());
        });
    }
}
