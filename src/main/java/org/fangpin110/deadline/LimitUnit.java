package org.fangpin110.deadline;

/** What a limit is counted in. Policy mixes calendar and working days; the stored limit says which. */
public enum LimitUnit {
    MINUTE,
    HOUR,
    CAL_DAY,
    WORK_DAY,
    MONTH
}
