package org.fangpin110.intake;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.fangpin110.matching.Matching;
import org.fangpin110.matching.MatchingDecision;
import org.fangpin110.report.NewReport;
import org.fangpin110.routing.Candidate;
import org.fangpin110.routing.ReasonCode;
import org.fangpin110.routing.RoutingDecision;

/** The stored form of the machine's decisions, complete enough to be shown and replayed. */
final class DecisionJson {
    private DecisionJson() {}

    static String routing(RoutingDecision decision) {
        JsonArray reasons = new JsonArray();
        decision.reasons()
                .forEach(reason -> reasons.add(new JsonObject()
                        .put("code", reason.code().code())
                        .put("parameters", new JsonArray(List.copyOf(reason.parameters())))));
        JsonArray candidates = new JsonArray();
        decision.candidates()
                .forEach(candidate -> candidates.add(new JsonObject()
                        .put("unitCode", candidate.unitCode())
                        .put("score", candidate.score())
                        .put("why", new JsonArray(codes(candidate)))));
        JsonObject json = new JsonObject()
                .put("destination", decision.destination().name())
                .put("ownerUnit", decision.ownerUnit())
                .put("confidence", decision.confidence())
                .put("reasons", reasons)
                .put("candidates", candidates)
                .put("algorithm", decision.algorithm())
                .put("unitTableVersion", decision.unitTableVersion());
        decision.helperUnit().ifPresent(helper -> json.put("helperUnit", helper));
        decision.transferTarget().ifPresent(target -> json.put("transferTarget", target));
        return json.encode();
    }

    private static List<String> codes(Candidate candidate) {
        return candidate.why().stream().map(ReasonCode::code).toList();
    }

    static String matching(MatchingDecision decision) {
        JsonArray related = new JsonArray();
        decision.candidates()
                .forEach(candidate -> related.add(candidate.caseId().toString()));
        JsonArray reasons = new JsonArray();
        decision.reasons().forEach(reason -> reasons.add(new JsonObject().put("code", reason.code())));
        JsonObject json = new JsonObject()
                .put("outcome", decision.outcome().name())
                .put("confidence", decision.confidence())
                .put("reasons", reasons)
                .put("relatedCases", related)
                .put("algorithm", Matching.ALGORITHM);
        decision.previous().ifPresent(earlier -> json.put("previousCase", earlier.toString()));
        return json.encode();
    }

    static String consents(NewReport.Consents consents) {
        return new JsonObject()
                .put("privacy", consents.privacy())
                .put("sensitive", consents.sensitive())
                .put("truth", consents.truth())
                .encode();
    }
}
