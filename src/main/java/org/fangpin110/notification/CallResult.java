package org.fangpin110.notification;

/** How one attempt to tell a family in person went. */
enum CallResult {
    TOLD,
    TOLD_AT_HOME,
    NO_ANSWER,
    WRONG_NUMBER,
    /** Given up: allowed only after several tries on several days. */
    UNREACHABLE;

    boolean told() {
        return this == TOLD || this == TOLD_AT_HOME;
    }
}
