package org.fangpin110.revisit;

/** What the second look says of a refusal. Words: {@code revisit-finding.<name>}. */
public enum Finding {
    AGREED,
    /** Seen by the banner desk, which may reopen the case; nothing happens by itself. */
    CONTRADICTED
}
