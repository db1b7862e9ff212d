package org.fangpin110.feed;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One WeChat user with the mini-program open; keeps its tokens and signs in again when they have run out. */
final class Phone {
    private final ServerDoor door;
    private final String user;
    private Future<String> token;

    Phone(ServerDoor door, String user) {
        this.door = door;
        this.user = user;
    }

    /** The report's own answer, whatever it is. */
    Future<Answer> submit(FeedReport report, JsonObject consents) {
        JsonObject body = report.newReport(consents);
        return authorised("/api/v1/reports", Map.of("Idempotency-Key", report.key()), body);
    }

    /** Accepts one message of each template, in WeChat and towards us, as the phone does when it submits. */
    Future<Void> acceptMessages(List<JsonObject> templates) {
        JsonArray ids = new JsonArray();
        JsonArray grants = new JsonArray();
        templates.forEach(template -> {
            ids.add(template.getString("templateId"));
            grants.add(
                    new JsonObject().put("template", template.getString("code")).put("accepted", true));
        });
        return door.post(
                        "/dev/wechat/grants",
                        Map.of(),
                        new JsonObject().put("user", user).put("templateIds", ids))
                .compose(granted ->
                        authorised("/api/v1/message-grants", Map.of(), new JsonObject().put("grants", grants)))
                .mapEmpty();
    }

    private Future<Answer> authorised(String path, Map<String, String> headers, JsonObject body) {
        return withToken(path, headers, body).compose(answer -> {
            if (answer.status() != 401) {
                return Future.succeededFuture(answer);
            }
            token = null;
            return withToken(path, headers, body);
        });
    }

    private Future<Answer> withToken(String path, Map<String, String> headers, JsonObject body) {
        return signedIn().compose(value -> {
            Map<String, String> all = new HashMap<>(headers);
            all.put("Authorization", "Bearer " + value);
            return door.post(path, all, body);
        });
    }

    private Future<String> signedIn() {
        if (token == null || token.failed()) {
            token = signIn().recover(lostCode -> signIn());
        }
        return token;
    }

    /** A code works once: when its answer was lost, only a new one helps. */
    private Future<String> signIn() {
        return door.post("/dev/wechat/login-codes", Map.of(), new JsonObject().put("user", user))
                .compose(made -> {
                    String code = made.body().getString("code");
                    if (code == null) {
                        throw new FeedFailure("没有 /dev/wechat/login-codes：feed 只能回放到本机的开发环境"
                                + " / feed plays only to a development server on this machine: " + made);
                    }
                    return door.post("/api/v1/resident-sessions", Map.of(), new JsonObject().put("code", code));
                })
                .map(session -> {
                    if (!session.created()) {
                        throw new FeedFailure("登录失败 / Sign-in answered " + session);
                    }
                    return session.body().getString("accessToken");
                });
    }
}
