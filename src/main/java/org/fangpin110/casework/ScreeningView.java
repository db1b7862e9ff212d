package org.fangpin110.casework;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.fangpin110.casework.Words.CodedValue;

/** The contract's ScreeningView: what the machine thought of a narrative, and from what. */
record ScreeningView(
        boolean held,
        int garbage,
        int spam,
        int copies,
        List<CodedValue> signs,
        CodedValue textCheck,
        int rulesVersion) {
    /** Null while it is not recorded yet. */
    static ScreeningView of(JsonObject stored, Words words) {
        if (stored == null) {
            return null;
        }
        String check = stored.getString("text_check");
        return new ScreeningView(
                stored.getBoolean("held"),
                stored.getInteger("garbage"),
                stored.getInteger("spam"),
                stored.getInteger("copies"),
                stored.getJsonArray("signs", new JsonArray()).stream()
                        .map(sign -> words.coded("sign", (String) sign))
                        .toList(),
                check == null ? null : words.coded("text-check", check),
                stored.getInteger("rules_version"));
    }
}
