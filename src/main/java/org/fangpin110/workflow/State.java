package org.fangpin110.workflow;

/** Which step of a case is owed. Words: {@code state.<name>}. */
public enum State {
    RECEIVED,
    ACCEPTED,
    CLOSED_OTHER;

    public boolean isOpen() {
        return this != CLOSED_OTHER;
    }
}
