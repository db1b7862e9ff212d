package org.fangpin110.platform.db;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Homes, servers and questions to them. The programs are unpacked once for all tests. */
public final class Servers {
    public static final Duration PATIENCE = Duration.ofMinutes(2);
    private static Path binaries;

    private Servers() {}

    /** Under a directory everybody may pass through, as a server of another user must. */
    public static Path newHome() throws IOException {
        Path parent = Files.createTempDirectory("fangpin110-it-");
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
        return parent.resolve("home");
    }

    public static void delete(Path home) throws IOException {
        CompleteDirectory.delete(home.getParent());
    }

    static synchronized Path binaries() throws IOException {
        if (binaries == null) {
            Path home = Files.createTempDirectory("fangpin110-programs-");
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            binaries = PostgresBinaries.locate(home, Optional.empty()).directory();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteQuietly(home)));
        }
        return binaries;
    }

    private static void deleteQuietly(Path directory) {
        try {
            CompleteDirectory.delete(directory);
        } catch (IOException e) {
            System.err.println("left behind: " + directory);
        }
    }

    static EmbeddedPostgres start(Path home) throws IOException {
        return EmbeddedPostgres.start(settings(home, Optional.of(binaries())));
    }

    static EmbeddedPostgres.Settings settings(Path home, Optional<Path> binaries) {
        return new EmbeddedPostgres.Settings(home, binaries, Duration.ofMinutes(3), Map.of());
    }

    static String ask(EmbeddedPostgres server, String sql) throws SQLException {
        EmbeddedPostgres.Connection connection = server.connection();
        return ask(connection.jdbcUrl(), connection.password(), sql);
    }

    /** A server that runs in another JVM. */
    public static String ask(Path home, int port, String sql) throws SQLException, IOException {
        return ask(
                "jdbc:postgresql://127.0.0.1:" + port + "/fangpin110", Files.readString(home.resolve("password")), sql);
    }

    private static String ask(String url, String password, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "fangpin110", password);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    public static ProcessHandle postmaster(Path home) throws IOException {
        long pid = PidFile.of(home.toRealPath().resolve("data")).orElseThrow().pid();
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Of the server that runs on this home. */
    public static int port(Path home) throws IOException {
        return PidFile.of(home.toRealPath().resolve("data")).orElseThrow().port();
    }

    public static boolean stoppedCleanly(Path home) throws IOException {
        StringBuilder said = new StringBuilder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home.resolve("log"))) {
            for (Path file : files) {
                said.append(Files.readString(file));
            }
        }
        return PidFile.of(home.resolve("data")).isEmpty() && said.indexOf("database system is shut down") >= 0;
    }

    /** Asks again until it is true; an exception counts as "not yet" until time is up. */
    public static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Exception last = null;
        while (System.nanoTime() < deadline) {
            try {
                if (condition.call()) {
                    return;
                }
                last = null;
            } catch (SQLException | IOException e) {
                last = e;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        throw new AssertionError("not within " + PATIENCE, last);
    }
}
