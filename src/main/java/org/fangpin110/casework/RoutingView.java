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
        Double confidence,
        List<CodedValue> reasons,
        List<Candidate> candidates,
        String algorithm,
        Integer unitTableVersion) {

    record Candidate(NamedUnit unit, Double score, String why) {}

    static RoutingView of(JsonObject stored, Words words) {
        String target = stored.getString("transferTarget");
        return new RoutingView(
                stored.getString("destination"),
                target == null ? null : words.unit(target),
                stored.getDouble("confidence", 0.0),
                words.reasons("routing.reason", stored.getJsonArray("reasons")),
                candidates(stored.getJsonArray("candidates"), words),
                stored.getString("algorithm", ""),
                stored.getInteger("unitTableVersion"));
    }

    private static List<Candidate> candidates(JsonArray stored, Words words) {
        List<Candidate> found = new ArrayList<>();
        for (int i = 0; stored != null && i < stored.size(); i++) {
            JsonObject candidate = stored.getJsonObject(i);
            NamedUnit unit = words.unit(candidate.getString("unitCode"));
            found.add(
                    new Candidate(unit, candidate.getDouble("score"), why(candidate.getJsonArray("why"), unit, words)));
        }
        return found;
    }

    /** Each sentence is about the candidate itself. */
    private static String why(JsonArray codes, NamedUnit unit, Words words) {
        return codes.stream()
                .map(code -> words.text("routing.reason." + code, unit.name()))
                .collect(Collectors.joining("; "));
    }
}
