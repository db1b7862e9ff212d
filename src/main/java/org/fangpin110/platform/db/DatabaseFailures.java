package org.fangpin110.platform.db;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;

/** What a failed statement means. */
public final class DatabaseFailures {
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "57", "58");

    /** Unique violation, serialization failure, deadlock. */
    private static final Set<String> LOST_RACES = Set.of("23505", "40001", "40P01");

    private DatabaseFailures() {}

    /** True when the database was out of reach or out of means: trying again later may work. */
    public static boolean isUnavailable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException database) {
                String state = database.getSqlState();
                return state != null && UNAVAILABLE_CLASSES.contains(state.substring(0, 2));
            }
            if (cause instanceof ClosedConnectionException || cause instanceof IOException) {
                return true;
            }
            if (cause instanceof VertxException && cause.getMessage() != null && closed(cause.getMessage())) {
                return true;
            }
            if (cause.getClass().getSimpleName().contains("Timeout")) {
                return true;
            }
        }
        return false;
    }

    private static boolean closed(String message) {
        return message.contains("closed") || message.contains("Pool") || message.contains("connection");
    }

    /** True when a unique index refused a row: somebody else was first. */
    public static boolean isUniqueViolation(Throwable failure) {
        return failure instanceof PgException database && "23505".equals(database.getSqlState());
    }

    /** True when somebody else was first, or the two waited for each other and this one was sent back: look again. */
    public static boolean isLostRace(Throwable failure) {
        return failure instanceof PgException database && LOST_RACES.contains(database.getSqlState());
    }

    /** True for a violation of the named constraint or unique index. */
    public static boolean violates(Throwable failure, String constraint) {
        return failure instanceof PgException database && constraint.equals(database.getConstraint());
    }

    /** The failure without the row values that PostgreSQL puts into its detail: they may be personal. */
    public static Throwable withoutValues(Throwable failure) {
        if (failure instanceof PgException database) {
            RuntimeException bare = new RuntimeException("SQL state " + database.getSqlState() + ", constraint "
                    + database.getConstraint() + ", table " + database.getTable());
            bare.setStackTrace(failure.getStackTrace());
            return bare;
        }
        return failure;
    }
}
