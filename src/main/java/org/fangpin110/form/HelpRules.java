package org.fangpin110.form;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.fangpin110.platform.problem.FieldError;

/** Rules about help and about the end of the risk. Faults are {@link FieldError}s. */
final class HelpRules {
    /** 开发式帮扶: help to earn, by industry or by a job. */
    private static final Set<String> DEVELOPMENT = Set.of("INDUSTRY", "EMPLOYMENT", "PUBLIC_POST");

    private static final String SAFETY_NET = "SAFETY_NET";

    private HelpRules() {}

    static void helpSuitsTheLabour(JsonObject data, LocalDate today, FormFaults faults) {
        boolean works = data.getInteger("labourAbleCount") > 0 && data.getBoolean("labourWilling");
        List<String> kinds = HouseholdRules.objects(data.getJsonArray("measures")).stream()
                .map(measure -> measure.getString("kind"))
                .toList();
        if (works && kinds.stream().noneMatch(DEVELOPMENT::contains)) {
            faults.fault("/measures", "development-measure-needed");
        }
        if (!works && !kinds.contains(SAFETY_NET)) {
            faults.fault("/measures", "safety-net-measure-needed");
        }
    }

    static void amountsArePositive(JsonObject data, LocalDate today, FormFaults faults) {
        eachMeasure(data, (place, measure) -> positive(measure, place, faults));
    }

    static void theAmountIsPositive(JsonObject data, LocalDate today, FormFaults faults) {
        positive(data, "", faults);
    }

    private static void positive(JsonObject measure, String place, FormFaults faults) {
        if (measure.containsKey("amount")
                && IncomeRules.amount(measure, "amount").signum() <= 0) {
            faults.fault(place + "/amount", "amount-positive");
        }
    }

    static void aSafetyNetIsNamed(JsonObject data, LocalDate today, FormFaults faults) {
        eachMeasure(data, (place, measure) -> named(measure, place, faults));
    }

    static void theSafetyNetIsNamed(JsonObject data, LocalDate today, FormFaults faults) {
        named(data, "", faults);
    }

    private static void named(JsonObject measure, String place, FormFaults faults) {
        if (measure.getString("kind").equals(SAFETY_NET) && measure.getString("safetyNet") == null) {
            faults.fault(place + "/safetyNet", "safety-net-kind-needed");
        }
    }

    static void measuresEndAfterTheyBegin(JsonObject data, LocalDate today, FormFaults faults) {
        eachMeasure(data, (place, measure) -> {
            String end = measure.getString("endsOn");
            if (end != null && LocalDate.parse(end).isBefore(LocalDate.parse(measure.getString("startsOn")))) {
                faults.fault(place + "/endsOn", "end-before-start");
            }
        });
    }

    static void aNewRiskIsDescribed(JsonObject data, LocalDate today, FormFaults faults) {
        if (data.getBoolean("newRisk") && data.getString("riskText") == null) {
            faults.fault("/riskText", "risk-text-needed");
        }
    }

    /**
     * Stable income, controllable spending, the guarantees lasting, the risk gone and no new one; households wholly without labour
     * stay on hold. Above which line and for how many months is policy, judged where that is known.
     */
    static void eliminationMeetsItsConditions(JsonObject data, LocalDate today, FormFaults faults) {
        if (!data.getString("conclusion").equals("MET")) {
            return;
        }
        for (String condition : List.of("incomeStable", "spendingControllable", "riskSolved")) {
            if (!data.getBoolean(condition)) {
                faults.fault("/" + condition, "elimination-not-met");
            }
        }
        if (data.getBoolean("newRisk")) {
            faults.fault("/newRisk", "elimination-not-met");
        }
        if (!HouseholdRules.allSecured(data)) {
            faults.fault("/conclusion", "elimination-not-met");
        }
        if (data.getInteger("labourAbleCount") == 0) {
            faults.fault("/conclusion", "elimination-without-labour");
        }
    }

    static void eliminationHasItsKind(JsonObject data, LocalDate today, FormFaults faults) {
        String kind = data.getString("eliminationKind");
        if (!data.getString("conclusion").equals("MET")) {
            return;
        }
        if (kind == null) {
            faults.fault("/eliminationKind", "elimination-kind-needed");
        } else if (kind.equals("BY_HELP") && data.getInteger("measuresDelivered") == 0) {
            faults.fault("/measuresDelivered", "help-never-delivered");
        }
    }

    private interface MeasureReader {
        void read(String place, JsonObject measure);
    }

    private static void eachMeasure(JsonObject data, MeasureReader reader) {
        JsonArray measures = data.getJsonArray("measures");
        for (int i = 0; i < measures.size(); i++) {
            reader.read("/measures/" + i, measures.getJsonObject(i));
        }
    }
}
