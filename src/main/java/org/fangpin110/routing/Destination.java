package org.fangpin110.routing;

/** Whose queue: the village's, or that of whoever finds the village out. */
public enum Destination {
    VILLAGE,
    TOWNSHIP_POOL,
    BANNER_DESK,
    /** The banner desk passes it to another county and tells the resident who has it. */
    TRANSFER_LIST
}
