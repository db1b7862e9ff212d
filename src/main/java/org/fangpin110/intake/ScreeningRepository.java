package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.platform.wechat.TextVerdict;
import org.fangpin110.screening.Distress;
import org.fangpin110.screening.Screening;
import org.fangpin110.screening.Sign;

/** SQL of report_screening, and the marks it leaves on the case: each with its history row, in the caller's transaction. */
final class ScreeningRepository {
    /**
     * A committed report.
     *
     * @param openid null when the account is gone
     * @param content encrypted
     */
    record Submitted(
            UUID reportId,
            String bannerCode,
            UUID caseId,
            UUID residentId,
            Instant submittedAt,
            String reporterKind,
            boolean opensCase,
            boolean urgent,
            String openid,
            Buffer content) {
        static Submitted of(Row row) {
            return new Submitted(
                    row.getUUID("id"),
                    row.getString("banner_code"),
                    row.getUUID("case_id"),
                    row.getUUID("resident_id"),
                    row.getOffsetDateTime("submitted_at").toInstant(),
                    row.getString("reporter_kind"),
                    row.getBoolean("opens_case"),
                    row.getBoolean("urgent"),
                    row.getString("openid"),
                    row.getBuffer("content"));
        }

        @Override
        public String toString() {
            return "Submitted[" + reportId + "]";
        }
    }

    private static final String SUBMITTED =
            """
            select r.id, r.banner_code, r.case_id, r.resident_id, r.submitted_at, r.reporter_kind, r.urgent, r.content,
                   c.first_report_id = r.id as opens_case, a.openid
            from report r
            join case_file c on c.id = r.case_id and c.banner_code = r.banner_code
            left join resident a on a.resident_id = r.resident_id
            where r.id = $1 and r.banner_code = $2""";

    Future<Optional<Submitted>> submitted(SqlClient db, UUID reportId, String bannerCode) {
        return db.preparedQuery(SUBMITTED)
                .mapping(Submitted::of)
                .execute(Tuple.of(reportId, bannerCode))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String COPIES =
            """
            select count(*)::integer from (
                select 1 from report_screening
                where resident_id = $1 and text_print = $2 and submitted_at > $3 and report_id <> $4
                limit 100) same""";

    /** At most a hundred are counted. */
    Future<Integer> copies(SqlClient db, Submitted report, byte[] print, Instant since) {
        return db.preparedQuery(COPIES)
                .execute(Tuple.of(report.residentId(), Buffer.buffer(print), since.atOffset(ZoneOffset.UTC))
                        .addUUID(report.reportId()))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static final String INSERT =
            """
            insert into report_screening (report_id, banner_code, resident_id, submitted_at, text_print, rules_version,
                garbage, spam, copies, held, signs, distress)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            on conflict do nothing""";

    /** False when it was recorded before. */
    Future<Boolean> insert(SqlClient tx, Submitted report, byte[] print, int copies, Screening screening) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.of(report.reportId(), report.bannerCode(), report.residentId())
                        .addOffsetDateTime(report.submittedAt().atOffset(ZoneOffset.UTC))
                        .addBuffer(print == null ? null : Buffer.buffer(print))
                        .addShort((short) Screening.VERSION)
                        .addShort((short) screening.garbage())
                        .addShort((short) screening.spam())
                        .addInteger(copies)
                        .addBoolean(screening.held() && !report.urgent())
                        .addArrayOfString(
                                screening.signs().stream().map(Sign::name).toArray(String[]::new))
                        .addArrayOfString(screening.distress().stream()
                                .map(Distress::name)
                                .toArray(String[]::new)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String VERDICT =
            """
            update report_screening set text_check = $3, text_checked_at = $4
            where report_id = $1 and banner_code = $2 and text_check is null""";

    /** False when a verdict is there already. */
    Future<Boolean> verdict(SqlClient tx, Submitted report, TextVerdict.Suggestion suggestion, Instant now) {
        return tx.preparedQuery(VERDICT)
                .execute(Tuple.of(
                        report.reportId(), report.bannerCode(), suggestion.name(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String NOTE =
            """
            with moved as (
                update case_file
                set last_sequence = last_sequence + 1, version = version + 1, changed_at = $4, changed_by = null
                where id = $1 and banner_code = $2 and closed_at is null
                returning *),
            stepped as (
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, state, owner_unit, report_id)
                select id, banner_code, last_sequence, $4, $3, 'SYSTEM', state, owner_unit, $5 from moved)
            select pg_notify('fangpin110', owner_unit) from moved""";

    /** A line in the history of an open case. */
    Future<Void> note(SqlClient tx, Submitted report, String kind, Instant now) {
        return tx.preparedQuery(NOTE)
                .execute(Tuple.of(
                        report.caseId(), report.bannerCode(), kind, now.atOffset(ZoneOffset.UTC), report.reportId()))
                .mapEmpty();
    }

    private static final String HOLD =
            """
            update case_file c set held_at = $3
            where c.id = $1 and c.banner_code = $2 and c.closed_at is null and c.held_at is null and c.priority = 1
              and c.state = 'RECEIVED' and c.report_count = 1
              and not exists (select from case_event e where e.case_id = c.id and e.kind = 'case-confirmed')""";

    /** False when somebody saw to the case already, it is urgent, or a second report stands behind it. */
    Future<Boolean> hold(SqlClient tx, Submitted report, Instant now) {
        return tx.preparedQuery(HOLD)
                .execute(Tuple.of(report.caseId(), report.bannerCode(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String LIFT =
            """
            update case_file set held_at = null
            where id = $1 and banner_code = $2 and closed_at is null and held_at is not null""";

    /** False when the case was not held. */
    Future<Boolean> lift(SqlClient tx, Submitted report) {
        return tx.preparedQuery(LIFT)
                .execute(Tuple.of(report.caseId(), report.bannerCode()))
                .map(rows -> rows.rowCount() == 1);
    }
}
