package org.fangpin110.form;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import org.fangpin110.platform.problem.FieldError;

/** Rules about meetings, notices, decisions and who was heard. Faults are {@link FieldError}s. */
final class HearingRules {
    private static final Set<String> MONITORED = Set.of("UNSTABLE_EX_POOR", "AT_RISK_EDGE", "SUDDEN_HARDSHIP");

    private HearingRules() {}

    static void votesAddUp(JsonObject data, LocalDate today, FormFaults faults) {
        int present = data.getInteger("present");
        if (present > data.getInteger("representatives")) {
            faults.fault("/present", "present-too-many");
        }
        if (data.getInteger("votesFor") + data.getInteger("votesAgainst") + data.getInteger("abstained") != present) {
            faults.fault("/votesFor", "votes-differ");
        }
    }

    /** Two thirds of the representatives make a meeting (村民委员会组织法 art. 26). */
    static void representativesAreEnough(JsonObject data, LocalDate today, FormFaults faults) {
        if (data.getString("meeting").equals("REPRESENTATIVES")
                && data.getInteger("present") * 3 < data.getInteger("representatives") * 2) {
            faults.fault("/present", "quorum-not-met");
        }
    }

    /** More than half of those present decide (the same article). */
    static void theMajorityDecides(JsonObject data, LocalDate today, FormFaults faults) {
        boolean majority = data.getInteger("votesFor") * 2 > data.getInteger("present");
        boolean passed = data.getString("voteResult").equals("PASSED");
        if (passed && !majority) {
            faults.fault("/voteResult", "majority-not-met");
        } else if (!passed && majority) {
            faults.fault("/voteResult", "result-differs");
        }
    }

    static void attendeesAreThosePresent(JsonObject data, LocalDate today, FormFaults faults) {
        JsonArray attendees = data.getJsonArray("attendees");
        if (attendees == null) {
            return;
        }
        if (attendees.size() != data.getInteger("present")) {
            faults.fault("/attendees", "attendees-differ");
        }
        HouseholdRules.different(data, "attendees", "repeated", faults);
    }

    static void takenDownAfterPosting(JsonObject data, LocalDate today, FormFaults faults) {
        if (!moment(data, "removedAt").isAfter(moment(data, "postedAt"))) {
            faults.fault("/removedAt", "end-before-start");
        }
    }

    static void objectionsMatchTheOutcome(JsonObject data, LocalDate today, FormFaults faults) {
        boolean none = data.getInteger("objectionCount") == 0;
        if (none != data.getString("noticeOutcome").equals("NO_OBJECTION")) {
            faults.fault("/objectionCount", "objections-differ");
        }
    }

    static void aProposalNamesTheClass(JsonObject data, LocalDate today, FormFaults faults) {
        if (data.getString("conclusion").equals("ELIGIBLE")) {
            monitored(data, "proposedClass", faults);
        }
    }

    static void aDecisionNamesTheClass(JsonObject data, LocalDate today, FormFaults faults) {
        if (data.getString("decision").equals("RECOGNISED")) {
            monitored(data, "householdClass", faults);
        }
    }

    static void theClassIsAMonitoredOne(JsonObject data, LocalDate today, FormFaults faults) {
        monitored(data, "householdClass", faults);
    }

    private static void monitored(JsonObject data, String field, FormFaults faults) {
        String given = data.getString(field);
        if (given == null) {
            faults.fault("/" + field, "class-needed");
        } else if (!MONITORED.contains(given)) {
            faults.fault("/" + field, "class-not-monitored");
        }
    }

    static void aLevelHasItsReason(JsonObject data, LocalDate today, FormFaults faults) {
        if (data.getString("riskLevel") != null && data.getString("riskLevelReason") == null) {
            faults.fault("/riskLevelReason", "level-reason-needed");
        }
    }

    /** Nobody is refused for what they own without having been asked about it. */
    static void theHouseholdWasHeard(JsonObject data, LocalDate today, FormFaults faults) {
        if (data.getString("refusalReason").equals("ASSETS_UNEXPLAINED") && !data.getBoolean("householdHeard")) {
            faults.fault("/householdHeard", "household-not-heard");
        }
    }

    static void attemptsLieApart(JsonObject data, LocalDate today, FormFaults faults) {
        Set<Object> moments = new HashSet<>();
        JsonArray attempts = data.getJsonArray("attempts");
        for (int i = 0; i < attempts.size(); i++) {
            if (!moments.add(moment(attempts.getJsonObject(i), "at").toInstant())) {
                faults.fault("/attempts/" + i + "/at", "attempts-at-once");
            }
        }
    }

    static void whoObjectsIsNamed(JsonObject data, LocalDate today, FormFaults faults) {
        if (!data.getString("objector").equals("ANONYMOUS") && data.getString("objectorName") == null) {
            faults.fault("/objectorName", "objector-name-needed");
        }
    }

    static void twoPeopleInvestigate(JsonObject data, LocalDate today, FormFaults faults) {
        HouseholdRules.different(data, "investigators", "repeated", faults);
    }

    private static OffsetDateTime moment(JsonObject data, String field) {
        return OffsetDateTime.parse(data.getString(field));
    }
}
