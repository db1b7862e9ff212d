package org.fangpin110.score;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Predictions against labels, by the rules of the test set's own scorer: the expected action or one that is accepted too,
 * with the right village. The figures are the same to the last digit.
 */
final class LabelScore {
    private static final String NONE = "none";

    private final List<JsonObject> labels;
    private final Map<String, JsonObject> labelOf = new HashMap<>();
    private final Map<String, JsonObject> predictionOf = new HashMap<>();
    private final boolean registry;
    private final Map<String, Map<String, Integer>> kinds = new TreeMap<>();
    private final Map<String, Integer> verdicts = new TreeMap<>();
    private int triageUnitRight;
    private int triageUnitWrong;
    private int reasonRight;
    private int reasonWrong;
    private int duplicates;
    private int predictedDuplicates;
    private int rightDuplicates;

    /** @param registry false forgives what needs the household registry */
    LabelScore(List<JsonObject> labels, List<JsonObject> predictions, boolean registry) {
        this.labels = labels;
        this.registry = registry;
        labels.forEach(label -> labelOf.put(label.getString("report_id"), label));
        predictions.forEach(prediction -> predictionOf.put(prediction.getString("report_id"), prediction));
        labels.forEach(this::judge);
    }

    private void judge(JsonObject label) {
        JsonObject prediction =
                predictionOf.getOrDefault(label.getString("report_id"), new JsonObject().put("action", NONE));
        String expected = label.getString("action");
        String action = prediction.getString("action");
        String verdict = verdict(label, prediction, expected, action);
        if (action.equals("triage") && expected.equals("triage")) {
            if (label.getString("triage_unit", "").equals(prediction.getString("unit_code"))) {
                triageUnitRight++;
            } else {
                triageUnitWrong++;
            }
        }
        if (action.equals("reject") && expected.equals("reject")) {
            boolean right = label.getString("reason").equals(prediction.getString("reason"))
                    || label.getJsonArray("also_reason", new JsonArray()).contains(prediction.getString("reason"));
            reasonRight += right ? 1 : 0;
            reasonWrong += right ? 0 : 1;
        }
        predictedDuplicates += action.equals("duplicate") ? 1 : 0;
        duplicates += expected.equals("duplicate") ? 1 : 0;
        rightDuplicates += action.equals("duplicate") && expected.equals("duplicate") && verdict.equals("ok") ? 1 : 0;
        verdicts.merge(verdict, 1, Integer::sum);
        kinds.computeIfAbsent(label.getJsonArray("kinds").getString(0), ignored -> new TreeMap<>())
                .merge(verdict, 1, Integer::sum);
    }

    private String verdict(JsonObject label, JsonObject prediction, String expected, String action) {
        String truth = label.getString("true_village_code", "");
        String village = prediction.getString("village_code", "");
        if (action.equals("route") && !village.equals(truth)) {
            return "misroute";
        }
        if (accepts(label, expected, action)) {
            if (action.equals("transfer")
                    && !village.isEmpty()
                    && !county(village).equals(county(truth))) {
                return "misroute";
            }
            return action.equals("duplicate") && !sameHousehold(label, prediction) ? "wrong_dup_target" : "ok";
        }
        if (action.equals(NONE)) {
            return "no_prediction";
        }
        return switch (expected) {
            case "duplicate" -> "missed_dup";
            case "reject" -> "missed_reject";
            default ->
                switch (action) {
                    case "duplicate" -> "false_dup";
                    case "reject" -> "false_reject";
                    case "triage" -> "over_triage";
                    case "route" -> expected.equals("triage") ? "under_triage" : "misroute";
                    default -> "misroute";
                };
        };
    }

    private boolean accepts(JsonObject label, String expected, String action) {
        return action.equals(expected)
                || label.getJsonArray("also_accept").contains(action)
                || !registry && "needs_registry".equals(label.getString("reason")) && action.equals("triage")
                || !registry && "registry_household".equals(label.getString("dup_key")) && action.equals("route");
    }

    private boolean sameHousehold(JsonObject label, JsonObject prediction) {
        JsonObject original = labelOf.get(prediction.getString("duplicate_of", ""));
        return original != null && original.getString("household_key").equals(label.getString("household_key"));
    }

    private static String county(String code) {
        return code.substring(0, Math.min(6, code.length()));
    }

    int misroutes() {
        return verdicts.getOrDefault("misroute", 0);
    }

    List<String> lines() {
        List<JsonObject> routable = labels.stream()
                .filter(label -> label.getString("action").equals("route"))
                .toList();
        long auto = routable.stream().filter(this::routedRight).count();
        List<String> lines = new ArrayList<>();
        int ok = verdicts.getOrDefault("ok", 0);
        lines.add(String.format("reports %d, ok %d = %s", labels.size(), ok, share(ok, labels.size())));
        lines.add(String.format(
                "routable %d, routed by itself and right %d = %s",
                routable.size(), auto, share(auto, routable.size())));
        lines.add(String.format("misroute %d = %s", misroutes(), share(misroutes(), labels.size())));
        lines.add(String.format(
                "duplicates %d, predicted %d, right %d: recall %s, precision %s",
                duplicates,
                predictedDuplicates,
                rightDuplicates,
                share(rightDuplicates, duplicates),
                share(rightDuplicates, predictedDuplicates)));
        lines.add("verdicts " + verdicts);
        lines.add(String.format(
                "triage unit right %d, wrong %d; reject reason right %d, wrong %d",
                triageUnitRight, triageUnitWrong, reasonRight, reasonWrong));
        kinds.entrySet().stream()
                .filter(kind -> kind.getValue().size() > 1 || !kind.getValue().containsKey("ok"))
                .sorted(Comparator.comparingDouble(kind -> okShare(kind.getValue())))
                .forEach(kind -> lines.add(String.format("  %-34s %s", kind.getKey(), kind.getValue())));
        lines.add("  the other kinds of " + kinds.size() + ": all ok");
        return lines;
    }

    private static double okShare(Map<String, Integer> counts) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return counts.getOrDefault("ok", 0) / (double) all;
    }

    private boolean routedRight(JsonObject label) {
        JsonObject prediction = predictionOf.get(label.getString("report_id"));
        return prediction != null
                && prediction.getString("action").equals("route")
                && label.getString("true_village_code").equals(prediction.getString("village_code"));
    }

    private static String share(long part, long whole) {
        return String.format("%.2f %%", 100.0 * part / Math.max(1, whole));
    }
}
