package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.unit.UnitRange;

/** Messages as the staff sees them, and the tasks of calling. Writes what people decide about messages, and call_attempt. */
final class MessageDeskRepository {
    /**
     * A message and how often somebody called instead.
     *
     * @param objectionId null where the family is told
     * @param lastResult null before the first call
     */
    record Stored(
            UUID messageId,
            UUID caseId,
            String bannerCode,
            UUID reportId,
            UUID objectionId,
            String step,
            String template,
            MessageChannel channel,
            MessageStatus status,
            int attempt,
            String provider,
            String failure,
            Instant createdAt,
            Instant changedAt,
            String receiptNo,
            String ownerUnit,
            int calls,
            CallResult lastResult,
            Instant lastCallAt) {
        static Stored of(Row row) {
            return new Stored(
                    row.getUUID("message_id"),
                    row.getUUID("case_id"),
                    row.getString("banner_code"),
                    row.getUUID("report_id"),
                    row.getUUID("objection_id"),
                    row.getString("step"),
                    row.getString("template"),
                    MessageChannel.valueOf(row.getString("channel")),
                    MessageStatus.valueOf(row.getString("status")),
                    row.getInteger("attempt"),
                    row.getString("provider"),
                    row.getString("failure"),
                    instant(row, "created_at"),
                    instant(row, "changed_at"),
                    row.getString("number"),
                    row.getString("owner_unit"),
                    row.getInteger("calls"),
                    Optional.ofNullable(row.getString("last_result"))
                            .map(CallResult::valueOf)
                            .orElse(null),
                    instant(row, "last_call_at"));
        }
    }

    /** Where a page begins; the newest first, or of tasks the oldest. */
    record Place(Instant createdAt, UUID messageId) {
        static final Place OLDEST = new Place(Instant.EPOCH, new UUID(0, 0));
        static final Place NEWEST = new Place(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));
    }

    private static final String SELECT =
            """
            select m.*, c.owner_unit, coalesce(r.receipt_no, o.objection_no) as number,
                   a.calls, a.last_result, a.last_call_at
            from message m
            join case_file c on c.id = m.case_id and c.banner_code = m.banner_code
            left join report r on r.id = m.report_id and r.banner_code = m.banner_code
            left join case_objection o on o.objection_id = m.objection_id and o.banner_code = m.banner_code
            cross join lateral (select count(*)::integer as calls, max(called_at) as last_call_at,
                                       (array_agg(result order by called_at desc))[1] as last_result
                                from call_attempt t where t.message_id = m.message_id) a""";

    private static final String IN_SCOPE =
            """
            exists (select 1 from unnest($2::text[], $3::text[]) as scope (lo, hi)
                    where c.owner_unit >= scope.lo collate "C" and c.owner_unit < scope.hi collate "C")""";

    private static final String OF_CASE = SELECT + " where m.case_id = $1 order by m.created_at, m.message_id";

    /** All of a case, oldest first; some three a step. */
    Future<List<Stored>> ofCase(SqlClient db, UUID caseId) {
        return db.preparedQuery(OF_CASE)
                .mapping(Stored::of)
                .execute(Tuple.of(caseId))
                .map(rows -> rows.stream().toList());
    }

    private static final String PAGE =
            """
            with page as materialized (
                select q.message_id, q.created_at
                from unnest($1::text[]) as b (banner)
                cross join unnest($2::text[]) as s (status)
                cross join unnest($3::text[]) as k (channel)
                cross join lateral (
                    select m.message_id, m.created_at from message m
                    where m.banner_code = b.banner and m.status = s.status and m.channel = k.channel
                      and (m.created_at, m.message_id) < ($4, $5)
                    order by m.created_at desc, m.message_id desc
                    limit $6) q
                order by q.created_at desc, q.message_id desc
                limit $6)
            """
                    + SELECT
                    + " join page p on p.message_id = m.message_id order by m.created_at desc, m.message_id desc";

    /** Of whole banners, the newest first. */
    Future<List<Stored>> page(
            SqlClient db,
            List<String> banners,
            List<MessageStatus> statuses,
            List<MessageChannel> channels,
            Place before,
            int limit) {
        return db.preparedQuery(PAGE)
                .mapping(Stored::of)
                .execute(Tuple.tuple()
                        .addArrayOfString(banners.toArray(String[]::new))
                        .addArrayOfString(names(statuses))
                        .addArrayOfString(names(channels))
                        .addOffsetDateTime(utc(before.createdAt()))
                        .addUUID(before.messageId())
                        .addInteger(limit))
                .map(rows -> rows.stream().toList());
    }

    /** How many messages of a day and channel stand so. */
    record Count(LocalDate day, MessageChannel channel, MessageStatus status, int messages) {}

    private static final String COUNTS =
            """
            select (created_at at time zone 'Asia/Shanghai')::date as day, channel, status, count(*)::integer as messages
            from message
            where banner_code = any($1) and status = any($2) and channel = any($3) and created_at >= $4 and created_at < $5
            group by 1, 2, 3
            order by 1 desc, 2, 3""";

    Future<List<Count>> counts(SqlClient db, List<String> banners, Instant from, Instant before) {
        return db.preparedQuery(COUNTS)
                .mapping(row -> new Count(
                        row.getLocalDate("day"),
                        MessageChannel.valueOf(row.getString("channel")),
                        MessageStatus.valueOf(row.getString("status")),
                        row.getInteger("messages")))
                .execute(Tuple.tuple()
                        .addArrayOfString(banners.toArray(String[]::new))
                        .addArrayOfString(names(Arrays.asList(MessageStatus.values())))
                        .addArrayOfString(names(Arrays.asList(MessageChannel.values())))
                        .addOffsetDateTime(utc(from))
                        .addOffsetDateTime(utc(before)))
                .map(rows -> rows.stream().toList());
    }

    private static final String TO_CALL =
            """
            with task as materialized (
                select m.message_id, m.created_at from message m
                join case_file c on c.id = m.case_id and c.banner_code = m.banner_code
                where m.channel = 'CALL_TASK' and m.status = 'QUEUED' and m.banner_code = any($1)
                  and (m.created_at, m.message_id) > ($4, $5) and\s"""
                    + IN_SCOPE
                    + """

                union
                select m.message_id, m.created_at from case_file c
                join unnest($2::text[], $3::text[]) as scope (lo, hi)
                  on c.owner_unit >= scope.lo collate "C" and c.owner_unit < scope.hi collate "C"
                join message m on m.case_id = c.id and m.banner_code = c.banner_code
                where left(c.owner_unit, 6) <> c.banner_code
                  and m.channel = 'CALL_TASK' and m.status = 'QUEUED' and (m.created_at, m.message_id) > ($4, $5)),
            page as (select * from task order by created_at, message_id limit $6)
            """
                    + SELECT
                    + " join page p on p.message_id = m.message_id order by m.created_at, m.message_id";

    /** Calls that are owed by these units, the oldest first; the owner of the case today owes them. */
    Future<List<Stored>> toCall(SqlClient db, List<UnitRange> scope, Place after, int limit) {
        return db.preparedQuery(TO_CALL)
                .mapping(Stored::of)
                .execute(Tuple.tuple()
                        .addArrayOfString(scope.stream()
                                .map(range -> range.from().substring(0, 6))
                                .distinct()
                                .toArray(String[]::new))
                        .addArrayOfString(lows(scope))
                        .addArrayOfString(highs(scope))
                        .addOffsetDateTime(utc(after.createdAt()))
                        .addUUID(after.messageId())
                        .addInteger(limit))
                .map(rows -> rows.stream().toList());
    }

    private static final String FIND = SELECT + " where m.message_id = $1 and " + IN_SCOPE;

    /** Of a case that these units own. */
    Future<Optional<Stored>> find(SqlClient db, UUID messageId, List<UnitRange> scope) {
        return db.preparedQuery(FIND)
                .mapping(Stored::of)
                .execute(Tuple.of(messageId, lows(scope), highs(scope)))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String LOCK = "select message_id from message where message_id = $1 for update";

    /** Nobody else settles it until the caller's transaction ends; found anew afterwards. */
    Future<Optional<Stored>> lock(SqlClient tx, UUID messageId, List<UnitRange> scope) {
        return tx.preparedQuery(LOCK).execute(Tuple.of(messageId)).compose(locked -> find(tx, messageId, scope));
    }

    /** One call. */
    record Call(UUID callId, UUID messageId, Instant calledAt, CallResult result, byte[] note, String by) {
        static String noteContext(UUID callId) {
            return "call.note." + callId;
        }

        @Override
        public String toString() {
            return "Call[" + callId + ", " + result + "]";
        }
    }

    private static final String CALLS =
            """
            select t.call_id, t.message_id, t.called_at, t.result, t.note, s.display_name
            from call_attempt t join staff s on s.staff_id = t.staff_id
            where t.message_id = $1
            order by t.called_at, t.call_id""";

    Future<List<Call>> calls(SqlClient db, UUID messageId) {
        return db.preparedQuery(CALLS)
                .mapping(row -> new Call(
                        row.getUUID("call_id"),
                        row.getUUID("message_id"),
                        instant(row, "called_at"),
                        CallResult.valueOf(row.getString("result")),
                        row.getBuffer("note") == null
                                ? null
                                : row.getBuffer("note").getBytes(),
                        row.getString("display_name")))
                .execute(Tuple.of(messageId))
                .map(rows -> rows.stream().toList());
    }

    private static final String ADD_CALL =
            """
            with added as (
                insert into call_attempt (call_id, message_id, staff_id, called_at, result, note)
                values ($1, $2, $3, $4, $5, $6))
            update message set status = coalesce($7, status), failure = $8, changed_at = $4 where message_id = $2""";

    /** @param ends null: the task stays */
    Future<Void> addCall(SqlClient tx, Call call, UUID staffId, MessageStatus ends, String failure) {
        return tx.preparedQuery(ADD_CALL)
                .execute(Tuple.of(call.callId(), call.messageId(), staffId, utc(call.calledAt()))
                        .addString(call.result().name())
                        .addBuffer(call.note() == null ? null : io.vertx.core.buffer.Buffer.buffer(call.note()))
                        .addString(ends == null ? null : ends.name())
                        .addString(failure))
                .mapEmpty();
    }

    private static final String TASK_BESIDE =
            """
            select t.status, exists (select from call_attempt a where a.message_id = t.message_id) as called
            from message m
            join message t on t.case_id = m.case_id and t.step = m.step and t.recipient = m.recipient and t.channel = 'CALL_TASK'
            where m.message_id = $1
            for update of t""";

    /** True when somebody was called, or is being called, about the same step: then nothing is sent again. */
    Future<Boolean> beingCalled(SqlClient tx, UUID messageId) {
        return tx.preparedQuery(TASK_BESIDE).execute(Tuple.of(messageId)).map(rows -> rows.stream()
                .anyMatch(row -> row.getString("status").equals("DELIVERED")
                        || row.getString("status").equals("QUEUED") && row.getBoolean("called")));
    }

    private static final String RESEND =
            """
            with task as (
                update message t set status = 'FAILED', failure = 'resent', changed_at = $2
                from message m
                where m.message_id = $1 and t.case_id = m.case_id and t.step = m.step and t.recipient = m.recipient
                  and t.channel = 'CALL_TASK' and t.status = 'QUEUED')
            update message
            set status = 'QUEUED', failure = null, provider = null, provider_message_id = null, attempt = 0,
                interruptions = 0, sending = false, changed_at = $2
            where message_id = $1""";

    /** Waits again, and no call is owed meanwhile. */
    Future<Void> queueAgain(SqlClient tx, UUID messageId, Instant now) {
        return tx.preparedQuery(RESEND).execute(Tuple.of(messageId, utc(now))).mapEmpty();
    }

    private static String[] names(List<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toArray(String[]::new);
    }

    private static String[] lows(List<UnitRange> scope) {
        return scope.stream().map(UnitRange::from).toArray(String[]::new);
    }

    private static String[] highs(List<UnitRange> scope) {
        return scope.stream().map(UnitRange::before).toArray(String[]::new);
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
