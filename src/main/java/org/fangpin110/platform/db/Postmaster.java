package org.fangpin110.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fangpin110.platform.db.EmbeddedPostgres.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one postgres running until it is told to stop.
 *
 * <p>One thread launches every server and then waits for it: the kernel ties "stop with your parent" to the launching thread, not to the
 * process, so that thread must live as long as we do.
 */
final class Postmaster {
    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration HARD_STOP = Duration.ofSeconds(10);
    private static final Duration PASSING = Duration.ofMillis(200);
    private static final Duration LOG_CARE = Duration.ofMinutes(10);
    private static final List<Duration> BACK_OFF = List.of(
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30));
    /** Up for this long, a server counts as healthy and the back-off starts anew. */
    private static final Duration HEALTHY = Duration.ofMinutes(5);

    private final DataDirectory data;
    private final ServerSettings settings;
    private final ServerLog serverLog;
    private final Duration startTimeout;
    private final CompletableFuture<Integer> firstReady = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private volatile State state = State.STARTING;
    private ServerProcess process; // guarded by this: a launch and a stop must see each other

    Postmaster(DataDirectory data, ServerSettings settings, Duration startTimeout) {
        this.data = data;
        this.settings = settings;
        this.serverLog = ServerLog.in(settings.home());
        this.startTimeout = startTimeout;
    }

    State state() {
        return state;
    }

    /** Blocks until the server is ready and returns its port. */
    int start() {
        Thread thread = new Thread(this::run, "embedded-postgres");
        thread.setDaemon(true);
        thread.start();
        try {
            return firstReady.join();
        } catch (CompletionException e) {
            stop();
            if (e.getCause() instanceof EmbeddedPostgresException refused) {
                throw refused;
            }
            throw new EmbeddedPostgresException("内置数据库无法启动:" + e.getCause(), "cannot start.", e.getCause());
        }
    }

    void stop() {
        ServerProcess running;
        synchronized (this) {
            stopRequested.countDown();
            running = process;
        }
        if (running == null) {
            return;
        }
        running.signal("INT");
        if (!hasEndedWithin(ServerProcess.FAST_STOP)) {
            log.atWarn().log("PostgreSQL did not stop in time, ending it at once; it recovers at the next start");
            running.signal("QUIT");
            hasEndedWithin(HARD_STOP);
        }
    }

    /** Deaf to interrupts: whoever closes us is about to exit, and leaving now would leave the server behind. */
    private boolean hasEndedWithin(Duration patience) {
        try {
            ended.copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
            return true;
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                return false;
            }
            throw e;
        }
    }

    private void run() {
        try {
            try {
                int port = launchUntilReady(FreePort.choose(), true);
                firstReady.complete(port);
                supervise(port);
            } finally {
                if (process != null) {
                    process.end();
                }
            }
        } catch (InterruptedException | IOException | RuntimeException e) {
            if (!firstReady.completeExceptionally(e)) {
                log.atError().setCause(e).log("the supervision of PostgreSQL ended unexpectedly");
            }
        } finally {
            state = isStopping() ? State.STOPPED : State.FAILED;
            ended.complete(null);
        }
    }

    /** Never gives up: a full disk is emptied some day, and nobody may be there to start us again. */
    private void supervise(int port) throws InterruptedException {
        int failures = 0;
        while (true) {
            long since = System.nanoTime();
            int exit = awaitExit();
            if (isStopping()) {
                return;
            }
            state = State.RESTARTING;
            failures = System.nanoTime() - since > HEALTHY.toNanos() ? 0 : failures;
            Duration pause = BACK_OFF.get(Math.min(failures++, BACK_OFF.size() - 1));
            log.atWarn().addKeyValue("exit", exit).addKeyValue("pause", pause).log("PostgreSQL ended, restarting");
            if (isStoppingAfter(pause)) {
                return;
            }
            try {
                launchUntilReady(port, false);
                log.atInfo().addKeyValue("port", port).log("PostgreSQL is ready again");
            } catch (EmbeddedPostgresException | IOException | UncheckedIOException e) {
                if (!isStopping()) {
                    log.atError().setCause(e).log("PostgreSQL could not be restarted");
                }
            }
        }
    }

    /** Waits for ever, looking after the log files meanwhile. */
    private int awaitExit() throws InterruptedException {
        while (!process.hasEndedWithin(LOG_CARE)) {
            pruneLog();
        }
        return process.exit();
    }

    private void pruneLog() {
        try {
            serverLog.prune();
        } catch (IOException | UncheckedIOException e) {
            log.atWarn().setCause(e).log("old server logs could not be deleted");
        }
    }

    /** Tries again what passes by itself: a port just taken, a dead server's memory not yet freed. */
    private int launchUntilReady(int firstPort, boolean mayMove) throws IOException, InterruptedException {
        int port = firstPort;
        long deadline = System.nanoTime() + startTimeout.toNanos();
        while (true) {
            if (launch(port).isReadyBefore(deadline)) {
                state = State.READY;
                return port;
            }
            if (isStopping()) {
                throw stoppedWhileStarting();
            }
            boolean portTaken = !FreePort.isFree(port);
            if ((!portTaken && !isPassing()) || System.nanoTime() > deadline) {
                throw cannotStart();
            }
            if (portTaken && mayMove) {
                port = FreePort.choose();
            } else if (isStoppingAfter(PASSING)) {
                throw stoppedWhileStarting();
            }
        }
    }

    private ServerProcess launch(int port) throws IOException {
        Orphans.stop(data.path());
        pruneLog();
        synchronized (this) {
            if (isStopping()) {
                throw stoppedWhileStarting();
            }
            process = ServerProcess.launch(data, settings, port);
            return process;
        }
    }

    private boolean isPassing() throws IOException {
        String said = serverLog.ofLatestLaunch();
        return said.contains("lock file \"") || said.contains("pre-existing shared memory block");
    }

    private static EmbeddedPostgresException stoppedWhileStarting() {
        return new EmbeddedPostgresException("内置数据库在启动过程中被停止。", "stopped while starting.");
    }

    private EmbeddedPostgresException cannotStart() throws IOException {
        return new EmbeddedPostgresException(
                "内置数据库未能启动(自行退出,或 " + startTimeout.toSeconds() + " 秒内未就绪)。日志目录 " + serverLog.directory() + ":\n"
                        + serverLog.tail(),
                "the embedded database ended or was not ready in time; its log is above.");
    }

    private boolean isStopping() {
        return stopRequested.getCount() == 0;
    }

    private boolean isStoppingAfter(Duration pause) throws InterruptedException {
        return stopRequested.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }
}
