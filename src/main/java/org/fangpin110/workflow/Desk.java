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
    NONE;

    /** True where the case is then out of reach of that role: it reads, but takes no step. */
    boolean isAbove(Actor actor) {
        return switch (this) {
            case TOWNSHIP, ABOVE_THE_REFUSER -> actor == Actor.VILLAGE;
            case BANNER -> actor == Actor.VILLAGE || actor == Actor.TOWNSHIP;
            default -> false;
        };
    }
}
