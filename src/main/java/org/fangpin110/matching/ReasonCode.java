package org.fangpin110.matching;

/**
 * What two sides have in common or apart, with what it is worth; message files hold the words as
 * {@code matching.reason.<code>}. This table is the whole of the weighing: {@link Matching#CERTAIN} points link, {@link
 * Matching#SUGGESTED} are shown to a person. Without one of the first three, nothing else counts.
 */
public enum ReasonCode {
    /** A checked number is a person; whatever else differs. */
    SAME_ID_NUMBER("same-id-number", 100),
    /** The registry says so; whether it is also the same event must show. */
    SAME_HOUSEHOLD("same-household", 90),
    SAME_NAME("same-name", 40),
    /** Two checked numbers are two persons, however much they share. */
    OTHER_ID_NUMBER("other-id-number", -200),

    SAME_PHONE("same-phone", 55),
    /** People change numbers and borrow them. */
    OTHER_PHONE("other-phone", -10),
    /** Both in one village's queue; a pool or desk above is neither the same nor another. */
    SAME_VILLAGE("same-village", 25),
    /** Registered here and living there: not rare. */
    OTHER_VILLAGE("other-village", -10),
    SAME_EVENT("same-event", 10),
    OTHER_EVENT("other-event", -10),
    /** Near copies of one text. */
    SAME_WORDS("same-words", 30),
    SIMILAR_WORDS("similar-words", 5),
    /**
     * Neither side gives a number or a phone, but name, village and event are one: helpers reporting the same neighbour
     * look like this.
     */
    NOTHING_APART("nothing-apart", 10),
    LONG_AGO("long-ago", -15),
    /** Another trouble in a household that is being helped already: a person says whether it is one case. */
    OTHER_EVENT_OF_HOUSEHOLD("other-event-of-household", -30),
    LONG_AGO_IN_HOUSEHOLD("long-ago-in-household", -30),

    /** The same person, another kind of trouble, long after: a case of its own that names the earlier one. */
    NEW_EVENT("new-event", 0),
    /** The earlier case of this person is closed. */
    EARLIER_CASE_CLOSED("earlier-case-closed", 0),
    /** Two open cases of two persons fit alike. */
    FITS_SEVERAL("fits-several", 0),
    NOTHING_IN_COMMON("nothing-in-common", 0);

    private final String code;
    private final int points;

    ReasonCode(String code, int points) {
        this.code = code;
        this.points = points;
    }

    public String code() {
        return code;
    }

    int points() {
        return points;
    }
}
