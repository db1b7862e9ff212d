package org.fangpin110.casefile;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.fangpin110.deadline.LimitUnit;

/**
 * A limit that waits for a holiday notice, beside the case it counts for today.
 *
 * @param dueAt as computed provisionally
 * @param caseId the case it was computed for
 * @param target the case its reports belong to today, which owes them by {@code targetDue} and {@code targetPromise}
 */
public record ProvisionalDue(
        UUID caseId,
        String bannerCode,
        Timer timer,
        UUID reportId,
        Instant startedAt,
        int value,
        LimitUnit unit,
        Instant dueAt,
        UUID target,
        boolean targetOpen,
        Instant targetDue,
        LocalDate targetPromise) {
    /** Which of the case's two dates the limit gave. */
    public enum Timer {
        STEP,
        WHOLE_CHAIN
    }

    static ProvisionalDue of(Row row) {
        return new ProvisionalDue(
                row.getUUID("case_id"),
                row.getString("banner_code"),
                Timer.valueOf(row.getString("timer")),
                row.getUUID("report_id"),
                Case.instant(row, "started_at"),
                row.getInteger("value"),
                LimitUnit.valueOf(row.getString("unit")),
                Case.instant(row, "due_at"),
                row.getUUID("target"),
                row.getBoolean("target_open"),
                Case.instant(row, "target_due"),
                row.getLocalDate("target_promise"));
    }
}
