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

/** The only code that writes message and message_grant. */
final class MessageRepository {
    /** A message that was given an attempt. */
    record Begun(UUID messageId, int attempt, int interruptions) {}

    /** What a number got today, and whether it should get more. */
    record Standing(int today, int sameTemplate, boolean optedOut, boolean neverArrives) {}

    /** A message of an earlier run. */
    record Earlier(MessageChannel channel, String recipient, MessageStatus status) {}

    private static final String OF_STEP =
            """
            select channel, recipient, status from message where case_id = $1 and step = $2""";

    Future<List<Earlier>> ofStep(SqlClient db, Step step) {
        return db.preparedQuery(OF_STEP)
                .mapping(row -> new Earlier(
                        MessageChannel.valueOf(row.getString("channel")),
                        row.getString("recipient"),
                        MessageStatus.valueOf(row.getString("status"))))
                .execute(Tuple.of(step.caseId(), step.key()))
                .map(rows -> rows.stream().toList());
    }

    private static final String BEGIN =
            """
            insert into message (message_id, case_id, banner_code, report_id, objection_id, step, channel, recipient, template,
                                 status, attempt, created_at, changed_at, phone_index, sending)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'QUEUED', 1, $10, $10, $11, true)
            on conflict on constraint message_once do update
            set attempt = message.attempt + 1, changed_at = excluded.changed_at, phone_index = excluded.phone_index,
                sending = true, interruptions = message.interruptions + message.sending::int
            where message.status = 'QUEUED'
            returning message_id, attempt, interruptions""";

    /** Written before anything is sent. Empty when somebody else settled the message meanwhile. */
    Future<Optional<Begun>> begin(
            SqlClient db,
            UUID newId,
            Step step,
            Recipient recipient,
            MessageChannel channel,
            Optional<Buffer> phoneIndex,
            Instant now) {
        return db.preparedQuery(BEGIN)
                .mapping(row -> new Begun(
                        row.getUUID("message_id"), row.getInteger("attempt"), row.getInteger("interruptions")))
                .execute(values(newId, step, recipient, channel, now).addBuffer(phoneIndex.orElse(null)))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String ADD_CALL_TASK =
            """
            insert into message (message_id, case_id, banner_code, report_id, objection_id, step, channel, recipient, template,
                                 status, created_at, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'QUEUED', $10, $10)
            on conflict on constraint message_once do update
            set status = 'QUEUED', failure = null, changed_at = excluded.changed_at
            where message.status = 'FAILED' and message.failure = 'resent'""";

    /** One task a step and report, however often it is asked for; one that a resend took away comes back. */
    Future<Void> addCallTask(SqlClient db, UUID newId, Step step, Recipient recipient, Instant now) {
        return db.preparedQuery(ADD_CALL_TASK)
                .execute(values(newId, step, recipient, MessageChannel.CALL_TASK, now))
                .mapEmpty();
    }

    private static Tuple values(UUID newId, Step step, Recipient recipient, MessageChannel channel, Instant now) {
        return Tuple.of(newId, step.caseId(), step.bannerCode(), recipient.reportId(), recipient.objectionId())
                .addString(step.key())
                .addString(channel.name())
                .addString(recipient.key(channel))
                .addString(step.template().kind())
                .addOffsetDateTime(utc(now));
    }

    private static final String SUBMITTED =
            """
            with spent as (
                update message_grant set spent_at = $4
                where grant_id = (select grant_id from message_grant
                                  where $5 and resident_id = $6 and template = $7
                                    and spent_at is null and void_reason is null
                                  order by granted_at limit 1 for update skip locked))
            update message
            set status = 'SUBMITTED', provider = $2, provider_message_id = $3, failure = null, sending = false, changed_at = $4
            where message_id = $1""";

    /** The provider took it. One statement, so that a consent is spent exactly when the success is on record. */
    Future<Void> submitted(
            SqlClient db, UUID messageId, Answer.Taken taken, Recipient recipient, boolean spendsConsent, Instant now) {
        return db.preparedQuery(SUBMITTED)
                .execute(Tuple.of(messageId, taken.provider(), taken.providerMessageId(), utc(now), spendsConsent)
                        .addUUID(recipient.residentId())
                        .addString(MessageTemplate.CONSENT))
                .mapEmpty();
    }

    private static final String NOT_SENT =
            """
            with voided as (
                update message_grant set void_reason = $3
                where $5 and resident_id = $6 and template = $7
                  and spent_at is null and void_reason is null and granted_at <= $4)
            update message set status = $2, failure = $3, sending = false, changed_at = $4
            where message_id = $1 and status = 'QUEUED'""";

    /** What else happened to an attempt: given up, unknown, or still queued for a later one. */
    Future<Void> notSent(
            SqlClient db,
            UUID messageId,
            MessageStatus status,
            String failure,
            Recipient recipient,
            boolean voidsConsent,
            Instant now) {
        return db.preparedQuery(NOT_SENT)
                .execute(Tuple.of(messageId, status.name(), failure, utc(now), voidsConsent)
                        .addUUID(recipient.residentId())
                        .addString(MessageTemplate.CONSENT))
                .mapEmpty();
    }

    private static final String STANDING =
            """
            select count(*) filter (where told and changed_at >= $2::timestamptz)::int as today,
                   count(*) filter (where told and changed_at >= $2::timestamptz and template = $3)::int as same_template,
                   exists (select from sms_opt_out o where o.phone_index = $1) as opted_out,
                   coalesce(bool_and(bounced) filter (where nth <= 3) and count(*) filter (where nth <= 3) = 3, false) as never_arrives
            from (select template, changed_at, status in ('SUBMITTED', 'DELIVERED', 'UNKNOWN') as told,
                         status = 'FAILED' and failure like 'receipt:%' as bounced,
                         row_number() over (order by changed_at desc) as nth
                  from message
                  where phone_index = $1 and channel = 'SMS' and status <> 'QUEUED'
                    and changed_at >= $2::timestamptz - interval '30 days') m""";

    /** @param since the beginning of the day */
    Future<Standing> standing(SqlClient db, Buffer phoneIndex, String template, Instant since) {
        return db.preparedQuery(STANDING)
                .mapping(row -> new Standing(
                        row.getInteger("today"),
                        row.getInteger("same_template"),
                        row.getBoolean("opted_out"),
                        row.getBoolean("never_arrives")))
                .execute(Tuple.of(phoneIndex, utc(since), template))
                .map(rows -> rows.iterator().next());
    }

    private static final String GRANT =
            """
            insert into message_grant (grant_id, resident_id, template, granted_at, void_reason)
            select $1::uuid, $2::uuid, $3::text, $4::timestamptz, $5::text
            where $5::text is not null
               or (select count(*) from message_grant
                   where resident_id = $2 and template = $3 and spent_at is null and void_reason is null) < $6::int""";

    /**
     * One row an answer to WeChat's question; a refusal is a row that was void from the start. Beyond the most that may
     * stand open nothing is added: a phone could claim any number.
     */
    Future<Void> addGrant(
            SqlClient db, UUID newId, UUID residentId, String template, boolean accepted, int mostOpen, Instant now) {
        return db.preparedQuery(GRANT)
                .execute(Tuple.of(newId, residentId, template, utc(now), accepted ? null : "not-accepted", mostOpen))
                .mapEmpty();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
