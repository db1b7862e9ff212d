package org.fangpin110.casefile;

/** Whose step it was. */
public enum Party {
    SYSTEM,
    RESIDENT,
    STAFF
}
