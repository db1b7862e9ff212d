package org.fangpin110.intake;

import java.util.Set;

/** The coded values a report may carry; a test compares them with the contract's enumerations. */
final class ReportCodes {
    static final Set<String> REPORTER_KINDS =
            Set.of("SELF", "RELATIVE", "NEIGHBOUR", "GROUP_LEADER", "GRID_WORKER", "VILLAGE_CADRE", "WORK_TEAM");
    static final Set<String> RELATIONS = Set.of(
            "HEAD",
            "SPOUSE",
            "SON",
            "DAUGHTER",
            "SON_WIFE",
            "DAUGHTER_HUSBAND",
            "GRANDCHILD",
            "FATHER",
            "MOTHER",
            "WIFE_PARENT",
            "HUSBAND_PARENT",
            "GRANDPARENT",
            "SIBLING",
            "OTHER");
    static final Set<String> RISK_TYPES = Set.of(
            "ILLNESS",
            "DISABILITY",
            "SCHOOLING",
            "DISASTER",
            "ACCIDENT",
            "SUDDEN_EVENT",
            "BUSINESS_FAILURE",
            "JOB_UNSTABLE",
            "LABOUR_LACK",
            "HOUSING",
            "WATER",
            "EPIDEMIC",
            "OTHER");
    static final Set<String> URGENT_KINDS = Set.of("NO_FOOD", "NO_MEDICINE", "NO_SHELTER", "OTHER");
    static final Set<String> ID_ABSENT_REASONS =
            Set.of("NOT_AT_HAND", "UNCERTAIN", "NEVER_ISSUED", "LOST", "PROXY_UNKNOWN");

    private ReportCodes() {}
}
