package org.fangpin110.policy;

/** How far the word of a late case has gone, in the order it climbs. */
public enum EscalationLevel {
    DUE_SOON("case-due-soon", 5),
    OVERDUE("case-overdue", 5),
    TOWNSHIP("case-escalated-township", 4),
    BANNER("case-escalated-banner", 3);

    private final String event;
    private final int told;

    EscalationLevel(String event, int told) {
        this.event = event;
        this.told = told;
    }

    /** The kind of its event; message files hold its words. */
    public String event() {
        return event;
    }

    /** The lowest unit level that is told: 5 the owner, 4 its township, 3 its banner. */
    public int told() {
        return told;
    }
}
