package org.fangpin110.infocheck;

/** Where an answer comes from. Words: {@code check-source.<name>}. */
public enum CheckSource {
    DEPARTMENT_SYSTEM,
    DEPARTMENT_LIST,
    LETTER,
    TELEPHONE
}
