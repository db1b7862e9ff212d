package org.fangpin110.workflow;

/** What somebody does to a case. Words: {@code action.<name>}. */
public enum Action {
    CLAIM,
    RELEASE,
    ACCEPT,
    TRANSFER,
    RETURN,
    CLOSE,
    /** It looked like none, but it is a report. */
    CONFIRM,
    /** It is no report. */
    DISMISS,
    WITHDRAW,
    LINK,
    /** Two cases that a person found to be one: the younger ends, its reports move. */
    MERGE
}
