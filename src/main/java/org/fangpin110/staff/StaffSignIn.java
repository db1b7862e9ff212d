package org.fangpin110.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.platform.crypto.PasswordHash;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.platform.session.SessionTokens;
import org.fangpin110.platform.session.Sessions;
import org.fangpin110.platform.session.SubjectKind;
import org.fangpin110.staff.StaffRepository.Attempt;

/**
 * Account and password for a session. Every attempt is counted as failed before the password is looked at and forgiven when
 * it was right: a hundred guesses at the same moment get no more tries than a hundred one after the other.
 */
public final class StaffSignIn {
    private static final Duration BUSY = Duration.ofSeconds(5);

    private final Pool pool;
    private final StaffRepository staff;
    private final PasswordHash passwords;
    private final Sessions sessions;
    private final SignInLimits limits;
    private final InstantSource clock;

    public StaffSignIn(
            Pool pool,
            StaffRepository staff,
            PasswordHash passwords,
            Sessions sessions,
            SignInLimits limits,
            InstantSource clock) {
        this.pool = pool;
        this.staff = staff;
        this.passwords = passwords;
        this.sessions = sessions;
        this.limits = limits;
        this.clock = clock;
    }

    /** 401 {@code wrong-account-or-password}, 429 {@code account-locked} or 503 {@code busy-try-again}. */
    Future<SessionTokens> signIn(String account, String password) {
        Instant now = clock.instant();
        return staff.attempt(pool, account, now, limits.attempts(), now.plus(limits.lock()))
                .compose(attempt -> attempt.isPresent() ? check(attempt.get(), password, now) : pretend(password));
    }

    private Future<SessionTokens> check(Attempt attempt, String password, Instant now) {
        if (attempt.isLocked()) {
            return Future.failedFuture(AppException.tooMany("account-locked", remaining(attempt, now)));
        }
        return passwords
                .verify(Optional.of(attempt.passwordHash()), password)
                .recover(failure -> staff.forgive(pool, attempt.staffId()).compose(done -> unchecked(failure)))
                .compose(right -> right ? start(attempt.staffId()) : refused());
    }

    /**
     * Wrong guesses count like those at sign-in, for whoever sits at somebody's screen may not guess either. All sessions end and
     * one begins. 401, 429 and 503 as at sign-in, 422 for a password that says nothing new.
     */
    Future<SessionTokens> changePassword(StaffMember me, String current, String next) {
        if (next.equals(current) || next.toLowerCase(Locale.ROOT).contains(me.account())) {
            return Future.failedFuture(
                    AppException.unprocessable(List.of(new FieldError("/next", "password-too-simple"))));
        }
        Instant now = clock.instant();
        return staff.attempt(pool, me.account(), now, limits.attempts(), now.plus(limits.lock()))
                .compose(found -> known(found, current, now))
                .compose(right -> passwords.hash(next).recover(StaffSignIn::unchecked))
                .compose(hash -> pool.withTransaction(tx -> staff.password(tx, me.staffId(), hash, now)
                        .compose(changed -> sessions.endAll(tx, SubjectKind.STAFF, me.staffId()))
                        .compose(ended -> sessions.start(tx, SubjectKind.STAFF, me.staffId()))));
    }

    /** 422 where a sign-in would answer 401, which means the session itself. */
    private Future<Void> known(Optional<Attempt> attempt, String password, Instant now) {
        if (attempt.isEmpty() || attempt.get().isLocked()) {
            return Future.failedFuture(AppException.tooMany(
                    "account-locked", attempt.map(one -> remaining(one, now)).orElseGet(limits::lock)));
        }
        return passwords
                .verify(Optional.of(attempt.get().passwordHash()), password)
                .recover(failure -> staff.forgive(pool, attempt.get().staffId()).compose(done -> unchecked(failure)))
                .compose(right -> right
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                AppException.unprocessable(List.of(new FieldError("/current", "password-wrong")))));
    }

    /** An unknown or inactive account costs the same time and gets the same answer as a wrong password. */
    private Future<SessionTokens> pretend(String password) {
        return passwords
                .verify(Optional.empty(), password)
                .recover(StaffSignIn::unchecked)
                .compose(wrong -> refused());
    }

    /** The row of the member is locked first, so that a deactivation at this moment finds the new session and ends it. */
    private Future<SessionTokens> start(UUID staffId) {
        return pool.withTransaction(tx -> staff.succeed(tx, staffId)
                .compose(active -> active ? sessions.start(tx, SubjectKind.STAFF, staffId) : refused()));
    }

    /** A lock set this very moment is not in the row we read. */
    private Duration remaining(Attempt attempt, Instant now) {
        if (attempt.lockedUntil() == null || !attempt.lockedUntil().isAfter(now)) {
            return limits.lock();
        }
        return Duration.between(now, attempt.lockedUntil()).plusSeconds(1);
    }

    private static Future<SessionTokens> refused() {
        return Future.failedFuture(AppException.unauthenticated("wrong-account-or-password"));
    }

    private static <T> Future<T> unchecked(Throwable failure) {
        return Future.failedFuture(
                failure instanceof PasswordHash.Busy ? AppException.unavailable("busy-try-again", BUSY) : failure);
    }
}
