package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.fangpin110.report.StoredCorrection;

/** Reads who is to be told of a step. */
final class RecipientRepository {
    private static final String OF_STEP =
            """
            select r.id, r.resident_id, a.openid, r.receipt_no, coalesce(e.owner_unit, c.owner_unit) as unit_code,
                   r.urgent or c.priority = 0 as urgent,
                   exists (select from message_grant g
                           where g.resident_id = r.resident_id and g.template = $6
                             and g.spent_at is null and g.void_reason is null)
                     and not exists (select from consent_withdrawal w
                                     where w.report_id = r.id and w.banner_code = r.banner_code
                                       and w.consent = 'MESSAGES') as consent_open,
                   r.phone_index, r.content,
                   case when exists (select from case_event n
                                     where n.case_id = c.id and n.banner_code = c.banner_code and n.at > r.submitted_at
                                       and n.kind in ('case-reopened', 'refusal-reversed'))
                        then c.promised_by else least(r.promised_by, c.promised_by) end as promised_by,
                   k.report_id, k.idempotency_key, k.corrected_at, k.content as correction
            from report r
            join case_file c on c.id = r.case_id and c.banner_code = r.banner_code
            join resident a on a.resident_id = r.resident_id
            left join lateral (select * from report_correction n
                               where n.report_id = r.id and n.banner_code = r.banner_code
                                 and '/subject/phone' = any(n.fields)
                               order by n.corrected_at desc limit 1) k on true
            left join case_event e on e.case_id = r.case_id and e.sequence = $3 and e.banner_code = r.banner_code
            where r.banner_code = $2 and (r.id = $4::uuid or ($4::uuid is null and r.case_id = $1))
              and (r.withdrawn_at is null or $5)
            order by r.id""";

    /** The oldest report first; withdrawn ones only where the template says so. Of an objection, who objected. */
    Future<List<Recipient>> of(SqlClient db, Step step) {
        return step.objectionId().isPresent() ? objector(db, step) : family(db, step);
    }

    private static final String OBJECTOR =
            """
            select o.objection_id, o.objection_no, o.contact, o.contact_index,
                   rpad(left(n.unit_code, 9), 12, '0') as unit_code
            from case_objection o
            join case_notice n on n.notice_id = o.notice_id and n.banner_code = o.banner_code
            where o.objection_id = $1 and o.banner_code = $2 and o.contact is not null""";

    /** Nobody where no way to be reached was left: on the phone the answer is looked up by its number. */
    private static Future<List<Recipient>> objector(SqlClient db, Step step) {
        return db.preparedQuery(OBJECTOR)
                .mapping(row -> new Recipient(
                        null,
                        row.getUUID("objection_id"),
                        null,
                        null,
                        row.getString("objection_no"),
                        row.getString("unit_code"),
                        false,
                        false,
                        hex(row.getBuffer("contact_index")),
                        null,
                        Optional.empty(),
                        row.getBuffer("contact")))
                .execute(Tuple.of(step.objectionId().orElseThrow(), step.bannerCode()))
                .map(rows -> rows.stream().toList());
    }

    private static Optional<String> hex(Buffer index) {
        return Optional.ofNullable(index).map(Buffer::getBytes).map(HexFormat.of()::formatHex);
    }

    private static Future<List<Recipient>> family(SqlClient db, Step step) {
        return db.preparedQuery(OF_STEP)
                .mapping(RecipientRepository::recipient)
                .execute(Tuple.of(
                        step.caseId(),
                        step.bannerCode(),
                        step.sequence().orElse(null),
                        step.reportId().orElse(null),
                        step.template().ofWithdrawn(),
                        MessageTemplate.CONSENT))
                .map(rows -> rows.stream().toList());
    }

    private static Recipient recipient(Row row) {
        return new Recipient(
                row.getUUID("id"),
                null,
                row.getUUID("resident_id"),
                row.getString("openid"),
                row.getString("receipt_no"),
                row.getString("unit_code"),
                row.getBoolean("urgent"),
                row.getBoolean("consent_open"),
                hex(row.getBuffer("phone_index")),
                row.getLocalDate("promised_by"),
                Optional.ofNullable(row.getBuffer("correction"))
                        .map(content -> new StoredCorrection(
                                row.getUUID("report_id"),
                                row.getUUID("idempotency_key"),
                                row.getOffsetDateTime("corrected_at").toInstant(),
                                content.getBytes())),
                row.getBuffer("content"));
    }
}
