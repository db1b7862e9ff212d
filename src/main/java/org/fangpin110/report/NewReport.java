package org.fangpin110.report;

import java.util.List;

/**
 * A report as a resident sends it, and as it is kept: field names are those of the contract's NewReport. Absent values
 * are null. Personal data: never printed.
 */
public record NewReport(
        String reporterKind,
        String relation,
        Reporter reporter,
        Subject subject,
        String hukouUnit,
        Boolean unitUnknown,
        String addressText,
        String scanCode,
        GivenPosition position,
        String groupName,
        String residenceUnit,
        String riskMain,
        List<String> riskMore,
        String hardshipText,
        Boolean voiceNoteFollows,
        Integer householdSize,
        Double annualIncome,
        Double rigidSpending,
        Boolean urgent,
        String urgentKind,
        Consents consents) {

    /** Who reports, when it is for somebody else. */
    public record Reporter(String name, String phone) {
        @Override
        public String toString() {
            return "Reporter[…]";
        }
    }

    /** The person in trouble. */
    public record Subject(String name, String phone, Boolean noPhone, String idNo, String idAbsentReason) {
        @Override
        public String toString() {
            return "Subject[…]";
        }
    }

    /** @param system GCJ02 (what WeChat gives) or WGS84 */
    public record GivenPosition(double longitude, double latitude, Double accuracyMetres, String system) {
        @Override
        public String toString() {
            return "GivenPosition[…]";
        }
    }

    /** Versions of the texts agreed to. */
    public record Consents(String privacy, String sensitive, String truth) {}

    /** True when somebody else speaks for the person in trouble. */
    public boolean byProxy() {
        return !"SELF".equals(reporterKind);
    }

    public boolean isUrgent() {
        return Boolean.TRUE.equals(urgent);
    }

    /** The same, treated as urgent: for what is done with it, never for what is kept as sent. */
    public NewReport asUrgent() {
        return new NewReport(
                reporterKind,
                relation,
                reporter,
                subject,
                hukouUnit,
                unitUnknown,
                addressText,
                scanCode,
                position,
                groupName,
                residenceUnit,
                riskMain,
                riskMore,
                hardshipText,
                voiceNoteFollows,
                householdSize,
                annualIncome,
                rigidSpending,
                true,
                urgentKind,
                consents);
    }

    public boolean saysUnitUnknown() {
        return Boolean.TRUE.equals(unitUnknown);
    }

    public List<String> otherRisks() {
        return riskMore == null ? List.of() : riskMore;
    }

    @Override
    public String toString() {
        return "NewReport[…]";
    }
}
