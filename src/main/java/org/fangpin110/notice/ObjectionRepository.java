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

/** The only code with SQL of case_objection, and of what an objection on the phone changes in its case. */
public final class ObjectionRepository {
    /** An objection about to be stored; sealed. Either resident, key and hash, or recordedBy. */
    record Received(
            UUID objectionId,
            String number,
            PublicNotice notice,
            UUID residentId,
            UUID key,
            Buffer hash,
            UUID recordedBy,
            byte[] content,
            byte[] contact,
            byte[] contactIndex,
            Instant at) {}

    private static final String ADD =
            """
            insert into case_objection (objection_id, banner_code, objection_no, notice_id, case_id, channel, resident_id,
                recorded_by, idempotency_key, content_hash, content, contact, contact_index, received_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            returning *""";

    Future<Objection> add(SqlClient tx, Received received) {
        Tuple values = Tuple.of(received.objectionId(), received.notice().bannerCode(), received.number())
                .addUUID(received.notice().id())
                .addUUID(received.notice().caseId())
                .addString(received.residentId() == null ? "STAFF" : "RESIDENT")
                .addUUID(received.residentId())
                .addUUID(received.recordedBy())
                .addUUID(received.key())
                .addBuffer(received.hash())
                .addBuffer(Buffer.buffer(received.content()))
                .addBuffer(received.contact() == null ? null : Buffer.buffer(received.contact()))
                .addBuffer(received.contactIndex() == null ? null : Buffer.buffer(received.contactIndex()))
                .addOffsetDateTime(received.at().atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(ADD).mapping(Objection::of).execute(values).map(rows -> rows.iterator()
                .next());
    }

    private static final String BY_KEY =
            """
            select * from case_objection where resident_id = $1 and idempotency_key = $2""";

    Future<Optional<Objection>> byKey(SqlClient db, UUID residentId, UUID key) {
        return one(db, BY_KEY, Tuple.of(residentId, key));
    }

    private static final String OF_RESIDENT =
            """
            select * from case_objection where objection_no = $1 and resident_id = $2""";

    /** Somebody else's is not there. */
    Future<Optional<Objection>> ofResident(SqlClient db, String number, UUID residentId) {
        return one(db, OF_RESIDENT, Tuple.of(number, residentId));
    }

    private static final String FIND =
            """
            select * from case_objection where objection_id = $1 and case_id = $2""";

    Future<Optional<Objection>> find(SqlClient db, UUID objectionId, UUID caseId) {
        return one(db, FIND, Tuple.of(objectionId, caseId));
    }

    private static Future<Optional<Objection>> one(SqlClient db, String sql, Tuple values) {
        return db.preparedQuery(sql).mapping(Objection::of).execute(values).map(rows -> rows.stream()
                .findFirst());
    }

    private static final String OF_NOTICE =
            """
            select * from case_objection where notice_id = $1 and banner_code = $2
            order by received_at, objection_id limit $3""";

    /** Oldest first, at most so many. */
    Future<List<Objection>> ofNotice(SqlClient db, PublicNotice notice, int limit) {
        return db.preparedQuery(OF_NOTICE)
                .mapping(Objection::of)
                .execute(Tuple.of(notice.id(), notice.bannerCode(), limit))
                .map(rows -> rows.stream().toList());
    }

    private static final String COUNT_OPEN =
            """
            select count(*)::int
            from case_objection o
            join case_notice n on n.notice_id = o.notice_id and n.banner_code = o.banner_code and n.taken_down_at is null
            where o.case_id = $1 and o.decided_at is null and ($2::uuid is null or o.recorded_by = $2)""";

    /**
     * Of the notice that hangs; while it is more than none, it stays up.
     *
     * @param recordedBy only those that this person recorded and may not decide; null: all
     */
    public Future<Integer> countOpen(SqlClient db, UUID caseId, UUID recordedBy) {
        return db.preparedQuery(COUNT_OPEN)
                .execute(Tuple.of(caseId, recordedBy))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static final String SENT =
            """
            select count(*)::int from case_objection where resident_id = $1 and received_at > $2""";

    /** How many this account has sent since; the account is locked until the transaction ends, so that two at once are counted. */
    Future<Integer> sentSince(SqlClient tx, UUID residentId, Instant since) {
        return tx.preparedQuery(LOCK_ACCOUNT)
                .execute(Tuple.of(residentId.toString()))
                .compose(locked -> tx.preparedQuery(SENT)
                        .execute(Tuple.of(residentId, since.atOffset(ZoneOffset.UTC)))
                        .map(rows -> rows.iterator().next().getInteger(0)));
    }

    private static final String LOCK_ACCOUNT =
            """
            select pg_advisory_xact_lock(hashtextextended('case_objection.' || $1, 0))""";

    private static final String DECIDE =
            """
            update case_objection set decided_at = $3, decided_by = $4, founded = $5, finding = $6
            where objection_id = $1 and banner_code = $2 and decided_at is null
            returning *""";

    /** Empty when it was decided before. */
    Future<Optional<Objection>> decide(
            SqlClient tx, Objection objection, Instant at, UUID staffId, boolean founded, byte[] finding) {
        return one(
                tx,
                DECIDE,
                Tuple.of(objection.id(), objection.bannerCode(), at.atOffset(ZoneOffset.UTC))
                        .addUUID(staffId)
                        .addBoolean(founded)
                        .addBuffer(Buffer.buffer(finding)));
    }

    private static final String LOCK_CASE =
            """
            select owner_unit from case_file where id = $1 and banner_code = $2 for update""";

    /** Before the notice, as every step does; @return who owns it */
    Future<String> lockCase(SqlClient tx, PublicNotice notice) {
        return tx.preparedQuery(LOCK_CASE)
                .execute(Tuple.of(notice.caseId(), notice.bannerCode()))
                .map(rows -> rows.iterator().next().getString(0));
    }

    private static final String STEP =
            """
            with moved as (
                update case_file
                set last_sequence = last_sequence + 1, version = version + 1, changed_at = $3, changed_by = null
                where id = $1 and banner_code = $2
                returning *),
            stepped as (
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, state, owner_unit)
                select id, banner_code, last_sequence, $3, 'notice-objected', 'RESIDENT', state, owner_unit from moved)
            select pg_notify('fangpin110', owner_unit) from moved""";

    /** The step of an objection on the phone; the history does not say whose, for all who work on the case read it. */
    Future<Void> step(SqlClient tx, PublicNotice notice, Instant at) {
        return tx.preparedQuery(STEP)
                .execute(Tuple.of(notice.caseId(), notice.bannerCode(), at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }
}
