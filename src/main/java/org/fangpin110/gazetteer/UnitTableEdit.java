package org.fangpin110.gazetteer;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.unit.UnitRepository;
import org.fangpin110.unit.UnitTable;

/** The frame of every edit of units or aliases: one at a time over all nodes, on the newest table, seen here at once. */
public final class UnitTableEdit {
    private static final int MOST_TRIES = 5;
    private static final Duration SOON = Duration.ofSeconds(2);

    final Pool pool;
    final UnitRepository units;
    final InstantSource clock;
    private final Supplier<UnitTable> table;
    private final Supplier<Future<Void>> reload;

    /** @param reload brings this node's table and router up to date */
    public UnitTableEdit(
            Pool pool,
            UnitRepository units,
            Supplier<UnitTable> table,
            Supplier<Future<Void>> reload,
            InstantSource clock) {
        this.pool = pool;
        this.units = units;
        this.table = table;
        this.reload = reload;
        this.clock = clock;
    }

    UnitTable table() {
        return table.get();
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), WorkCalendar.ZONE);
    }

    Future<Void> reload() {
        return reload.get();
    }

    /** Runs the edit under the lock, on a table that is the newest; afterwards this node works by the new one. */
    <T> Future<T> run(BiFunction<SqlConnection, UnitTable, Future<T>> edit) {
        return attempt(edit, 1).compose(done -> reload().otherwiseEmpty().map(done));
    }

    private <T> Future<T> attempt(BiFunction<SqlConnection, UnitTable, Future<T>> edit, int number) {
        return reload().compose(fresh -> pool.withTransaction(tx -> units.lock(tx)
                        .compose(locked -> units.latestVersion(tx))
                        .compose(latest -> {
                            UnitTable now = table.get();
                            return now.version().version() == latest.version()
                                    ? edit.apply(tx, now)
                                    : Future.failedFuture(new Behind());
                        })))
                .recover(failure -> failure instanceof Behind && number < MOST_TRIES
                        ? attempt(edit, number + 1)
                        : Future.failedFuture(
                                failure instanceof Behind
                                        ? AppException.unavailable("try-again-soon", SOON)
                                        : failure));
    }

    /** Somebody else edited between our look at the table and our turn. */
    private static final class Behind extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Behind() {
            super("behind", null, false, false);
        }
    }

    /** 412 unless the caller looked at this very table. */
    static void requireSeen(UnitTable now, int seen) {
        if (now.version().version() != seen) {
            throw AppException.changedMeanwhile((int) now.version().version());
        }
    }

    /** The new version of the table; its checksum is that of the act, which no file has. */
    Future<Long> version(SqlConnection tx, String act, LocalDate day, int inserted, int changed, int retired) {
        Instant at = now();
        return units.insertVersion(
                tx, at.atOffset(ZoneOffset.UTC), day, act, sha256(act + " " + at), inserted, changed, retired);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
