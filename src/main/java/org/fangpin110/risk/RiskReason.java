package org.fangpin110.risk;

import java.util.List;

/**
 * Why a level or a class is suggested.
 *
 * @param code kebab-case; message files hold its sentence as {@code risk-reason.<code>}
 * @param parameters of the sentence: figures, and codes that have words of their own
 * @param points it counted for; 0 for what only says how things stand
 * @param basis null where no fact is behind it
 */
public record RiskReason(String code, List<Object> parameters, int points, Fact.Basis basis, String ruleVersion) {
    public RiskReason {
        parameters = List.copyOf(parameters);
    }

    @Override
    public String toString() {
        return "RiskReason[" + code + "]";
    }
}
