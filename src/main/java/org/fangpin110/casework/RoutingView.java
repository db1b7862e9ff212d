package org.fangpin110.casework;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fangpin110.casework.Words.CodedValue;
import org.fangpin110.casework.Words.NamedUnit;

/** The contract's RoutingView: why the report went there, in words. */
record RoutingView(
        String destination,
        NamedUnit transferTarget,
        NamedUnit helperUnit,
        Double confidence,
        List<CodedValue> reasons,
        List<Candidate> candidates,
        String algorithm,
        Integer unitTableVersion) {

    record Candidate(NamedUnit unit, Double score, String why) {}

    static RoutingView of(JsonObject stored, Words words) {
        String target = stored.getString("transferTarget");
        String helper = stored.getString("helperUnit");
        JsonArray reasons = stored.getJsonArray("reasons", new JsonArray());
        return new RoutingView(
                stored.getString("destination"),
                target == null ? null : words.unit(target),
                helper == null ? null : words.unit(helper),
                hundredths(stored.getDouble("confidence", 0.0)),
                words.reasons("routing.reason", reasons),
                candidates(stored.getJsonArray("candidates"), reasons, words),
                stored.getString("algorithm", ""),
                stored.getInteger("unitTableVersion"));
    }

    private static List<Candidate> candidates(JsonArray stored, JsonArray reasons, Words words) {
        List<Candidate> found = new ArrayList<>();
        for (int i = 0; stored != null && i < stored.size(); i++) {
            JsonObject candidate = stored.getJsonObject(i);
            String unit = candidate.getString("unitCode");
            String why = candidate.getJsonArray("why").stream()
                    .map(code -> about(unit, (String) code, reasons, words))
                    .collect(Collectors.joining(words.text("list.separator")));
            found.add(new Candidate(words.unit(unit), hundredths(candidate.getDouble("score")), why));
        }
        return found;
    }

    /** The sentence of the decision that names this candidate, else the same sentence about the candidate alone. */
    private static String about(String unit, String code, JsonArray reasons, Words words) {
        JsonArray parameters = reasons.stream()
                .map(JsonObject.class::cast)
                .filter(reason -> code.equals(reason.getString("code")))
                .map(reason -> reason.getJsonArray("parameters", new JsonArray()))
                .filter(filling -> filling.contains(unit))
                .findFirst()
                .orElseGet(() -> JsonArray.of(unit));
        return words.reason("routing.reason", code, parameters).text();
    }

    /** Nobody reads more into it than that. */
    private static double hundredths(double share) {
        return Math.round(share * 100) / 100.0;
    }
}
