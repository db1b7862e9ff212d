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
            update duty_roster set removed_at = $2 where unit_code = $1 and removed_at is null""";

    private static final String ADD =
            """
            insert into duty_roster (duty_id, unit_code, ordinal, staff_id, phone, from_at, until_at, made_by, made_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";

    /** These and no others from now on. */
    public Future<Void> replace(SqlConnection tx, String unitCode, List<Duty> duties, UUID by, Instant at) {
        List<Tuple> rows = duties.stream()
                .map(duty -> Tuple.of(duty.dutyId(), unitCode, (short) duty.ordinal())
                        .addUUID(duty.staffId())
                        .addBuffer(Buffer.buffer(duty.sealedPhone()))
                        .addOffsetDateTime(utc(duty.from()))
                        .addOffsetDateTime(duty.until() == null ? null : utc(duty.until()))
                        .addUUID(by)
                        .addOffsetDateTime(utc(at)))
                .toList();
        return tx.preparedQuery(REMOVE)
                .execute(Tuple.of(unitCode, utc(at)))
                .compose(removed -> rows.isEmpty()
                        ? Future.succeededFuture()
                        : tx.preparedQuery(ADD).executeBatch(rows).mapEmpty());
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
