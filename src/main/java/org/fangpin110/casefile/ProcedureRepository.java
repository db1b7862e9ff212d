package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.fangpin110.deadline.LimitUnit;
import org.fangpin110.unit.UnitRange;

/** SQL of what the procedure knows beside the case: pauses, papers owed, dates that wait for a holiday notice. For a locked case. */
public final class ProcedureRepository {
    /** @param endedAt null while it lasts */
    public record StoredPause(PauseReason reason, Instant beganAt, Instant endedAt) {}

    private static final String PAUSES =
            "select reason, began_at, ended_at from case_pause where case_id = $1 order by ordinal";

    public Future<List<StoredPause>> pauses(SqlClient tx, UUID caseId) {
        return tx.preparedQuery(PAUSES)
                .mapping(row -> new StoredPause(
                        PauseReason.valueOf(row.getString("reason")),
                        Case.instant(row, "began_at"),
                        Case.instant(row, "ended_at")))
                .execute(Tuple.of(caseId))
                .map(rows -> rows.stream().toList());
    }

    private static final String BEGIN_PAUSE =
            """
            insert into case_pause (case_id, banner_code, ordinal, reason, approved_by, began_at)
            select $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5 from case_pause where case_id = $1""";

    /** @param approvedBy null for an objection of somebody outside */
    public Future<Void> beginPause(SqlClient tx, Case file, PauseReason reason, UUID approvedBy, Instant at) {
        return tx.preparedQuery(BEGIN_PAUSE)
                .execute(Tuple.of(file.id(), file.bannerCode(), reason.name())
                        .addUUID(approvedBy)
                        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static final String END_PAUSE =
            "update case_pause set ended_at = $2 where case_id = $1 and ended_at is null";

    public Future<Void> endPause(SqlClient tx, UUID caseId, Instant at) {
        return tx.preparedQuery(END_PAUSE)
                .execute(Tuple.of(caseId, at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static final String REST =
            """
            update case_file set paused_since = $2, due_at = $3, notice_until = coalesce($4, notice_until) where id = $1""";

    /** The clock rests, or goes on when {@code since} is null, without a step of its own. */
    public Future<Void> rest(SqlClient tx, UUID caseId, Instant since, Instant dueAt, Instant noticeUntil) {
        return tx.preparedQuery(REST)
                .execute(Tuple.of(caseId)
                        .addOffsetDateTime(since == null ? null : since.atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(dueAt.atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(noticeUntil == null ? null : noticeUntil.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static final String SKIPPED = "select villages_skipped[1] as village from case_file where id = $1";

    /** The village that must not handle the case, but in which its notice hangs all the same; null for most. */
    public Future<String> skippedVillage(SqlClient tx, UUID caseId) {
        return tx.preparedQuery(SKIPPED)
                .execute(Tuple.of(caseId))
                .map(rows -> rows.iterator().next().getString("village"));
    }

    /** Moments and counts that guards ask for. Absent moments are null. */
    public record Standing(
            Instant noticeUntil, Instant appealUntil, Instant reopenUntil, Instant stableFrom, int paperworkOwed) {}

    private static final String STANDING =
            """
            select notice_until, appeal_until, reopen_until, stable_from,
                   (select count(*)::integer from paperwork_debt d
                    where d.case_id = c.id and d.paid_at is null) as paperwork_owed
            from case_file c
            where c.id = $1""";

    public Future<Standing> standing(SqlClient tx, UUID caseId) {
        return tx.preparedQuery(STANDING)
                .mapping(row -> new Standing(
                        Case.instant(row, "notice_until"),
                        Case.instant(row, "appeal_until"),
                        Case.instant(row, "reopen_until"),
                        Case.instant(row, "stable_from"),
                        row.getInteger("paperwork_owed")))
                .execute(Tuple.of(caseId))
                .map(rows -> rows.iterator().next());
    }

    private static final String OWE =
            """
            insert into paperwork_debt (case_id, banner_code, form_code, unit_code, opened_at, due_at)
            select $1, $2, code, $4, $5, $6 from unnest($3::text[]) as code
            where not exists (select from paperwork_debt d
                              where d.case_id = $1 and d.form_code = code and d.paid_at is null)""";

    public Future<Void> owe(SqlClient tx, Case file, List<String> formCodes, Instant at, Instant dueAt) {
        return tx.preparedQuery(OWE)
                .execute(Tuple.of(file.id(), file.bannerCode())
                        .addArrayOfString(formCodes.toArray(String[]::new))
                        .addString(file.ownerUnit())
                        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(dueAt.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static final String PAY =
            """
            update paperwork_debt set paid_at = $3, paid_sequence = $4
            where case_id = $1 and form_code = $2 and paid_at is null""";

    /** The step with this form pays what was owed of it. */
    public Future<Void> pay(SqlClient tx, UUID caseId, String formCode, Instant at, int sequence) {
        return tx.preparedQuery(PAY)
                .execute(Tuple.of(caseId, formCode, at.atOffset(ZoneOffset.UTC), sequence))
                .mapEmpty();
    }

    /** A limit that reaches into a year whose holidays are not announced. */
    public record Awaiting(Instant since, int value, LimitUnit unit, Instant dueAt, int year) {}

    private static final String AWAIT =
            """
            insert into provisional_due (case_id, banner_code, timer, report_id, awaited_year, started_at, value, unit, due_at)
            values ($1, $2, 'STEP', $3, $4, $5, $6, $7, $8)
            on conflict (case_id, timer, report_id, banner_code) do update
            set awaited_year = excluded.awaited_year, started_at = excluded.started_at, value = excluded.value,
                unit = excluded.unit, due_at = excluded.due_at""";

    public Future<Void> await(SqlClient tx, Case file, Awaiting limit) {
        return tx.preparedQuery(AWAIT)
                .execute(Tuple.of(file.id(), file.bannerCode(), file.firstReportId(), limit.year())
                        .addOffsetDateTime(limit.since().atOffset(ZoneOffset.UTC))
                        .addInteger(limit.value())
                        .addString(limit.unit().name())
                        .addOffsetDateTime(limit.dueAt().atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    /** Papers of one case that are owed. */
    public record Debt(UUID caseId, String formCode, String unitCode, Instant openedAt, Instant dueAt) {}

    private static final String DEBTS =
            """
            select * from paperwork_debt
            where paid_at is null and left(unit_code, 6) = left($1, 6)
              and unit_code >= $1 collate "C" and unit_code < $2 collate "C"
              and (due_at, case_id, form_code) > ($3::timestamptz, $4::uuid, $5::text)
            order by due_at, case_id, form_code
            limit $6""";

    /** The most pressing first, after the place of the last one seen. */
    public Future<List<Debt>> debts(SqlClient db, UnitRange units, Instant due, UUID caseId, String form, int limit) {
        return db.preparedQuery(DEBTS)
                .mapping(row -> new Debt(
                        row.getUUID("case_id"),
                        row.getString("form_code"),
                        row.getString("unit_code"),
                        Case.instant(row, "opened_at"),
                        Case.instant(row, "due_at")))
                .execute(Tuple.of(units.from(), units.before())
                        .addOffsetDateTime(due.atOffset(ZoneOffset.UTC))
                        .addUUID(caseId)
                        .addString(form)
                        .addInteger(limit))
                .map(rows -> rows.stream().toList());
    }
}
