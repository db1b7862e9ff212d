package org.fangpin110.casework;

import java.util.ArrayList;
import java.util.List;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.risk.RiskLevel;
import org.fangpin110.risk.RiskSuggestion;

/**
 * The contract's RiskConfirmation.
 *
 * @param changeReason coded; why the level is another than before
 */
record RiskConfirmation(String level, String changeReason, String note) {
    RiskLevel wanted() {
        return RiskLevel.valueOf(level);
    }

    /** A change says why, and so does whoever sees it otherwise than the rules do. @param before null when none was set */
    List<FieldError> check(RiskLevel before, RiskSuggestion suggestion) {
        List<FieldError> faults = new ArrayList<>();
        boolean changes = before != null && before != wanted();
        if (changes && changeReason == null) {
            faults.add(new FieldError("/changeReason", "risk-change-reason"));
        }
        if (note == null || note.isBlank()) {
            if (changes) {
                faults.add(new FieldError("/note", "risk-change-note"));
            } else if (!suggestion.suggests(wanted())) {
                faults.add(new FieldError("/note", "risk-deviation-note"));
            }
        }
        return faults;
    }

    @Override
    public String toString() {
        return "RiskConfirmation[" + level + "]";
    }
}
