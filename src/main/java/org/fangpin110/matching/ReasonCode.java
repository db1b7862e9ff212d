package org.fangpin110.matching;

/** Why; message files hold the words as {@code matching.reason.<code>}. */
public enum ReasonCode {
    SAME_ID_NUMBER("same-id-number"),
    SAME_NAME_VILLAGE_PHONE("same-name-village-phone"),
    SAME_NAME_VILLAGE("same-name-village"),
    SAME_NAME_VILLAGE_OTHER_ID("same-name-village-other-id"),
    NOTHING_IN_COMMON("nothing-in-common");

    private final String code;

    ReasonCode(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
