package org.fangpin110.feed;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a phone learns from the dictionary before the first report.
 *
 * @param consents current text versions by kind
 * @param templates the code and templateId of each subscribe message to ask for
 */
record Form(JsonObject consents, List<JsonObject> templates) {
    static Future<Form> load(ServerDoor door) {
        return door.get("/api/v1/dictionary")
                .recover(failure -> Future.failedFuture(
                        new FeedFailure("连不上服务，先启动它或用 --url 指明地址 / No server there: " + failure.getMessage())))
                .map(answer -> {
                    if (answer.status() != 200) {
                        throw new FeedFailure("字典取不到 / The dictionary answered " + answer);
                    }
                    JsonObject consents = new JsonObject();
                    objects(answer.body().getJsonArray("consents"))
                            .forEach(consent -> consents.put(consent.getString("kind"), consent.getString("version")));
                    return new Form(consents, objects(answer.body().getJsonArray("messageTemplates")));
                });
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }
}
