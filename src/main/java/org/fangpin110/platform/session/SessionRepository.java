package org.fangpin110.platform.session;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** SQL of session and refresh_token. */
public final class SessionRepository {
    /** A refresh token with its session; usedAt null: never used, endedAt null: the session goes on. */
    record Refreshable(
            UUID sessionId,
            SubjectKind kind,
            UUID subjectId,
            Instant startedAt,
            Instant endedAt,
            Instant expiresAt,
            Instant usedAt) {
        static Refreshable of(Row row) {
            return new Refreshable(
                    row.getUUID("session_id"),
                    SubjectKind.valueOf(row.getString("subject_kind")),
                    row.getUUID("subject_id"),
                    instant(row, "started_at"),
                    instant(row, "ended_at"),
                    instant(row, "expires_at"),
                    instant(row, "used_at"));
        }

        private static Instant instant(Row row, String column) {
            OffsetDateTime time = row.getOffsetDateTime(column);
            return time == null ? null : time.toInstant();
        }
    }

    private static final String START =
            """
            with started as (
                insert into session (session_id, subject_kind, subject_id, started_at)
                values ($1, $2, $3, $4)
                returning session_id)
            insert into refresh_token (token_hash, session_id, issued_at, expires_at)
            select $5, session_id, $4, $6 from started""";

    Future<Void> start(
            SqlClient db, UUID sessionId, SubjectKind kind, UUID subjectId, Instant now, Buffer hash, Instant expiry) {
        return db.preparedQuery(START)
                .execute(Tuple.of(sessionId, kind.name(), subjectId, at(now), hash, at(expiry)))
                .mapEmpty();
    }

    private static final String LOCK =
            """
            select s.session_id, s.subject_kind, s.subject_id, s.started_at, s.ended_at, t.expires_at, t.used_at
            from refresh_token t
            join session s on s.session_id = t.session_id
            where t.token_hash = $1
            for update of t""";

    /** Two uses of one token at the same moment come one after the other. */
    Future<Optional<Refreshable>> lock(SqlConnection tx, Buffer hash) {
        return tx.preparedQuery(LOCK)
                .mapping(Refreshable::of)
                .execute(Tuple.of(hash))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).findFirst());
    }

    private static final String ROTATE =
            """
            with used as (
                update refresh_token set used_at = coalesce(used_at, $3)
                where token_hash = $1
                returning session_id)
            insert into refresh_token (token_hash, session_id, issued_at, expires_at)
            select $2, session_id, $3, $4 from used""";

    /** The moment of the first use stays: the leeway is not prolonged by using it. */
    Future<Void> rotate(SqlConnection tx, Buffer used, Buffer next, Instant now, Instant expiry) {
        return tx.preparedQuery(ROTATE)
                .execute(Tuple.of(used, next, at(now), at(expiry)))
                .mapEmpty();
    }

    private static final String END =
            """
            update session set ended_at = $2, end_reason = $3
            where session_id = $1 and ended_at is null""";

    Future<Void> end(SqlClient db, UUID sessionId, Instant now, String reason) {
        return db.preparedQuery(END)
                .execute(Tuple.of(sessionId, at(now), reason))
                .mapEmpty();
    }

    private static final String END_BY_TOKEN =
            """
            update session set ended_at = $2, end_reason = $3
            where session_id = (select session_id from refresh_token where token_hash = $1) and ended_at is null""";

    Future<Void> endByToken(SqlClient db, Buffer hash, Instant now, String reason) {
        return db.preparedQuery(END_BY_TOKEN)
                .execute(Tuple.of(hash, at(now), reason))
                .mapEmpty();
    }

    private static final String END_ALL =
            """
            update session set ended_at = $3, end_reason = $4
            where subject_kind = $1 and subject_id = $2 and ended_at is null""";

    Future<Integer> endAll(SqlClient db, SubjectKind kind, UUID subjectId, Instant now, String reason) {
        return db.preparedQuery(END_ALL)
                .execute(Tuple.of(kind.name(), subjectId, at(now), reason))
                .map(rows -> rows.rowCount());
    }

    private static final String DELETE_EXPIRED =
            """
            with stale as (
                delete from refresh_token
                where token_hash in (select token_hash from refresh_token where expires_at < $1
                                     order by expires_at limit $2 for update skip locked)
                returning session_id)
            select count(*) from stale""";

    Future<Integer> deleteExpired(SqlClient db, Instant before, int limit) {
        return db.preparedQuery(DELETE_EXPIRED)
                .execute(Tuple.of(at(before), limit))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
