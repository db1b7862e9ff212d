package org.fangpin110.staff;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** SQL of duty_roster, and of the messages to duty phones. */
public final class DutyRepository {
    /** Who made a roster that came by the command line. */
    private static final UUID OPERATOR = new UUID(0, 0);

    private static final String ON_DUTY =
            """
            select d.*
            from unnest($1::text[]) with ordinality as u (code, rung)
            join duty_roster d on d.unit_code = u.code and d.removed_at is null
            where d.from_at <= $2 and (d.until_at is null or d.until_at > $2)
              and (d.staff_id is null or exists (select from staff s where s.staff_id = d.staff_id and s.is_active))
            order by u.rung, d.ordinal, d.duty_id""";

    /** Who is on duty in the first of these units that has anybody, then in the next ones. */
    public Future<List<Duty>> onDuty(SqlClient db, List<String> units, Instant now) {
        return db.preparedQuery(ON_DUTY)
                .mapping(DutyRepository::duty)
                .execute(Tuple.of(units.toArray(String[]::new), utc(now)))
                .map(rows -> rows.stream().toList());
    }

    private static final String OF_UNIT =
            """
            select * from duty_roster where unit_code = $1 and removed_at is null
            order by ordinal, duty_id""";

    public Future<List<Duty>> of(SqlClient db, String unitCode) {
        return db.preparedQuery(OF_UNIT)
                .mapping(DutyRepository::duty)
                .execute(Tuple.of(unitCode))
                .map(rows -> rows.stream().toList());
    }

    private static Duty duty(Row row) {
        OffsetDateTime until = row.getOffsetDateTime("until_at");
        return new Duty(
                row.getUUID("duty_id"),
                row.getString("unit_code"),
                row.getInteger("ordinal"),
                row.getUUID("staff_id"),
                row.getBuffer("phone").getBytes(),
                row.getOffsetDateTime("from_at").toInstant(),
                until == null ? null : until.toInstant());
    }

    private static final String VERSION = "select version from duty_roster_version where unit_code = $1";

    /** 0 before the first roster. */
    public Future<Integer> version(SqlClient db, String unitCode) {
        return db.preparedQuery(VERSION)
                .execute(Tuple.of(unitCode))
                .map(rows ->
                        rows.stream().findFirst().map(row -> row.getInteger(0)).orElse(0));
    }

    private static final String NEXT_VERSION =
            """
            insert into duty_roster_version as v (unit_code, version) values ($1, 1)
            on conflict (unit_code) do update set version = v.version + 1
            returning version""";

    /** Locks the roster until the transaction ends. */
    public Future<Integer> nextVersion(SqlConnection tx, String unitCode) {
        return tx.preparedQuery(NEXT_VERSION)
                .execute(Tuple.of(unitCode))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static final String REMOVE =
            """
            update duty_roster set removed_at = $2
            where unit_code = any($1) and removed_at is null and not (duty_id = any($3))""";

    private static final String ADD =
            """
            insert into duty_roster (duty_id, unit_code, ordinal, staff_id, phone, from_at, until_at, made_by, made_at)
            select g.duty_id, g.unit_code, g.ordinal, g.staff_id, g.phone, g.from_at, g.until_at, $8, $9
            from unnest($1::uuid[], $2::text[], $3::smallint[], $4::uuid[], $5::bytea[], $6::timestamptz[],
                $7::timestamptz[]) as g (duty_id, unit_code, ordinal, staff_id, phone, from_at, until_at)""";

    /**
     * The rosters of these units: what is kept stays as it is, the new lines are added, all others end.
     *
     * @param by null for the operator of the installation
     */
    public Future<Void> replace(
            SqlConnection tx, List<String> units, List<UUID> kept, List<Duty> added, UUID by, Instant at) {
        return tx.preparedQuery(REMOVE)
                .execute(Tuple.of(units.toArray(String[]::new), utc(at), kept.toArray(UUID[]::new)))
                .compose(removed -> add(tx, added, by, at));
    }

    private static Future<Void> add(SqlConnection tx, List<Duty> added, UUID by, Instant at) {
        if (added.isEmpty()) {
            return Future.succeededFuture();
        }
        return tx.preparedQuery(ADD)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(added.stream().map(Duty::dutyId).toArray(UUID[]::new))
                        .addArrayOfString(added.stream().map(Duty::unitCode).toArray(String[]::new))
                        .addArrayOfShort(added.stream()
                                .map(duty -> (short) duty.ordinal())
                                .toArray(Short[]::new))
                        .addArrayOfUUID(added.stream().map(Duty::staffId).toArray(UUID[]::new))
                        .addArrayOfBuffer(added.stream()
                                .map(duty -> Buffer.buffer(duty.sealedPhone()))
                                .toArray(Buffer[]::new))
                        .addArrayOfOffsetDateTime(
                                added.stream().map(duty -> utc(duty.from())).toArray(OffsetDateTime[]::new))
                        .addArrayOfOffsetDateTime(added.stream()
                                .map(duty -> duty.until() == null ? null : utc(duty.until()))
                                .toArray(OffsetDateTime[]::new))
                        .addUUID(by == null ? OPERATOR : by)
                        .addOffsetDateTime(utc(at)))
                .mapEmpty();
    }

    private static final String NEXT_VERSIONS =
            """
            insert into duty_roster_version as v (unit_code, version)
            select code, 1 from unnest($1::text[]) as u (code) order by code
            on conflict (unit_code) do update set version = v.version + 1""";

    /** Locks the rosters of these units, each named once, until the transaction ends. */
    public Future<Void> nextVersions(SqlConnection tx, List<String> units) {
        return tx.preparedQuery(NEXT_VERSIONS)
                .execute(Tuple.of((Object) units.toArray(String[]::new)))
                .mapEmpty();
    }

    private static final String TAKE_OFF =
            """
            with gone as (
                update duty_roster d set removed_at = $2
                where d.staff_id = $1 and d.removed_at is null and not exists (
                    select from staff_post p
                    join staff s on s.staff_id = p.staff_id and s.is_active
                    where p.staff_id = d.staff_id and p.unit_code = d.unit_code and p.ended_at is null)
                returning d.unit_code)
            insert into duty_roster_version as v (unit_code, version)
            select distinct unit_code, 1 from gone
            on conflict (unit_code) do update set version = v.version + 1""";

    /** Off the rosters of all units where this person holds no post any more; how many units. */
    public Future<Integer> takeOff(SqlConnection tx, UUID staffId, Instant at) {
        return tx.preparedQuery(TAKE_OFF).execute(Tuple.of(staffId, utc(at))).map(rows -> rows.rowCount());
    }

    private static final String BEGIN =
            """
            insert into staff_message as m (notice_id, duty_id, unit_code, status, created_at, changed_at)
            values ($1, $2, $3, 'QUEUED', $4, $4)
            on conflict (notice_id, duty_id) do update set attempt = m.attempt + 1, changed_at = $4
            where m.status = 'QUEUED'
            returning attempt""";

    /** False when it was sent, refused or may have been sent before. */
    public Future<Boolean> begin(SqlClient db, UUID noticeId, Duty duty, Instant at) {
        return db.preparedQuery(BEGIN)
                .execute(Tuple.of(noticeId, duty.dutyId(), duty.unitCode(), utc(at)))
                .map(rows -> rows.size() == 1);
    }

    private static final String END =
            """
            update staff_message set status = $3, provider_message_id = $4, failure = $5, changed_at = $6
            where notice_id = $1 and duty_id = $2""";

    public Future<Void> end(
            SqlClient db, UUID noticeId, Duty duty, String status, String providerId, String failure, Instant at) {
        return db.preparedQuery(END)
                .execute(Tuple.of(noticeId, duty.dutyId(), status)
                        .addString(providerId)
                        .addString(failure)
                        .addOffsetDateTime(utc(at)))
                .mapEmpty();
    }

    private static final String STATUS = "select status from staff_message where notice_id = $1 and duty_id = $2";

    public Future<Optional<String>> status(SqlClient db, UUID noticeId, Duty duty) {
        return db.preparedQuery(STATUS)
                .execute(Tuple.of(noticeId, duty.dutyId()))
                .map(rows -> rows.stream().findFirst().map(row -> row.getString(0)));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
