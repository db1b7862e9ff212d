package org.fangpin110.notice;

/** What a notice is about. Words: {@code notice.kind.<name>}. */
public enum NoticeKind {
    /** Before a household is recognised. */
    RECOGNITION,
    /** Before its risk is called eliminated. */
    ELIMINATION,
    /** After the decision: in the township's name, posted in the village; nobody objects to it here. */
    ANNOUNCEMENT;

    /** While it hangs, villagers may object. */
    public boolean takesObjections() {
        return this != ANNOUNCEMENT;
    }
}
