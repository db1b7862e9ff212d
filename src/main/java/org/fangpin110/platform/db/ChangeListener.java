package org.fangpin110.platform.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process's one LISTEN connection. Every payload is published on the event bus at {@link #ADDRESS}; after a lost
 * connection {@link #RESET} is, for what was told meanwhile is gone. Connects again until stopped, and notices a dead
 * connection by asking every half minute.
 */
public final class ChangeListener {
    public static final String ADDRESS = "fangpin110.changes";
    public static final String RESET = "reset";

    private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);
    private static final String LISTEN = "listen fangpin110";
    private static final String ALIVE = "select 1";
    private static final long ALIVE_EVERY_MILLIS = 30_000;
    private static final long ALIVE_WITHIN_SECONDS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final Vertx vertx;
    private final Supplier<Future<PgConnection>> connections;
    private PgConnection connection;
    private long aliveTimer = -1;
    private int failures;
    private boolean lostSomething;
    private boolean stopped;

    public ChangeListener(Vertx vertx, PgConnectOptions options) {
        this(vertx, () -> PgConnection.connect(vertx, options));
    }

    /** @param connections opens a connection of our own, not one of a pool */
    public ChangeListener(Vertx vertx, Supplier<Future<PgConnection>> connections) {
        this.vertx = vertx;
        this.connections = connections;
    }

    /** Succeeds once it listens for the first time; a database out of reach is tried again, not a failure. */
    public Future<Void> start() {
        return connect();
    }

    public synchronized Future<Void> stop() {
        stopped = true;
        vertx.cancelTimer(aliveTimer);
        return connection == null ? Future.succeededFuture() : connection.close();
    }

    private Future<Void> connect() {
        return connections
                .get()
                .compose(opened -> opened.query(LISTEN).execute().map(opened).onFailure(e -> opened.close()))
                .map(this::listening)
                .recover(this::again)
                .mapEmpty();
    }

    private synchronized PgConnection listening(PgConnection opened) {
        if (stopped) {
            opened.close();
            return opened;
        }
        connection = opened;
        failures = 0;
        opened.notificationHandler(told -> vertx.eventBus().publish(ADDRESS, told.getPayload()));
        opened.closeHandler(closed -> lost(opened));
        aliveTimer = vertx.setPeriodic(ALIVE_EVERY_MILLIS, tick -> ask(opened));
        if (lostSomething) {
            lostSomething = false;
            vertx.eventBus().publish(ADDRESS, RESET);
        }
        return opened;
    }

    /** A connection that does not answer is given up at once: closing it politely might wait for the same silence. */
    private void ask(PgConnection opened) {
        opened.query(ALIVE)
                .execute()
                .timeout(ALIVE_WITHIN_SECONDS, TimeUnit.SECONDS)
                .onFailure(dead -> {
                    lost(opened);
                    opened.close();
                });
    }

    private synchronized void lost(PgConnection opened) {
        if (connection != opened) {
            return;
        }
        vertx.cancelTimer(aliveTimer);
        connection = null;
        lostSomething = true;
        if (!stopped) {
            LOG.atWarn().log("The LISTEN connection was lost");
            connect().onFailure(e -> LOG.atError().setCause(e).log("Nobody listens for changes any more"));
        }
    }

    private synchronized Future<PgConnection> again(Throwable failure) {
        if (stopped) {
            return Future.succeededFuture();
        }
        failures++;
        lostSomething = true;
        long pause = Math.min(LONGEST_PAUSE_MILLIS, 100L << Math.min(failures, 10));
        LOG.atWarn()
                .addKeyValue("failure", failure.getClass().getSimpleName())
                .addKeyValue("pauseMillis", pause)
                .log("Cannot listen for changes yet");
        return vertx.timer(pause, TimeUnit.MILLISECONDS)
                .compose(passed -> connect())
                .mapEmpty();
    }
}
