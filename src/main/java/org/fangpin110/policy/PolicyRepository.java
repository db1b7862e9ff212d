package org.fangpin110.policy;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import org.fangpin110.deadline.LimitKind;
import org.fangpin110.deadline.LimitUnit;
import org.fangpin110.deadline.WorkCalendar;

/** The only code that reads policy tables. */
public final class PolicyRepository {
    private static final String LIMITS =
            """
            select region_code, step_code, value, unit, kind, effective_from, effective_to, version
            from policy_limit
            order by region_code, step_code, effective_from""";

    private static final String SURGES =
            """
            select region_code, step_code, percent, effective_from, effective_to
            from policy_surge
            order by region_code, step_code, effective_from""";

    public Future<PolicyLimits> limits(SqlClient db) {
        return db.preparedQuery(LIMITS)
                .mapping(PolicyRepository::limit)
                .execute()
                .compose(rows -> {
                    List<PolicyLimits.Limit> limits = rows.stream().toList();
                    return db.preparedQuery(SURGES)
                            .mapping(PolicyRepository::surge)
                            .execute()
                            .map(surges ->
                                    new PolicyLimits(limits, surges.stream().toList()));
                });
    }

    private static PolicyLimits.Surge surge(Row row) {
        return new PolicyLimits.Surge(
                row.getString("region_code"),
                row.getString("step_code"),
                row.getInteger("percent"),
                row.getLocalDate("effective_from"),
                row.getLocalDate("effective_to"));
    }

    private static final String ESCALATION =
            """
            select region_code, level, value, unit, effective_from, effective_to
            from policy_escalation
            order by region_code, level, effective_from""";

    public Future<EscalationPolicy> escalation(SqlClient db, WorkCalendar calendar) {
        return db.preparedQuery(ESCALATION)
                .mapping(row -> new EscalationPolicy.Rule(
                        row.getString("region_code"),
                        EscalationLevel.valueOf(row.getString("level")),
                        row.getInteger("value"),
                        LimitUnit.valueOf(row.getString("unit")),
                        row.getLocalDate("effective_from"),
                        row.getLocalDate("effective_to")))
                .execute()
                .map(rows -> new EscalationPolicy(rows.stream().toList(), calendar));
    }

    private static PolicyLimits.Limit limit(Row row) {
        return new PolicyLimits.Limit(
                row.getString("region_code"),
                row.getString("step_code"),
                row.getInteger("value"),
                LimitUnit.valueOf(row.getString("unit")),
                LimitKind.valueOf(row.getString("kind")),
                row.getLocalDate("effective_from"),
                row.getLocalDate("effective_to"),
                row.getInteger("version"));
    }
}
