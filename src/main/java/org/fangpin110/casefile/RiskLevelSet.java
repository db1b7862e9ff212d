package org.fangpin110.casefile;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fangpin110.risk.RiskLevel;
import org.fangpin110.risk.RiskSuggestion;

/**
 * A risk level as a person set it, beside what the rules suggested then.
 *
 * @param ruleVersion of the rules and the income line
 * @param facts what was known, encrypted
 * @param reason coded; null where none was needed
 * @param note encrypted; null where nothing was written
 * @param setByName display name
 */
public record RiskLevelSet(
        UUID caseId,
        int ordinal,
        RiskLevel level,
        RiskSuggestion.Level suggested,
        String ruleVersion,
        List<String> reasonCodes,
        byte[] facts,
        String reason,
        byte[] note,
        String setByName,
        Instant setAt) {

    static RiskLevelSet of(Row row) {
        return new RiskLevelSet(
                row.getUUID("case_id"),
                row.getInteger("ordinal"),
                RiskLevel.valueOf(row.getString("level")),
                RiskSuggestion.Level.valueOf(row.getString("suggested_level")),
                row.getString("rule_version"),
                List.of(row.getArrayOfStrings("reason_codes")),
                Case.bytes(row, "facts"),
                row.getString("reason"),
                Case.bytes(row, "note"),
                row.getString("set_by_name"),
                Case.instant(row, "set_at"));
    }

    /** The context its facts are encrypted with. */
    public static String factsContext(UUID caseId, int ordinal) {
        return "case_risk_level.facts." + caseId + "." + ordinal;
    }

    /** The context its note is encrypted with. */
    public static String noteContext(UUID caseId, int ordinal) {
        return "case_risk_level.note." + caseId + "." + ordinal;
    }

    @Override
    public String toString() {
        return "RiskLevelSet[" + caseId + ", " + ordinal + "]";
    }
}
