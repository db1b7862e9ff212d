package org.fangpin110.report;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads reports for the people who sent them; queries are bound to the sender, or to a phone or number they know. Intake's batch writes them. */
public final class ReportRepository {
    private static final String BY_KEY =
            """
            select r.id, r.receipt_no, r.submitted_at, r.unit_code, r.promised_by, r.flags
            from report_key k join report r on r.id = k.report_id and r.banner_code = k.banner_code
            where k.resident_id = $1 and k.idempotency_key = $2""";

    public Future<Optional<Receipt>> receiptByKey(SqlClient db, UUID residentId, UUID key) {
        return db.preparedQuery(BY_KEY)
                .mapping(ReportRepository::receipt)
                .execute(Tuple.of(residentId, key))
                .map(rows -> rows.stream().findFirst());
    }

    private static Receipt receipt(Row row) {
        return new Receipt(
                row.getUUID("id"),
                row.getString("receipt_no"),
                row.getOffsetDateTime("submitted_at").toInstant(),
                row.getString("unit_code"),
                row.getLocalDate("promised_by"),
                List.of(row.getArrayOfStrings("flags")),
                true);
    }

    private static final String OWN =
            """
            select r.*, c.promised_by as case_promised_by,
                exists (select from case_event e
                        where e.case_id = c.id and e.banner_code = c.banner_code and e.at > r.submitted_at
                          and e.kind in ('case-reopened', 'refusal-reversed')) as promised_anew,
                c.state, c.owner_unit, c.closed_at, c.outcome, c.answer
            from report r join case_file c on c.id = r.case_id and c.banner_code = r.banner_code
            """;

    private static final String PAGE = OWN
            + """
            where r.resident_id = $1 and r.id < $2
            order by r.id desc
            limit $3""";

    /** Newest first, those before {@code before}. */
    public Future<List<OwnReport>> page(SqlClient db, UUID residentId, UUID before, int limit) {
        return db.preparedQuery(PAGE)
                .mapping(OwnReport::of)
                .execute(Tuple.of(residentId, before, limit))
                .map(rows -> rows.stream().toList());
    }

    private static final String FIND = OWN + """
            where r.receipt_no = $1 and r.resident_id = $2""";

    public Future<Optional<OwnReport>> find(SqlClient db, UUID residentId, String receiptNo) {
        return db.preparedQuery(FIND)
                .mapping(OwnReport::of)
                .execute(Tuple.of(receiptNo, residentId))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String NUMBERED = OWN + """
            where r.receipt_no = $1""";

    /** Whoever sent it: what it says is for somebody else to judge. */
    public Future<Optional<NumberedReport>> numbered(SqlClient db, String receiptNo) {
        return db.preparedQuery(NUMBERED)
                .mapping(row -> new NumberedReport(OwnReport.of(row), row.getBuffer("phone_index")))
                .execute(Tuple.of(receiptNo))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String OF_PHONE = OWN
            + """
            where r.phone_index = $1 and r.withdrawn_at is null
            order by r.id desc
            limit $2""";

    /** Reports that name this number as the one of the person in trouble, newest first. */
    public Future<List<OwnReport>> ofPhone(SqlClient db, Buffer phoneIndex, int limit) {
        return db.preparedQuery(OF_PHONE)
                .mapping(OwnReport::of)
                .execute(Tuple.of(phoneIndex, limit))
                .map(rows -> rows.stream().toList());
    }

    /** One step as the sender may know it. */
    public record Step(Instant at, String kind, String ownerUnit) {}

    /**
     * Steps of the case from this report on, after those of the case it was in before that was merged; steps that concern
     * another person's report stay hidden.
     */
    private static final String TIMELINE =
            """
            select e.at, e.kind, e.owner_unit
            from (select $1::uuid as id, 1 as part
                  union all
                  select merged.id, 0 from case_file merged where merged.merged_into = $1 and merged.banner_code = $2) c
            join case_event e on e.case_id = c.id and e.banner_code = $2
            where e.sequence >= (select min(mine.sequence) from case_event mine
                                 where mine.case_id = c.id and mine.banner_code = $2 and mine.report_id = $3)
              and (e.report_id is null or e.report_id = $3)
              and e.kind not in ('case-claimed', 'case-released', 'case-held', 'case-hold-lifted', 'case-confirmed',
                                 'text-risky', 'text-doubtful', 'match-separated', 'case-merged',
                                 'case-due-soon', 'case-overdue', 'case-escalated-township', 'case-escalated-banner',
                                 'due-date-confirmed')
            order by c.part, e.at, e.sequence""";

    public Future<List<Step>> timeline(SqlClient db, OwnReport report) {
        return db.preparedQuery(TIMELINE)
                .mapping(row -> new Step(
                        row.getOffsetDateTime("at").toInstant(), row.getString("kind"), row.getString("owner_unit")))
                .execute(Tuple.of(report.caseId(), report.bannerCode(), report.id()))
                .map(rows -> rows.stream().toList());
    }
}
