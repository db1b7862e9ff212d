package org.fangpin110.platform.session;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * How sessions of one kind live.
 *
 * @param life how long a refresh token may be used
 * @param prolonged true: every refresh starts the life anew; false: all ends that long after the sign-in
 * @param subject asked at every refresh
 */
public record SessionRules(Duration life, boolean prolonged, Subject subject) {
    /** Whether somebody who signed in may stay so. */
    @FunctionalInterface
    public interface Subject {
        Future<Boolean> isStillAllowed(SqlClient tx, UUID subjectId);
    }

    /** A phone stays signed in as long as it comes back within the life. */
    public static SessionRules forResidents(Duration life) {
        return new SessionRules(life, true, (tx, residentId) -> Future.succeededFuture(true));
    }

    /** A console left open ends with the working day. */
    public static SessionRules forStaff(Duration life, Subject stillActive) {
        return new SessionRules(life, false, stillActive);
    }

    Instant expiry(Instant startedAt, Instant now) {
        return (prolonged ? now : startedAt).plus(life);
    }
}
