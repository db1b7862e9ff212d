package org.fangpin110.notification;

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

    private static final String KEEP =
            """
            insert into sms_reply (reply_id, provider, provider_reply_id, kind, phone_index, phone, content,
                                   case_id, banner_code, received_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (provider, provider_reply_id) do nothing
            returning reply_id""";

    /** False for a repeat. */
    Future<Boolean> keep(
            SqlClient db, String provider, SmsReply reply, Kept kept, Optional<OpenCase> openCase, Instant now) {
        return db.preparedQuery(KEEP)
                .execute(Tuple.of(kept.replyId(), provider, reply.id(), kept.kind(), kept.phoneIndex(), kept.phone())
                        .addBuffer(kept.content())
                        .addUUID(openCase.map(OpenCase::caseId).orElse(null))
                        .addString(openCase.map(OpenCase::bannerCode).orElse(null))
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

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
