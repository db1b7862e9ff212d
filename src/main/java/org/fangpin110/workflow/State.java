package org.fangpin110.workflow;

/**
 * Which step of a case is owed, by which desk and within which limit; or how the case ended. Words: {@code state.<name>}. What is due is
 * policy data: {@link #limit} names the row.
 */
public enum State {
    RECEIVED(Desk.SAME, "ACCEPT"),
    ACCEPTED(Desk.SAME, "AUTHORISE"),
    /** The visit is owed; what departments know is asked beside it. */
    CHECKING(Desk.HOME, "VISIT"),
    CHECKED(Desk.HOME, "REVIEW"),
    REVIEWED(Desk.HOME, "POST_NOTICE"),
    IN_NOTICE(Desk.HOME, "END_NOTICE"),
    NOTICE_ENDED(Desk.TOWNSHIP, "AUDIT"),
    TOWNSHIP_AUDITED(Desk.BANNER, "DECIDE"),
    DECIDED(Desk.TOWNSHIP, "ANNOUNCE"),
    ANNOUNCED(Desk.BANNER, "REGISTER"),
    REGISTERED(Desk.HOME, "PLAN"),
    HELPING(Desk.HOME, "FOLLOW_UP"),
    ELIM_CHECKING(Desk.HOME, "VISIT"),
    ELIM_CHECKED(Desk.HOME, "REVIEW"),
    ELIM_REVIEWED(Desk.HOME, "POST_NOTICE"),
    ELIM_IN_NOTICE(Desk.HOME, "END_NOTICE"),
    ELIM_NOTICE_ENDED(Desk.TOWNSHIP, "AUDIT"),
    ELIM_AUDITED(Desk.BANNER, "DECIDE"),
    ELIM_DECIDED(Desk.TOWNSHIP, "ANNOUNCE"),
    /** The refusal is looked at again, one level above whoever refused. */
    APPEAL(Desk.ABOVE_THE_REFUSER, "APPEAL"),
    ELIMINATED,
    REFUSED,
    CLOSED_OTHER;

    private final Desk desk;
    private final String limit;

    State(Desk desk, String limit) {
        this.desk = desk;
        this.limit = limit;
    }

    /** An end, though a few of them can be opened again. */
    State() {
        this(Desk.NONE, null);
    }

    public boolean isOpen() {
        return desk != Desk.NONE;
    }

    /** Whose queue it belongs in. */
    public Desk desk() {
        return desk;
    }

    /** The step code of its limit in the policy data; null for an end: nothing is owed any more. */
    public String limit() {
        return limit;
    }

    /** True up to the decision: so long the limit of the whole chain counts beside that of the step. */
    public boolean isBeforeDecision() {
        return isOpen() && compareTo(DECIDED) < 0;
    }

    /** True for the mirror of recognition that ends in elimination. */
    public boolean isOfElimination() {
        return isOpen() && compareTo(ELIM_CHECKING) >= 0 && compareTo(APPEAL) < 0;
    }
}
