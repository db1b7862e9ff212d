package org.fangpin110.casefile;

/** Why a case changes its owner. Words: {@code transfer-reason.<name>}. */
public enum TransferReason {
    WRONG_VILLAGE,
    MOVED_AWAY,
    BOUNDARY_DISPUTE,
    CONFLICT_OF_INTEREST,
    UNIT_NOT_COMPETENT,
    /** Sorted by hand out of a pool; never a reason to return a case. */
    TRIAGED
}
