package org.fangpin110.casefile;

/** How a case ended, apart from its state. Words: {@code outcome.<name>}. */
public enum OutcomeCode {
    /** Recognised, helped, and the risk is gone. */
    ELIMINATED,
    REFUSED,
    RECOGNISED,
    NOT_ELIGIBLE,
    HELPED_ONLY,
    ALREADY_MONITORED,
    MERGED,
    TRANSFERRED_OUT,
    OFF_TOPIC_GUIDED,
    WITHDRAWN,
    UNREACHABLE,
    DECEASED_ALL
}
