package org.fangpin110.workflow;

/** Which unit owes the step of a state. */
public enum Desk {
    /** Whichever unit has it already. */
    SAME,
    /** The unit whose household it is: the village, or the township where the village is to be skipped. */
    HOME,
    TOWNSHIP,
    BANNER,
    ABOVE_THE_REFUSER,
    /** Nobody: nothing is owed. */
    NONE
}
