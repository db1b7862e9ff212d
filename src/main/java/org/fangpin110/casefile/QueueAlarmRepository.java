package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * SQL of queues that nobody reads. A case was read when its owner's people opened or claimed it, or somebody took a step on it there;
 * whatever it waits for, it is unread again with every new owner.
 */
public final class QueueAlarmRepository {
    public enum Kind {
        UNREAD,
        NO_STAFF
    }

    private static final String OWNERS =
            """
            with recursive owner (code) as (
                (select owner_unit from case_file where closed_at is null and owner_unit > $1
                 order by owner_unit limit 1)
                union all
                select (select c.owner_unit from case_file c where c.closed_at is null and c.owner_unit > o.code
                        order by c.owner_unit limit 1)
                from owner o where o.code is not null)
            select code from owner where code is not null limit $2""";

    /** Units with open cases, by code; whatever the list of units says of them. */
    public Future<List<String>> owners(SqlClient db, String after, int limit) {
        return db.preparedQuery(OWNERS)
                .mapping(row -> row.getString(0))
                .execute(Tuple.of(after, limit))
                .map(rows -> rows.stream().toList());
    }

    /** How a unit keeps its queue. */
    public record Queue(String unitCode, boolean unread, boolean withoutStaff) {}

    private static final String LOOK =
            """
            select q.code,
                exists (select from case_file c
                        where c.owner_unit = q.code and c.priority in (0, 1) and c.due_at < q.horizon
                          and c.closed_at is null and c.state = 'RECEIVED'
                          and c.opened_at is null and c.claimed_by is null
                          and coalesce(c.queued_at, c.received_at) <= q.before)
                  or exists (select from case_file c
                        where c.owner_unit = q.code and c.state <> 'RECEIVED'
                          and c.closed_at is null and c.opened_at is null and c.claimed_by is null
                          and c.queued_at <= q.before) as unread,
                not exists (select from staff_post p
                            join staff s on s.staff_id = p.staff_id and s.is_active
                            where p.unit_code = q.code and p.ended_at is null
                              and p.role in ('VILLAGE', 'TOWNSHIP', 'BANNER_DESK')) as without_staff
            from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as q (code, before, horizon)""";

    /**
     * @param before for each unit: what came by then should have been opened
     * @param horizon for each unit: what nobody has accepted is due before; later steps of a large unit are not read
     */
    public Future<List<Queue>> look(SqlClient db, List<String> units, List<Instant> before, List<Instant> horizon) {
        return db.preparedQuery(LOOK)
                .mapping(row -> new Queue(row.getString(0), row.getBoolean("unread"), row.getBoolean("without_staff")))
                .execute(Tuple.tuple()
                        .addArrayOfString(units.toArray(String[]::new))
                        .addArrayOfOffsetDateTime(all(before))
                        .addArrayOfOffsetDateTime(all(horizon)))
                .map(rows -> rows.stream().toList());
    }

    private static final String RAISE =
            """
            with raised as (
                insert into queue_alarm (unit_code, kind, began_at, unopened_before, told_unit, notice_id)
                values ($1, $2, $3::timestamptz, $4, $5::text, $6::uuid)
                on conflict do nothing
                returning unit_code),
            told as (
                insert into outbox (id, kind, banner_code, payload, available_at, created_at)
                select $6::uuid, 'staff-notice', left($5::text, 6), $7::jsonb, $8::timestamptz, $3::timestamptz from raised
                on conflict (id) do nothing)
            select count(*)::integer from raised""";

    /** False when the episode is known already. */
    public Future<Boolean> raise(
            SqlClient tx,
            Queue queue,
            Kind kind,
            Instant before,
            String toldUnit,
            UUID noticeId,
            Instant at,
            Instant tellAt) {
        return tx.preparedQuery(RAISE)
                .execute(Tuple.of(queue.unitCode(), kind.name(), utc(at), utc(before), toldUnit, noticeId)
                        .addJsonObject(JsonObject.of("unit", toldUnit, "about", "queue-alarm"))
                        .addOffsetDateTime(utc(tellAt)))
                .map(rows -> rows.iterator().next().getInteger(0) == 1);
    }

    private static final String OWNS_WORK = "select from case_file where owner_unit = $1 and closed_at is null limit 1";

    public Future<Boolean> ownsWork(SqlClient db, String unitCode) {
        return db.preparedQuery(OWNS_WORK).execute(Tuple.of(unitCode)).map(rows -> rows.size() == 1);
    }

    private static final String TELL_UNSERVED =
            """
            insert into outbox (id, kind, banner_code, payload, available_at, created_at)
            values ($1, 'staff-notice', left($2::text, 6), $3, $4, $5)
            on conflict (id) do nothing""";

    /** Its own duty phone hears that nobody serves at the unit any more. */
    public Future<Void> tellUnserved(SqlClient tx, String unitCode, UUID noticeId, Instant at, Instant tellAt) {
        return tx.preparedQuery(TELL_UNSERVED)
                .execute(Tuple.of(noticeId, unitCode, JsonObject.of("unit", unitCode, "about", "unit-unserved"))
                        .addOffsetDateTime(utc(tellAt))
                        .addOffsetDateTime(utc(at)))
                .mapEmpty();
    }

    private static final String END =
            """
            update queue_alarm a set ended_at = $1
            where a.ended_at is null and case a.kind
                when 'UNREAD' then not exists (
                    select from case_file c
                    where c.owner_unit = a.unit_code and c.closed_at is null
                      and c.opened_at is null and c.claimed_by is null
                      and case c.state when 'RECEIVED' then coalesce(c.queued_at, c.received_at) else c.queued_at end
                          <= a.unopened_before)
                else exists (
                    select from staff_post p
                    join staff s on s.staff_id = p.staff_id and s.is_active
                    where p.unit_code = a.unit_code and p.ended_at is null
                      and p.role in ('VILLAGE', 'TOWNSHIP', 'BANNER_DESK'))
                  or not exists (
                    select from case_file c where c.owner_unit = a.unit_code and c.closed_at is null)
                end""";

    /** Ends the episodes whose cause is gone; the next one is told again. */
    public Future<Integer> end(SqlClient db, Instant at) {
        return db.preparedQuery(END).execute(Tuple.of(utc(at))).map(rows -> rows.rowCount());
    }

    private static final String TOLD =
            """
            select count(*)::integer from queue_alarm where notice_id = $1 and ended_at is null""";

    /** How many queues a notice tells of, those that are kept again left out. */
    public Future<Integer> told(SqlClient db, UUID noticeId) {
        return db.preparedQuery(TOLD)
                .execute(Tuple.of(noticeId))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static OffsetDateTime[] all(List<Instant> times) {
        return times.stream().map(QueueAlarmRepository::utc).toArray(OffsetDateTime[]::new);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
