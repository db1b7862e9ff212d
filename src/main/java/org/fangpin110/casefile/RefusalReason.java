package org.fangpin110.casefile;

/** Why a household is not recognised; never a class or a machine's word. Words: {@code refusal-reason.<name>}. */
public enum RefusalReason {
    OUT_OF_SCOPE,
    NO_RISK_FOUND,
    DIFFICULTY_SOLVED,
    BURDEN_AFFORDABLE,
    FACTS_NOT_CONFIRMED,
    /** The household was heard. */
    ASSETS_UNEXPLAINED,
    AUTHORISATION_DECLINED,
    REVIEW_NOT_PASSED,
    OBJECTION_UPHELD,
    FALSE_STATEMENT
}
