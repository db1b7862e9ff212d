package org.fangpin110.casefile;

/** Which kind of queue a case stands in. */
public enum Destination {
    VILLAGE,
    TOWNSHIP_POOL,
    BANNER_DESK,
    TRANSFER_LIST
}
