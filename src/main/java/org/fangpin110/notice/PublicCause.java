package org.fangpin110.notice;

/**
 * Why a household is in difficulty, in words that tell no illness, disability or age: several risk types share one. The default
 * policy prints none of them. Words: {@code notice.cause.<name>}.
 */
public enum PublicCause {
    /** Illness, disability and schooling alike. */
    SPENDING,
    INCOME,
    MISFORTUNE,
    DISASTER,
    DWELLING;

    /** @param riskType a code of the enumeration risk_type */
    public static PublicCause of(String riskType) {
        return switch (riskType) {
            case "BUSINESS_FAILURE", "JOB_UNSTABLE", "LABOUR_LACK" -> INCOME;
            case "ACCIDENT", "SUDDEN_EVENT" -> MISFORTUNE;
            case "DISASTER" -> DISASTER;
            case "HOUSING", "WATER" -> DWELLING;
            default -> SPENDING;
        };
    }
}
