package org.fangpin110.notification;

/** How far a message got. */
enum MessageStatus {
    QUEUED,
    SUBMITTED,
    DELIVERED,
    FAILED,
    /** It left and nobody answered: never sent again by us, a receipt may settle it. */
    UNKNOWN;

    /** True when the resident was told, or may have been. */
    boolean concluded() {
        return this == SUBMITTED || this == DELIVERED || this == UNKNOWN;
    }
}
