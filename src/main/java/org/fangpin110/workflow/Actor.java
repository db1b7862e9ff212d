package org.fangpin110.workflow;

/** As what somebody acts; the staff ones bear the names of their roles. */
public enum Actor {
    VILLAGE,
    TOWNSHIP,
    BANNER_DESK,
    RESIDENT,
    SYSTEM
}
