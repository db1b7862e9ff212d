package org.fangpin110.platform.db;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The main class of a JVM that is there to be killed: starts a server, says so, and lives until somebody ends it. */
final class ChildServer {
    static final String READY = "READY";
    /** Second argument: the server is not told to stop with its JVM, as where setpriv is missing. */
    static final String ORPHANING = "orphaning";

    private ChildServer() {}

    public static void main(String[] args) throws InterruptedException {
        Optional<Path> binaries = args.length > 2 ? Optional.of(Path.of(args[2])) : Optional.empty();
        EmbeddedPostgres.Settings settings =
                new EmbeddedPostgres.Settings(Path.of(args[0]), binaries, Duration.ofMinutes(3), Map.of());
        EmbeddedPostgres server = args.length > 1 && args[1].equals(ORPHANING)
                ? EmbeddedPostgres.start(settings, withoutParentDeathSignal())
                : EmbeddedPostgres.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println(READY + " " + server.connection().port());
        Thread.currentThread().join();
    }

    private static LaunchMode withoutParentDeathSignal() {
        return (LaunchMode.isRoot() ? LaunchMode.FOR_ROOT : LaunchMode.FOR_ORDINARY_USERS).get(1);
    }
}
