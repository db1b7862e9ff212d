package org.fangpin110.deadline;

/** What a limit bounds. A step may have one of each. */
public enum LimitKind {
    /** The step must not end before: a public notice stays up at least so long. */
    MIN,
    /** The step must not end after. */
    MAX
}
