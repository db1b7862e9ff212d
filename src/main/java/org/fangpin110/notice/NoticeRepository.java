package org.fangpin110.notice;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The only code with SQL of case_notice. The table itself refuses a notice that comes down too early, a minimum moved forward and any
 * other change of what was posted.
 */
public final class NoticeRepository {
    private static final String WITH_OBJECTIONS =
            """
            select n.*,
                   (select count(*) from case_objection o
                    where o.notice_id = n.notice_id and o.banner_code = n.banner_code)::int as objections,
                   (select count(*) from case_objection o
                    where o.notice_id = n.notice_id and o.banner_code = n.banner_code
                      and o.decided_at is null)::int as open_objections,
                   (select c.closed_at is not null from case_file c
                    where c.id = n.case_id and c.banner_code = n.banner_code) as case_closed
            from case_notice n
            """;

    private static final String OPEN =
            WITH_OBJECTIONS + "where n.case_id = $1 and n.taken_down_at is null and n.kind <> 'ANNOUNCEMENT'";

    /** The notice that hangs and takes objections; a case has one at most. */
    public Future<Optional<PublicNotice>> open(SqlClient db, UUID caseId) {
        return one(db, OPEN, Tuple.of(caseId));
    }

    private static final String LATEST = WITH_OBJECTIONS + "where n.case_id = $1 order by n.notice_id desc limit 1";

    /** Whatever was posted last, announcements too, hanging or not. */
    public Future<Optional<PublicNotice>> latest(SqlClient db, UUID caseId) {
        return one(db, LATEST, Tuple.of(caseId));
    }

    private static final String BY_NUMBER = WITH_OBJECTIONS + "where n.notice_no = $1";

    public Future<Optional<PublicNotice>> byNumber(SqlClient db, NoticeNumber number) {
        return one(db, BY_NUMBER, Tuple.of(number.value()));
    }

    private static final String BY_ID = WITH_OBJECTIONS + "where n.notice_id = $1 and n.banner_code = $2";

    Future<Optional<PublicNotice>> byId(SqlClient db, UUID noticeId, String bannerCode) {
        return one(db, BY_ID, Tuple.of(noticeId, bannerCode));
    }

    private static Future<Optional<PublicNotice>> one(SqlClient db, String sql, Tuple values) {
        return db.preparedQuery(sql).mapping(PublicNotice::of).execute(values).map(rows -> rows.stream()
                .findFirst());
    }

    private static final String ROUND =
            """
            select 1 + count(*)::int from case_notice where case_id = $1 and kind = $2""";

    /** The how many-th of its kind the next one will be. */
    Future<Integer> round(SqlClient db, UUID caseId, NoticeKind kind) {
        return db.preparedQuery(ROUND)
                .execute(Tuple.of(caseId, kind.name()))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    /** A notice about to be posted. @param content sealed with {@link PublicNotice#contentContext} */
    record Posting(
            UUID noticeId,
            String bannerCode,
            UUID caseId,
            NoticeNumber number,
            NoticeKind kind,
            String unitCode,
            String place,
            Instant at,
            UUID staffId,
            NoticeMinimum minimum,
            byte[] content,
            List<UUID> evidence) {}

    private static final String POST =
            """
            insert into case_notice (notice_id, banner_code, case_id, notice_no, kind, round, unit_code, place, posted_at,
                posted_by, minimum_value, minimum_unit, minimum_until, policy_version, calendar_version, awaited_year,
                text_version, content, post_evidence)
            select $1, $2, $3::uuid, $4, $5::text, 1 + count(*), $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18
            from case_notice where case_id = $3 and kind = $5
            returning *, 0 as objections, 0 as open_objections, false as case_closed""";

    /** The case must be locked: rounds are counted. */
    Future<PublicNotice> post(SqlClient tx, Posting posting) {
        NoticeMinimum minimum = posting.minimum();
        Tuple values = Tuple.of(posting.noticeId(), posting.bannerCode(), posting.caseId())
                .addString(posting.number().value())
                .addString(posting.kind().name())
                .addString(posting.unitCode())
                .addString(posting.place())
                .addOffsetDateTime(posting.at().atOffset(ZoneOffset.UTC))
                .addUUID(posting.staffId())
                .addInteger(minimum.value())
                .addString(minimum.unit().name())
                .addOffsetDateTime(minimum.until().atOffset(ZoneOffset.UTC))
                .addInteger(minimum.policyVersion())
                .addLong(minimum.calendarVersion())
                .addInteger(
                        minimum.awaitedYear().isPresent()
                                ? minimum.awaitedYear().getAsInt()
                                : null)
                .addInteger(NoticeText.VERSION)
                .addBuffer(Buffer.buffer(posting.content()))
                .addArrayOfUUID(posting.evidence().toArray(UUID[]::new));
        return tx.preparedQuery(POST).mapping(PublicNotice::of).execute(values).map(rows -> rows.iterator()
                .next());
    }

    private static final String LENGTHEN =
            """
            update case_notice
            set minimum_until = greatest(minimum_until, $3), calendar_version = $4, awaited_year = $5
            where notice_id = $1 and banner_code = $2 and taken_down_at is null""";

    /** Never earlier than it was. */
    Future<Void> lengthen(SqlClient tx, PublicNotice notice, NoticeMinimum minimum) {
        return tx.preparedQuery(LENGTHEN)
                .execute(Tuple.of(
                                notice.id(),
                                notice.bannerCode(),
                                minimum.until().atOffset(ZoneOffset.UTC))
                        .addLong(minimum.calendarVersion())
                        .addInteger(
                                minimum.awaitedYear().isPresent()
                                        ? minimum.awaitedYear().getAsInt()
                                        : null))
                .mapEmpty();
    }

    private static final String END =
            """
            update case_notice
            set taken_down_at = $3, taken_down_by = $4, take_down_evidence = $5
            where notice_id = $1 and banner_code = $2 and taken_down_at is null""";

    Future<Void> end(SqlClient tx, PublicNotice notice, Instant at, UUID staffId, List<UUID> evidence) {
        return tx.preparedQuery(END)
                .execute(Tuple.of(notice.id(), notice.bannerCode(), at.atOffset(ZoneOffset.UTC))
                        .addUUID(staffId)
                        .addArrayOfUUID(evidence.toArray(UUID[]::new)))
                .mapEmpty();
    }

    private static final String VOID =
            """
            update case_notice
            set taken_down_at = $3, taken_down_by = $4, void_reason = $5
            where notice_id = $1 and banner_code = $2 and taken_down_at is null""";

    /** @param staffId null where nobody of the staff did it */
    Future<Void> makeVoid(SqlClient tx, PublicNotice notice, Instant at, UUID staffId, PublicNotice.VoidReason reason) {
        return tx.preparedQuery(VOID)
                .execute(Tuple.of(notice.id(), notice.bannerCode(), at.atOffset(ZoneOffset.UTC))
                        .addUUID(staffId)
                        .addString(reason.name()))
                .mapEmpty();
    }
}
