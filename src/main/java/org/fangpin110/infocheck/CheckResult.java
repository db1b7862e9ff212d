package org.fangpin110.infocheck;

/** What a department found; every one of them is an answer. Words: {@code check-result.<name>}. */
public enum CheckResult {
    /** Nothing speaks against what the household said. */
    MATCH,
    /** Something is to be explained at the visit. Never a refusal. */
    DIFFERENCE,
    /** The department knows nothing of these people. */
    NO_DATA,
    /** The department cannot look it up. */
    UNAVAILABLE
}
