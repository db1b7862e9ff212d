package org.fangpin110.casework;

import org.fangpin110.policy.RiskPolicy;
import org.fangpin110.risk.RiskLevel;

/** The contract's RiskLevel: the code, the word of the reader's language, and the colour by which the region shows it. */
record RiskShade(String code, String text, String colour) {
    /** Null for none. */
    static RiskShade of(RiskLevel level, String unitCode, RiskPolicy policy, Words words) {
        if (level == null) {
            return null;
        }
        String colour = policy.colour(unitCode, level);
        return new RiskShade(
                level.name(),
                words.text(
                        "danger-level.shown", words.text("risk-colour." + colour), words.text("danger-level." + level)),
                colour);
    }
}
