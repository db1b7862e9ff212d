package org.fangpin110.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.fangpin110.Main;

/** The application in a JVM of its own, as people start it, there to be killed. Always on the same port. */
public final class ChildApp implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);

    private final Path data;
    private final int port;
    private final Path log;
    private Process process;

    public ChildApp(Path data) throws IOException {
        this.data = data;
        this.log = data.resolve("child.log");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.createDirectories(data);
    }

    /** Returns once it is ready; one that a failed test left behind is ended first. */
    public ChildApp start() throws IOException {
        close();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        builder.environment().keySet().removeIf(name -> name.startsWith("FANGPIN_") || name.equals("DATABASE_URL"));
        builder.environment()
                .putAll(Map.of(
                        "FANGPIN_DATA_DIRECTORY", data.toString(),
                        "FANGPIN_HTTP_HOST", "127.0.0.1",
                        "FANGPIN_HTTP_PORT", String.valueOf(port),
                        "FANGPIN_HTTP_MANAGEMENT_PORT", "0",
                        "FANGPIN_HTTP_EVENT_LOOPS", "2",
                        "FANGPIN_HTTP_DRAIN_SECONDS", "5",
                        "FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900"));
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("did not start: " + said());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return this;
    }

    public boolean isReady() {
        try {
            return visitor(null).get("/health/ready").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Somebody at its public port. */
    public Visitor visitor(String token) {
        return new Visitor("http://127.0.0.1:" + port, token);
    }

    /** Where its database server lives. */
    public Path home() {
        return data.resolve("postgres");
    }

    public void kill() {
        process.destroyForcibly();
        exitCode(Duration.ofSeconds(10));
    }

    /** Asks it to end, as systemd and Docker do. */
    public void terminate() {
        process.destroy();
    }

    public int exitCode(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still alive after " + within + ": " + said());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The end of its output. */
    public String said() {
        try {
            String all = Files.readString(log);
            return all.substring(Math.max(0, all.length() - 4_000));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }
}
