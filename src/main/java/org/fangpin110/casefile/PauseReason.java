package org.fangpin110.casefile;

/** Why the clock rests; nothing else stops it. Words: {@code pause-reason.<name>}. */
public enum PauseReason {
    OBJECTION,
    /** After three dated attempts at least. */
    UNREACHABLE,
    AWAITING_RESIDENT,
    FORCE_MAJEURE
}
