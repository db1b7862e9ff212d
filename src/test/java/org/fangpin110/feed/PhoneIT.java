package org.fangpin110.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Against a server that answers what a test told it to. */
@ExtendWith(VertxExtension.class)
class PhoneIT {
    private final Deque<Integer> toReports = new ArrayDeque<>();
    private final List<String> submitted = Collections.synchronizedList(new ArrayList<>());
    private final FeedReport report = new FeedReport(Lines.own("A"));
    private int sessions;
    private Phone phone;

    @BeforeEach
    void start(Vertx vertx) {
        int port = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .await()
                .actualPort();
        phone = new Phone(new ServerDoor(vertx, URI.create("http://127.0.0.1:" + port), 2), report.user());
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/dev/wechat/login-codes" -> end(request, 200, new JsonObject().put("code", "c"));
            case "/api/v1/resident-sessions" ->
                end(request, 201, new JsonObject().put("accessToken", "token" + ++sessions));
            default -> {
                submitted.add(request.getHeader("Authorization") + " " + request.getHeader("Idempotency-Key"));
                int status = toReports.isEmpty() ? 201 : toReports.remove();
                if (status == 0) {
                    request.connection().close();
                } else {
                    end(request, status, new JsonObject().put("type", "/problems/as-told"));
                }
            }
        }
    }

    private static void end(HttpServerRequest request, int status, JsonObject body) {
        request.response().setStatusCode(status).end(body.toBuffer());
    }

    private Answer submit() {
        return phone.submit(report, Lines.CONSENTS).await();
    }

    @Test
    void oneSignInServesManyReports() {
        submit();
        submit();

        assertThat(submitted).containsExactly("Bearer token1 key of A", "Bearer token1 key of A");
    }

    @Test
    void anExpiredTokenIsReplaced() {
        toReports.add(401);

        assertThat(submit().status()).isEqualTo(201);
        assertThat(submitted).containsExactly("Bearer token1 key of A", "Bearer token2 key of A");
    }

    @Test
    void aBusyServerAndALostAnswerAreTriedAgainWithTheSameKey() {
        toReports.addAll(List.of(503, 0));

        assertThat(submit().status()).isEqualTo(201);
        assertThat(submitted).hasSize(3).containsOnly("Bearer token1 key of A");
    }

    @Test
    void aLimitIsAnAnswer() {
        toReports.add(429);

        assertThat(submit().problem()).isEqualTo("as-told");
        assertThat(submitted).hasSize(1);
    }
}
