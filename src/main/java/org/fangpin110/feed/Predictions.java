package org.fangpin110.feed;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server's decisions as lines the scorer of the test reports reads. Needs all outcomes in file order: a duplicate
 * names the line it repeats.
 */
public final class Predictions {
    private final Map<String, String> firstOfKey = new HashMap<>();
    private final Map<String, String> firstOfReceipt = new HashMap<>();
    private final List<Outcome> outcomes;

    public Predictions(List<Outcome> outcomes) {
        this.outcomes = outcomes;
        outcomes.forEach(outcome -> {
            firstOfKey.putIfAbsent(outcome.report().key(), outcome.report().reportId());
            if (outcome.stored()) {
                firstOfReceipt.putIfAbsent(outcome.receiptNo(), outcome.report().reportId());
            }
        });
    }

    /** One JSON object each; a report without a usable answer has none. */
    public List<JsonObject> lines() {
        return outcomes.stream().map(this::line).flatMap(Optional::stream).toList();
    }

    private Optional<JsonObject> line(Outcome outcome) {
        String reportId = outcome.report().reportId();
        if (outcome.refused()) {
            String reason = outcome.answer().map(RejectReason::of).orElse("");
            return Optional.of(line(reportId, "reject").put("reason", reason));
        }
        String firstLine = firstOfKey.get(outcome.report().key());
        // the first line of a key is no duplicate of itself when the whole file is played again
        if (outcome.replayed() && !firstLine.equals(reportId)) {
            return Optional.of(line(reportId, "duplicate").put("duplicate_of", firstLine));
        }
        return outcome.decision().map(decision -> line(reportId, decision));
    }

    private JsonObject line(String reportId, Decision decision) {
        if (decision.linked()) {
            return line(reportId, "duplicate")
                    .put("duplicate_of", firstOfReceipt.getOrDefault(decision.linkedTo(), ""));
        }
        if (decision.held()) {
            return line(reportId, "triage").put("unit_code", decision.ownerUnit());
        }
        return switch (decision.destination()) {
            case "VILLAGE" -> line(reportId, "route").put("village_code", decision.ownerUnit());
            case "TRANSFER_LIST" -> line(reportId, "transfer").put("village_code", decision.transferTarget());
            default -> line(reportId, "triage").put("unit_code", decision.ownerUnit());
        };
    }

    private static JsonObject line(String reportId, String action) {
        return new JsonObject().put("report_id", reportId).put("action", action);
    }
}
