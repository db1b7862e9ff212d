package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.platform.sms.SmsReply;

/** The only code that writes sms_reply and sms_opt_out. */
final class SmsReplyRepository {
    /** One reply as it is kept. */
    record Kept(UUID replyId, String kind, Buffer phoneIndex, Buffer phone, Buffer content) {}

    /** An open case that the sender's number is in. */
    record OpenCase(UUID caseId, String bannerCode) {}

    private static final String OPEN_CASES =
            """
            select distinct c.id, c.banner_code
            from report r join case_file c on c.id = r.case_id and c.banner_code = r.banner_code
            where r.phone_index = $1 and r.withdrawn_at is null and c.closed_at is null
            limit 2""";

    /** Two mean: nobody can tell. */
    Future<List<OpenCase>> openCases(SqlClient db, Buffer phoneIndex) {
        return db.preparedQuery(OPEN_CASES)
                .mapping(row -> new OpenCase(row.getUUID("id"), row.getString("banner_code")))
                .execute(Tuple.of(phoneIndex))
                .map(rows -> rows.stream().toList());
    }

    private static final String LAST_BANNER =
            "select banner_code from report where phone_index = $1 order by submitted_at desc limit 1";

    Future<Optional<String>> lastBanner(SqlClient db, Buffer phoneIndex) {
        return db.preparedQuery(LAST_BANNER)
                .execute(Tuple.of(phoneIndex))
                .map(rows -> rows.stream().map(row -> row.getString(0)).findFirst());
    }

    private static final String KEEP =
            """
            insert into sms_reply (reply_id, provider, provider_reply_id, kind, phone_index, phone, content,
                                   case_id, banner_code, received_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (provider, provider_reply_id) do nothing
            returning reply_id""";

    /**
     * False for a repeat.
     *
     * @param bannerCode whose desk reads it
     */
    Future<Boolean> keep(
            SqlClient db,
            String provider,
            SmsReply reply,
            Kept kept,
            Optional<OpenCase> openCase,
            String bannerCode,
            Instant now) {
        return db.preparedQuery(KEEP)
                .execute(Tuple.of(kept.replyId(), provider, reply.id(), kept.kind(), kept.phoneIndex(), kept.phone())
                        .addBuffer(kept.content())
                        .addUUID(openCase.map(OpenCase::caseId).orElse(null))
                        .addString(bannerCode)
                        .addOffsetDateTime(utc(now)))
                .map(rows -> rows.size() == 1);
    }

    private static final String OPT_OUT =
            "insert into sms_opt_out (phone_index, since) values ($1, $2) on conflict (phone_index) do nothing";

    Future<Void> optOut(SqlClient db, Buffer phoneIndex, Instant now) {
        return db.preparedQuery(OPT_OUT).execute(Tuple.of(phoneIndex, utc(now))).mapEmpty();
    }

    private static final String BEGIN_ANSWER =
            """
            update sms_reply r
            set answer = case when (select count(*) from sms_reply o
                                    where o.phone_index = r.phone_index and o.answered_at >= $2
                                      and o.answer in ('SENDING', 'SENT', 'UNKNOWN')
                                      and (r.kind <> 'TEXT' or o.kind = 'TEXT'))
                              < case when r.kind = 'TEXT' then 1 else $3::int end
                         then 'SENDING' else 'NONE' end,
                answered_at = $4
            where reply_id = $1 and answer is null
            returning kind, phone_index, phone, content, answer""";

    /** Empty when it was answered, or began to be, or enough was said today. Help is given once a day. */
    Future<Optional<Kept>> beginAnswer(SqlClient db, UUID replyId, Instant day, int most, Instant now) {
        return db.preparedQuery(BEGIN_ANSWER)
                .execute(Tuple.of(replyId, utc(day), most, utc(now)))
                .map(rows -> rows.stream()
                        .filter(row -> row.getString("answer").equals("SENDING"))
                        .map(row -> new Kept(
                                replyId,
                                row.getString("kind"),
                                row.getBuffer("phone_index"),
                                row.getBuffer("phone"),
                                row.getBuffer("content")))
                        .findFirst());
    }

    private static final String END_ANSWER = "update sms_reply set answer = $2, answered_at = $3 where reply_id = $1";

    /** @param answer null: nothing was taken, the answer may begin again */
    Future<Void> endAnswer(SqlClient db, UUID replyId, String answer, Instant now) {
        return db.preparedQuery(END_ANSWER)
                .execute(Tuple.of(replyId, answer, utc(now)))
                .mapEmpty();
    }

    /**
     * A reply as people read it.
     *
     * @param caseId null while nobody said which case it is about
     */
    record Stored(UUID replyId, UUID caseId, Instant receivedAt, Buffer phone, Buffer content, Instant settledAt) {
        static Stored of(Row row) {
            OffsetDateTime settled = row.getOffsetDateTime("settled_at");
            return new Stored(
                    row.getUUID("reply_id"),
                    row.getUUID("case_id"),
                    row.getOffsetDateTime("received_at").toInstant(),
                    row.getBuffer("phone"),
                    row.getBuffer("content"),
                    settled == null ? null : settled.toInstant());
        }

        @Override
        public String toString() {
            return "Stored[" + replyId + "]";
        }
    }

    private static final String UNMATCHED =
            """
            select q.* from unnest($1::text[]) as b (banner)
            cross join lateral (
                select reply_id, case_id, received_at, phone, content, settled_at from sms_reply
                where banner_code = b.banner and reply_id > $2
                  and kind = 'TEXT' and case_id is null and settled_at is null
                order by reply_id limit $3) q
            order by q.reply_id limit $3""";

    /** What nobody could put to a case yet, the oldest first. */
    Future<List<Stored>> unmatched(SqlClient db, List<String> banners, UUID after, int limit) {
        return db.preparedQuery(UNMATCHED)
                .mapping(Stored::of)
                .execute(Tuple.of(banners.toArray(String[]::new), after, limit))
                .map(rows -> rows.stream().toList());
    }

    private static final String OF_CASE =
            """
            select reply_id, case_id, received_at, phone, content, settled_at from sms_reply
            where case_id = $1 and kind = 'TEXT'
            order by reply_id desc limit 50""";

    /** What the family wrote, the newest first; fifty at most. */
    Future<List<Stored>> ofCase(SqlClient db, UUID caseId) {
        return db.preparedQuery(OF_CASE)
                .mapping(Stored::of)
                .execute(Tuple.of(caseId))
                .map(rows -> rows.stream().toList());
    }

    private static final String SETTLE =
            """
            update sms_reply set case_id = $3, settled_by = $4, settled_at = $5
            where reply_id = $1 and banner_code = any($2) and kind = 'TEXT' and case_id is null and settled_at is null
            returning reply_id""";

    /** Once; false when somebody else did or it is not theirs. */
    Future<Boolean> settle(SqlClient tx, UUID replyId, List<String> banners, UUID caseId, UUID staffId, Instant now) {
        return tx.preparedQuery(SETTLE)
                .execute(Tuple.of(replyId)
                        .addArrayOfString(banners.toArray(String[]::new))
                        .addUUID(caseId)
                        .addUUID(staffId)
                        .addOffsetDateTime(utc(now)))
                .map(rows -> rows.size() == 1);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
