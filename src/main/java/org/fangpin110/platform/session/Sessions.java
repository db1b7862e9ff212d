package org.fangpin110.platform.session;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.session.SessionRepository.Refreshable;

/**
 * Sign-ins and their refresh tokens. A refresh token is used once and gives the next one; used again later it was copied,
 * and the whole session ends, because nobody can tell the thief's chain from the owner's. One instance per event loop, as
 * {@link Tokens}.
 */
public final class Sessions {
    public static final String SIGNED_OUT = "signed-out";
    public static final String TOKEN_REUSED = "token-reused";
    public static final String ACCOUNT_CHANGED = "account-changed";

    /**
     * A second use so soon after the first is a phone whose answer was lost on a weak network, or two tabs of a browser:
     * it gets a pair of the same session instead of being thrown out in the middle of a report. The price: a thief who is
     * that quick is not noticed.
     */
    static final Duration LEEWAY = Duration.ofSeconds(30);

    /** Used tokens are kept until they expire, so that reuse is noticed; then nobody can use them anyway. */
    private static final int DELETED_AT_ONCE = 5_000;

    private final Pool pool;
    private final SessionRepository sessions;
    private final Tokens tokens;
    private final TimeOrderedIds ids;
    private final InstantSource clock;
    private final Map<SubjectKind, SessionRules> rules;

    public Sessions(
            Pool pool,
            SessionRepository sessions,
            Tokens tokens,
            TimeOrderedIds ids,
            InstantSource clock,
            Map<SubjectKind, SessionRules> rules) {
        this.pool = pool;
        this.sessions = sessions;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
        this.rules = Map.copyOf(rules);
    }

    /** A new session, in the caller's transaction or, being one statement, without one. */
    public Future<SessionTokens> start(SqlClient db, SubjectKind kind, UUID subjectId) {
        Instant now = clock.instant();
        Instant expiry = rules.get(kind).expiry(now, now);
        UUID sessionId = ids.next();
        RefreshSecret secret = RefreshSecret.next();
        return sessions.start(db, sessionId, kind, subjectId, now, secret.hash(), expiry)
                .map(stored -> pair(kind, subjectId, sessionId, secret, expiry));
    }

    /** A new pair for a refresh token; 401 {@code session-ended} whatever is wrong with it. */
    public Future<SessionTokens> refresh(String refreshToken) {
        Buffer hash = new RefreshSecret(refreshToken).hash();
        return pool.withTransaction(tx -> sessions.lock(tx, hash)
                        .compose(found -> found.isPresent()
                                ? refresh(tx, hash, found.get())
                                : Future.succeededFuture(Optional.<SessionTokens>empty())))
                // outside: a failure inside would undo the end of the session
                .map(pair -> pair.orElseThrow(() -> AppException.unauthenticated("session-ended")));
    }

    private Future<Optional<SessionTokens>> refresh(SqlConnection tx, Buffer used, Refreshable found) {
        Instant now = clock.instant();
        if (found.endedAt() != null) {
            return Future.succeededFuture(Optional.empty());
        }
        if (found.usedAt() != null && now.isAfter(found.usedAt().plus(LEEWAY))) {
            return end(tx, found, now, TOKEN_REUSED);
        }
        if (!now.isBefore(found.expiresAt())) {
            return Future.succeededFuture(Optional.empty());
        }
        SessionRules rule = rules.get(found.kind());
        return rule.subject().isStillAllowed(tx, found.subjectId()).compose(allowed -> {
            if (!allowed) {
                return end(tx, found, now, ACCOUNT_CHANGED);
            }
            Instant expiry = rule.expiry(found.startedAt(), now);
            RefreshSecret next = RefreshSecret.next();
            return sessions.rotate(tx, used, next.hash(), now, expiry)
                    .map(stored -> Optional.of(pair(found.kind(), found.subjectId(), found.sessionId(), next, expiry)));
        });
    }

    private Future<Optional<SessionTokens>> end(SqlConnection tx, Refreshable found, Instant now, String reason) {
        return sessions.end(tx, found.sessionId(), now, reason).map(Optional.empty());
    }

    /**
     * Ends the session of a refresh token, used or not; unknown tokens and ended sessions are fine. Access tokens of staff
     * end with it, those of residents run out by themselves.
     */
    public Future<Void> signOut(String refreshToken) {
        return sessions.endByToken(pool, new RefreshSecret(refreshToken).hash(), clock.instant(), SIGNED_OUT);
    }

    /** Ends every session of somebody, in the transaction that changes the account. */
    public Future<Integer> endAll(SqlClient tx, SubjectKind kind, UUID subjectId) {
        return sessions.endAll(tx, kind, subjectId, clock.instant(), ACCOUNT_CHANGED);
    }

    /** Deletes refresh tokens a day after they expired, a bounded number at once; returns how many. For a daily job. */
    public Future<Integer> deleteExpired() {
        return sessions.deleteExpired(pool, clock.instant().minus(Duration.ofDays(1)), DELETED_AT_ONCE);
    }

    private SessionTokens pair(
            SubjectKind kind, UUID subjectId, UUID sessionId, RefreshSecret secret, Instant refreshExpiry) {
        Tokens.Issued access = tokens.issue(kind, subjectId, sessionId);
        return new SessionTokens(access.token(), access.expiresAt(), secret.text(), refreshExpiry);
    }
}
