package org.fangpin110.form;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rules of risk judge by, out of a VISIT_FORM, CHECK_CONCLUSION, ELIMINATION_VISIT or ELIMINATION_CONCLUSION. Amounts in yuan for
 * twelve months. Null where the form does not ask.
 *
 * @param guarantees SAFE, UNSAFE or NOT_CONCERNED by schooling, medicalCare and housing
 * @param water the same
 * @param risks the main one first
 * @param eventKind a code of risk-event; NONE without an event
 */
public record VisitFacts(
        int householdSize,
        int labourAbleCount,
        BigDecimal grossIncome,
        BigDecimal netIncome,
        BigDecimal netIncomePerHead,
        BigDecimal rigidSpending,
        Map<String, String> guarantees,
        String water,
        List<String> risks,
        String eventKind,
        Boolean riskControllable) {
    private static final Set<String> ABLE = Set.of("SKILLED", "ORDINARY", "WEAK");

    /** @param data checked by the form's schema */
    public static VisitFacts of(JsonObject data) {
        Map<String, String> guarantees = new LinkedHashMap<>();
        List.of("schooling", "medicalCare", "housing").forEach(name -> guarantees.put(name, finding(data, name)));
        JsonArray risks = new JsonArray();
        if (data.containsKey("riskMain")) {
            risks.add(data.getString("riskMain")).addAll(data.getJsonArray("riskMore", new JsonArray()));
        }
        return new VisitFacts(
                data.getInteger("householdSize"),
                labourAble(data),
                IncomeRules.amount(data, "grossIncome"),
                IncomeRules.amount(data, "netIncome"),
                IncomeRules.amount(data, "netIncomePerHead"),
                IncomeRules.amount(data, "rigidSpending"),
                guarantees,
                finding(data, "water"),
                risks.stream().map(String.class::cast).toList(),
                data.getString("eventKind"),
                data.getBoolean("riskControllable"));
    }

    /** Counted from the members, where the form lists them. */
    static int labourAble(JsonObject data) {
        if (data.containsKey("labourAbleCount")) {
            return data.getInteger("labourAbleCount");
        }
        return (int) HouseholdRules.objects(data.getJsonArray("members", new JsonArray())).stream()
                .filter(member -> ABLE.contains(member.getString("labour", "")))
                .count();
    }

    private static String finding(JsonObject data, String guarantee) {
        return data.getJsonObject(guarantee).getString("finding");
    }

    @Override
    public String toString() {
        return "VisitFacts[…]";
    }
}
