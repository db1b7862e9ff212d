package org.fangpin110.workflow;

/** What somebody does to a case. Words: {@code action.<name>}. */
public enum Action {
    CLAIM,
    RELEASE,
    ACCEPT,
    TRANSFER,
    RETURN,
    CLOSE,
    WITHDRAW,
    LINK,
    /** Two cases that a person found to be one: the younger ends, its reports move. */
    MERGE
}
