package org.fangpin110.casework;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.fangpin110.casework.Words.CodedValue;

/** The contract's MatchingView: whether the household had a case already, in words. */
record MatchingView(
        String outcome,
        Double confidence,
        List<CodedValue> reasons,
        List<String> relatedCases,
        String previousCase,
        String algorithm) {
    static MatchingView of(JsonObject stored, Words words) {
        return new MatchingView(
                stored.getString("outcome"),
                stored.getDouble("confidence", 0.0),
                words.reasons("matching.reason", stored.getJsonArray("reasons")),
                stored.getJsonArray("relatedCases") == null
                        ? List.of()
                        : stored.getJsonArray("relatedCases").stream()
                                .map(String::valueOf)
                                .toList(),
                stored.getString("previousCase"),
                stored.getString("algorithm"));
    }
}
