package org.fangpin110.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that serves HTTP on loopback: the application's jar, or the bare hello. */
public final class ServerProcess implements AutoCloseable {
    private static final long START_MINUTES = 3;

    private final Process process;
    private final int port;
    private final Path log;
    private final double startSeconds;

    private ServerProcess(Process process, int port, Path log, double startSeconds) {
        this.process = process;
        this.port = port;
        this.log = log;
        this.startSeconds = startSeconds;
    }

    /** The application, from the jar of this build; other settings by environment variable. */
    public static ServerProcess application(Path data, Path log, Map<String, String> settings) throws IOException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(java(), "-Xmx512m", "-jar", "target/fangpin110.jar");
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("FANGPIN_") || name.equals("DATABASE_URL"));
        environment.put("FANGPIN_HTTP_HOST", "127.0.0.1");
        environment.put("FANGPIN_HTTP_PORT", Integer.toString(port));
        environment.put("FANGPIN_HTTP_MANAGEMENT_PORT", Integer.toString(freePort()));
        environment.put("FANGPIN_HTTP_EVENT_LOOPS", "2");
        environment.put("FANGPIN_DATA_DIRECTORY", data.toString());
        environment.putAll(settings);
        return start(builder, port, "/health/ready", log);
    }

    /** A program of this class path, told its port. */
    static ServerProcess program(Class<?> main, Path log) throws IOException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                Integer.toString(port)));
        return start(builder, port, "/", log);
    }

    private static ServerProcess start(ProcessBuilder builder, int port, String probe, Path log) throws IOException {
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        long began = System.nanoTime();
        Process process = builder.start();
        URI address = URI.create("http://127.0.0.1:" + port + probe);
        while (!answers(address)) {
            double waited = secondsSince(began);
            if (!process.isAlive() || waited > TimeUnit.MINUTES.toSeconds(START_MINUTES)) {
                process.destroyForcibly();
                throw new IOException("The server did not start; its log: " + Files.readString(log));
            }
        }
        return new ServerProcess(process, port, log, secondsSince(began));
    }

    private static boolean answers(URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(1_000);
        connection.setReadTimeout(5_000);
        try {
            if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
                return true;
            }
        } catch (IOException notYet) {
            // asked again
        } finally {
            connection.disconnect();
        }
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return false;
    }

    static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** From launch to the first 200. */
    double startSeconds() {
        return startSeconds;
    }

    /** The log's lines about the start, in their order. */
    List<String> log() throws IOException {
        return new ArrayList<>(Files.readAllLines(log));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("The server did not stop within a minute");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
