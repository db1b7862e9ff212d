package org.fangpin110.sandbox;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** A text check by a word list: enough to see what a risky or doubtful text does to the rest of the system. */
final class SuspectWords {
    private static final Map<String, List<String>> WORDS =
            Map.of("risky", List.of("不想活", "自杀", "炸药"), "review", List.of("上访", "没有饭吃", "赌博"));
    private static final int LABEL_NORMAL = 100;
    private static final int LABEL_OTHER = 21000;

    private SuspectWords() {}

    static JsonObject judge(String content) {
        for (String suggestion : List.of("risky", "review")) {
            if (WORDS.get(suggestion).stream().anyMatch(content::contains)) {
                return result(suggestion, LABEL_OTHER);
            }
        }
        return result("pass", LABEL_NORMAL);
    }

    private static JsonObject result(String suggestion, int label) {
        return new JsonObject().put("suggest", suggestion).put("label", label);
    }
}
