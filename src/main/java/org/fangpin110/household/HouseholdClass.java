package org.fangpin110.household;

import java.util.Optional;

/** What a household was recognised as; the words are those of the registry's columns 户类型 and 监测类型. */
public enum HouseholdClass {
    ORDINARY("一般户"),
    EX_POOR("脱贫户"),
    UNSTABLE_EX_POOR("脱贫不稳定户"),
    AT_RISK_EDGE("边缘易致贫户"),
    SUDDEN_HARDSHIP("突发严重困难户");

    /** The registry's word for every monitored household; which class it is stands in another column. */
    private static final String MONITORED = "监测户";

    private final String word;

    HouseholdClass(String word) {
        this.word = word;
    }

    static Optional<HouseholdClass> ofWords(String type, String monitorType) {
        String telling = type.equals(MONITORED) ? monitorType : type;
        for (HouseholdClass one : values()) {
            if (one.word.equals(telling)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    boolean isMonitored() {
        return this != ORDINARY && this != EX_POOR;
    }
}
