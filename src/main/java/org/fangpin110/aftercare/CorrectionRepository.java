package org.fangpin110.aftercare;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.report.OwnReport;
import org.fangpin110.report.StoredCorrection;

/** SQL of report_correction, and of the blind indexes that follow one. */
final class CorrectionRepository {
    private static final String OF_REPORT =
            """
            select * from report_correction where report_id = $1 and banner_code = $2
            order by corrected_at, idempotency_key""";

    /** Oldest first. */
    Future<List<StoredCorrection>> ofReport(SqlClient tx, OwnReport report) {
        return tx.preparedQuery(OF_REPORT)
                .mapping(StoredCorrection::of)
                .execute(Tuple.of(report.id(), report.bannerCode()))
                .map(rows -> rows.stream().toList());
    }

    private static final String HASH =
            """
            select content_hash, corrected_at from report_correction
            where report_id = $1 and banner_code = $2 and idempotency_key = $3""";

    record Earlier(Buffer hash, Instant correctedAt) {}

    Future<Optional<Earlier>> earlier(SqlClient tx, OwnReport report, UUID key) {
        return tx.preparedQuery(HASH)
                .mapping(row -> new Earlier(
                        row.getBuffer("content_hash"),
                        row.getOffsetDateTime("corrected_at").toInstant()))
                .execute(Tuple.of(report.id(), report.bannerCode(), key))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String INSERT =
            """
            insert into report_correction (report_id, banner_code, idempotency_key, content_hash, corrected_at, fields, content)
            values ($1, $2, $3, $4, $5, $6, $7)""";

    Future<Void> insert(
            SqlClient tx, OwnReport report, UUID key, Buffer hash, Instant now, List<String> fields, byte[] sealed) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.of(report.id(), report.bannerCode(), key, hash, utc(now))
                        .addArrayOfString(fields.toArray(String[]::new))
                        .addBuffer(Buffer.buffer(sealed)))
                .mapEmpty();
    }

    private static final String REPORT_PHONE = "update report set phone_index = $3 where id = $1 and banner_code = $2";

    /** What limits count and messages compare follows the new number. */
    Future<Void> reportPhone(SqlClient tx, OwnReport report, byte[] phone) {
        return tx.preparedQuery(REPORT_PHONE)
                .execute(Tuple.of(report.id(), report.bannerCode(), buffer(phone)))
                .mapEmpty();
    }

    /**
     * What the case is recognised by follows where it came from the value that is corrected. A person or a name with the same
     * claim that stands open elsewhere is not taken over: two open cases of one person are for people to compare.
     */
    private static final String FOLLOW =
            """
            with wished as (
                select c.id, c.banner_code, c.received_at, c.closed_at is null as is_open,
                    case when $4::bytea is not null and (c.person_index is null or c.person_index = $3) then $4
                         else c.person_index end as person,
                    case when $6::bytea is not null and (c.phone_index is null or c.phone_index = $5) then $6
                         else c.phone_index end as phone,
                    case when $8::bytea is not null and c.name_index = $7 then $8 else c.name_index end as name,
                    case when $6::bytea is not null and c.name_claim = $5 then $6 else c.name_claim end as claim
                from case_file c where c.id = $1 and c.banner_code = $2),
            met as (
                select w.*,
                    (select n.id from case_file n
                     where n.banner_code = w.banner_code and n.id <> w.id and n.closed_at is null and w.is_open
                       and n.person_index = w.person order by n.id limit 1) as same_person,
                    (select n.id from case_file n
                     where n.banner_code = w.banner_code and n.id <> w.id and n.closed_at is null and w.is_open
                       and n.name_index = w.name and n.name_claim = w.claim limit 1) as same_name
                from wished w),
            followed as (
                update case_file c set
                    person_index = case when m.same_person is null then m.person else c.person_index end,
                    phone_index = m.phone, name_index = m.name,
                    name_claim = case when m.same_name is null then m.claim else uuid_send(c.id) end
                from met m where c.id = m.id and c.banner_code = m.banner_code),
            asked as (
                insert into match_suggestion (id, banner_code, case_id, candidate_id, score, reasons, created_at)
                select $9, m.banner_code,
                    case when (o.received_at, o.id) < (m.received_at, m.id) then m.id else o.id end,
                    case when (o.received_at, o.id) < (m.received_at, m.id) then o.id else m.id end,
                    case when m.same_person is null then 80 else 95 end,
                    case when m.same_person is null then 'same-name same-phone' else 'same-id-number' end, $10
                from met m join case_file o
                    on o.id = coalesce(m.same_person, m.same_name) and o.banner_code = m.banner_code
                on conflict (case_id, candidate_id) do nothing
                returning case_id, banner_code)
            select case_id, banner_code from asked""";

    private static final String WAITS =
            """
            update case_file set pending_suggestions = pending_suggestions + 1 where id = $1 and banner_code = $2""";

    /** Blind indexes of one thing before and after; null where unknown or not corrected. */
    record Change(byte[] before, byte[] after) {
        static final Change NONE = new Change(null, null);
    }

    /** The case must be locked. Fails with a lost race when a report opens the same person's case at this moment. */
    Future<Void> follow(
            SqlClient tx, OwnReport report, Change person, Change phone, Change name, UUID suggestion, Instant now) {
        return tx.preparedQuery(FOLLOW)
                .execute(Tuple.of(report.caseId(), report.bannerCode())
                        .addBuffer(buffer(person.before()))
                        .addBuffer(buffer(person.after()))
                        .addBuffer(buffer(phone.before()))
                        .addBuffer(buffer(phone.after()))
                        .addBuffer(buffer(name.before()))
                        .addBuffer(buffer(name.after()))
                        .addUUID(suggestion)
                        .addOffsetDateTime(utc(now)))
                .compose(rows -> {
                    if (rows.size() == 0) {
                        return Future.succeededFuture();
                    }
                    var row = rows.iterator().next();
                    return tx.preparedQuery(WAITS)
                            .execute(Tuple.of(row.getUUID("case_id"), row.getString("banner_code")))
                            .mapEmpty();
                });
    }

    private static Buffer buffer(byte[] value) {
        return value == null ? null : Buffer.buffer(value);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
