package org.fangpin110.household;

/** Where a household stands in the monitoring of poverty. */
public enum MonitorStatus {
    NONE,
    MONITORED,
    /** The registry says 风险消除 and not in which way. */
    ELIMINATED,
    ELIMINATED_BY_HELP,
    ELIMINATED_NATURAL,
    ELIMINATION_HOLD,
    CLOSED_OTHER
}
