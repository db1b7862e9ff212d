package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.fangpin110.platform.sms.SmsReceipt;

/** The only code that writes sms_receipt, and what receipts change in message. */
final class SmsReceiptRepository {
    private static final String KEEP =
            """
            insert into sms_receipt as r (provider, provider_message_id, phone_index, delivered, code, received_at)
            select distinct on (id) $1::text, id, phone, delivered, code, $6::timestamptz
            from unnest($2::text[], $3::bytea[], $4::boolean[], $5::text[]) as said (id, phone, delivered, code)
            order by id, delivered desc
            on conflict (provider, provider_message_id) do update
            set delivered = true, code = excluded.code, matched_at = null
            where excluded.delivered and not r.delivered""";

    /** A repeat changes nothing; a later word that it arrived after all counts. */
    Future<Void> keep(SqlClient db, String provider, List<SmsReceipt> receipts, List<Buffer> phones, Instant now) {
        return db.preparedQuery(KEEP)
                .execute(Tuple.tuple()
                        .addString(provider)
                        .addArrayOfString(ids(receipts))
                        .addArrayOfBuffer(phones.toArray(Buffer[]::new))
                        .addArrayOfBoolean(
                                receipts.stream().map(SmsReceipt::delivered).toArray(Boolean[]::new))
                        .addArrayOfString(
                                receipts.stream().map(SmsReceipt::code).toArray(String[]::new))
                        .addOffsetDateTime(utc(now)))
                .mapEmpty();
    }

    private static final String APPLY =
            """
            with waiting as (
                select * from sms_receipt
                where matched_at is null
                  and ($2::text is null or (provider = $2 and provider_message_id = any($3)))
                order by received_at limit 2000 for update skip locked),
            hit as (
                select w.provider, w.provider_message_id, w.delivered, w.code,
                       coalesce(named.message_id, guessed.message_id) as message_id
                from waiting w
                left join lateral (select m.message_id from message m
                                   where m.channel = 'SMS' and m.provider = w.provider
                                     and m.provider_message_id = w.provider_message_id limit 1) named on true
                left join lateral (select (array_agg(m.message_id))[1] as message_id from message m
                                   where m.channel = 'SMS' and m.status = 'UNKNOWN' and m.provider_message_id is null
                                     and m.phone_index = w.phone_index
                                     and m.changed_at between w.received_at - interval '3 days' and w.received_at
                                   having count(*) = 1) guessed on named.message_id is null),
            told as (
                update message m
                set status = case when h.delivered then 'DELIVERED' else 'FAILED' end,
                    failure = case when h.delivered then null else 'receipt:' || lower(h.code) end,
                    provider = h.provider, provider_message_id = h.provider_message_id, changed_at = $1
                from (select distinct on (message_id) * from hit order by message_id, delivered desc) h
                where m.message_id = h.message_id and m.status <> 'DELIVERED'
                returning m.*),
            tasks as (
                insert into message (message_id, case_id, banner_code, report_id, objection_id, step, channel, recipient,
                                     template, status, created_at, changed_at)
                select gen_random_uuid(), case_id, banner_code, report_id, objection_id, step, 'CALL_TASK', recipient, template,
                       'QUEUED', $1::timestamptz, $1::timestamptz
                from told where status = 'FAILED'
                on conflict on constraint message_once do update
                set status = 'QUEUED', failure = null, changed_at = excluded.changed_at
                where message.status = 'FAILED' and message.failure = 'resent')
            update sms_receipt r set matched_at = $1
            from hit
            where hit.message_id is not null and r.provider = hit.provider
              and r.provider_message_id = hit.provider_message_id""";

    /** Settles messages by the receipts of these; what did not arrive becomes a call task in the same statement. */
    Future<Integer> apply(SqlClient db, String provider, List<SmsReceipt> receipts, Instant now) {
        return db.preparedQuery(APPLY)
                .execute(Tuple.of(utc(now), provider).addArrayOfString(ids(receipts)))
                .map(rows -> rows.rowCount());
    }

    /** The same for all receipts that wait for their message. */
    Future<Integer> applyWaiting(SqlClient db, Instant now) {
        return db.preparedQuery(APPLY)
                .execute(Tuple.of(utc(now)).addString(null).addArrayOfString(new String[0]))
                .map(rows -> rows.rowCount());
    }

    private static final String CALL_FOR_UNKNOWN =
            """
            insert into message (message_id, case_id, banner_code, report_id, objection_id, step, channel, recipient, template,
                                 status, created_at, changed_at)
            select gen_random_uuid(), case_id, banner_code, report_id, objection_id, step, 'CALL_TASK', recipient, template,
                   'QUEUED', $1::timestamptz, $1::timestamptz
            from message m
            where channel = 'SMS' and status = 'UNKNOWN' and changed_at between $1::timestamptz - interval '3 days' and $2::timestamptz
            on conflict on constraint message_once do update
            set status = 'QUEUED', failure = null, changed_at = excluded.changed_at
            where message.status = 'FAILED' and message.failure = 'resent'""";

    /** Whoever may or may not have been told, and of whom no receipt spoke, is called. */
    Future<Integer> callForUnknown(SqlClient db, Instant unknownSince, Instant now) {
        return db.preparedQuery(CALL_FOR_UNKNOWN)
                .execute(Tuple.of(utc(now), utc(unknownSince)))
                .map(rows -> rows.rowCount());
    }

    private static final String PURGE =
            """
            delete from sms_receipt where (provider, provider_message_id) in (
                select provider, provider_message_id from sms_receipt where received_at < $1 limit 10000)""";

    Future<Integer> purge(SqlClient db, Instant before) {
        return db.preparedQuery(PURGE).execute(Tuple.of(utc(before))).map(rows -> rows.rowCount());
    }

    private static String[] ids(List<SmsReceipt> receipts) {
        return receipts.stream().map(SmsReceipt::providerMessageId).toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
