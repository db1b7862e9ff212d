package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.risk.RiskLevel;
import org.fangpin110.risk.RiskSuggestion;

/** Risk levels of cases: the one that holds, on the case, and every one that was set. Ask only for a case found in the asker's scope. */
public final class RiskLevelRepository {
    private static final int MOST_TOLD = 50;

    private static final String CURRENT = "select risk_level from case_file where id = $1";

    /** Empty while nobody has set one. */
    public Future<Optional<RiskLevel>> current(SqlClient db, UUID caseId) {
        return db.preparedQuery(CURRENT).execute(Tuple.of(caseId)).map(rows -> rows.stream()
                .map(row -> row.getString(0))
                .filter(level -> level != null)
                .map(RiskLevel::valueOf)
                .findFirst());
    }

    private static final String HISTORY =
            """
            select r.*, s.display_name as set_by_name
            from case_risk_level r
            left join staff s on s.staff_id = r.set_by
            where r.case_id = $1
            order by r.ordinal desc
            limit $2""";

    /** Newest first; the last fifty. */
    public Future<List<RiskLevelSet>> history(SqlClient db, UUID caseId) {
        return db.preparedQuery(HISTORY)
                .mapping(RiskLevelSet::of)
                .execute(Tuple.of(caseId, MOST_TOLD))
                .map(rows -> rows.stream().toList());
    }

    /**
     * A level about to be set. @param ordinal one more than the last: the caller holds the lock of the case
     *
     * @param facts encrypted with {@link RiskLevelSet#factsContext}
     * @param note encrypted with {@link RiskLevelSet#noteContext}, or null
     */
    public record NewLevel(
            int ordinal,
            RiskLevel level,
            RiskSuggestion.Level suggested,
            String ruleVersion,
            List<String> reasonCodes,
            byte[] facts,
            String reason,
            byte[] note,
            UUID setBy,
            Instant setAt) {
        @Override
        public String toString() {
            return "NewLevel[" + ordinal + ", " + level + "]";
        }
    }

    private static final String APPEND =
            """
            with shown as (
                update case_file set risk_level = $4 where id = $1 and banner_code = $2 and risk_level is distinct from $4)
            insert into case_risk_level (case_id, banner_code, ordinal, level, suggested_level, rule_version, reason_codes,
                                         facts, reason, note, set_by, set_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""";

    /** In the transaction of the step that tells of it, which raises the version of the case. */
    public Future<Void> append(SqlClient tx, Case file, NewLevel set) {
        return tx.preparedQuery(APPEND)
                .execute(Tuple.of(file.id(), file.bannerCode(), set.ordinal())
                        .addString(set.level().name())
                        .addString(set.suggested().name())
                        .addString(set.ruleVersion())
                        .addArrayOfString(set.reasonCodes().toArray(String[]::new))
                        .addBuffer(Buffer.buffer(set.facts()))
                        .addString(set.reason())
                        .addBuffer(set.note() == null ? null : Buffer.buffer(set.note()))
                        .addUUID(set.setBy())
                        .addOffsetDateTime(set.setAt().atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }
}
