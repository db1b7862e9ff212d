package org.fangpin110.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL of our own on a persistent directory, durable by default, alive exactly as long as this JVM.
 *
 * <p>A crashed server is started again on the same port and socket until {@link #close()}. There is no shutdown hook here, because hooks
 * run concurrently: the application's one hook closes its pools first and this last. A JVM that dies without closing takes the server
 * down cleanly where {@code setpriv} exists; elsewhere the next start stops the orphan.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    /** How the server is doing; {@code FAILED} means that it is down and nobody looks after it, a fault of ours. */
    public enum State {
        STARTING,
        READY,
        RESTARTING,
        FAILED,
        STOPPED
    }

    /**
     * What an installation decides about its database.
     *
     * @param home everything lives here: programs, data, log, password; belongs to one running instance
     * @param binaries PG_BIN, a directory with {@code postgres} and {@code initdb}; empty for the server packed with us
     * @param startTimeout from launch to ready, crash recovery included; unpacking and initdb are not counted
     * @param serverSettings lines of postgresql.conf that win over our defaults
     */
    public record Settings(
            Path home, Optional<Path> binaries, Duration startTimeout, Map<String, String> serverSettings) {}

    /** Where to reach the server: always TCP on loopback, and the socket too unless its path would be too long. */
    public record Connection(
            String host, int port, String database, String user, String password, Optional<Path> socketDirectory) {
        public String jdbcUrl() {
            return "jdbc:postgresql://" + host + ":" + port + "/" + database;
        }

        @Override
        public String toString() {
            return user + "@" + host + ":" + port + "/" + database;
        }
    }

    private final HomeLock lock;
    private final Postmaster postmaster;
    private final Connection connection;

    private EmbeddedPostgres(HomeLock lock, Postmaster postmaster, Connection connection) {
        this.lock = lock;
        this.postmaster = postmaster;
        this.connection = connection;
    }

    /**
     * Returns once the server accepts connections. The first start unpacks and initialises, which takes seconds.
     *
     * @throws EmbeddedPostgresException when it cannot, with a sentence that says what to do
     */
    public static EmbeddedPostgres start(Settings settings) {
        return start(settings, LaunchMode.detect());
    }

    static EmbeddedPostgres start(Settings settings, LaunchMode mode) {
        long began = System.nanoTime();
        try {
            Path home = prepare(settings.home());
            HomeLock lock = HomeLock.take(home);
            try {
                EmbeddedPostgres server = start(settings, mode, home, lock);
                log.atInfo()
                        .addKeyValue("address", server.connection)
                        .addKeyValue("millis", (System.nanoTime() - began) / 1_000_000)
                        .log("embedded PostgreSQL is ready");
                return server;
            } catch (IOException | RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedPostgresException(
                    "内置数据库目录 " + settings.home() + " 无法使用:" + e,
                    "the directory of the embedded database cannot be used: " + e,
                    e);
        }
    }

    private static EmbeddedPostgres start(Settings settings, LaunchMode mode, Path home, HomeLock lock)
            throws IOException {
        PostgresBinaries binaries = PostgresBinaries.locate(home, settings.binaries());
        DataDirectory data = new DataDirectory(home.resolve("data"), binaries, mode);
        data.checkVersion();
        Orphans.stop(data.path());
        Password password = Password.keptIn(home);
        mode.adopt(home);
        data.initialise(password);

        ServerSettings serverSettings = new ServerSettings(home, settings.serverSettings());
        Postmaster postmaster = new Postmaster(data, serverSettings, settings.startTimeout());
        int port = postmaster.start();
        return new EmbeddedPostgres(
                lock,
                postmaster,
                new Connection(
                        ServerSettings.HOST,
                        port,
                        DataDirectory.DATABASE,
                        DataDirectory.USER,
                        password.value(),
                        serverSettings.socketDirectory()));
    }

    /** The server that another process runs on this home now: for commands beside a running service. */
    public static Optional<Connection> runningElsewhere(Path home) {
        try {
            if (!Files.isDirectory(home)) {
                return Optional.empty();
            }
            Path real = home.toRealPath();
            if (!HomeLock.isTakenByAnother(real)) {
                return Optional.empty();
            }
            Optional<PidFile> server = PidFile.of(real.resolve("data")).filter(PidFile::saysReady);
            if (server.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Connection(
                    ServerSettings.HOST,
                    server.get().port(),
                    DataDirectory.DATABASE,
                    DataDirectory.USER,
                    Password.keptIn(real).value(),
                    Optional.empty()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path prepare(Path home) throws IOException {
        Files.createDirectories(home);
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        return home.toRealPath();
    }

    public Connection connection() {
        return connection;
    }

    /** For health checks; it changes on its own when the server crashes and comes back. */
    public State state() {
        return postmaster.state();
    }

    /** Stops the server cleanly: open transactions are rolled back, committed ones are on disk. May be called again. */
    @Override
    public void close() {
        postmaster.stop();
        lock.close();
    }
}
