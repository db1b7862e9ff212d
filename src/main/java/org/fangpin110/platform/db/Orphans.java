package org.fangpin110.platform.db;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an earlier, killed JVM or postmaster left running on our data. Call only under the home's lock. */
final class Orphans {
    private static final Logger log = LoggerFactory.getLogger(Orphans.class);
    private static final Path PROC = Path.of("/proc");
    private static final Duration FAST_STOP = Duration.ofSeconds(60);
    private static final Duration HARD_STOP = Duration.ofSeconds(10);

    private Orphans() {}

    static void stop(Path data) throws IOException {
        Optional<PidFile> pidFile = PidFile.of(data);
        if (pidFile.isEmpty()) {
            return;
        }
        long pid = pidFile.get().pid();
        if (isPostmasterOf(data, pid)) {
            log.atWarn().addKeyValue("pid", pid).log("stopping a postmaster left by an earlier process");
            Command.signal("INT", pid);
            if (!awaitEnd(pid, FAST_STOP)) {
                Command.signal("QUIT", pid);
                awaitEnd(pid, HARD_STOP);
            }
        }
        // Without a postmaster they can serve nobody, and the memory they hold keeps the next server from starting.
        List<Long> children = processesIn(data);
        children.forEach(child -> Command.signal("QUIT", child));
        children.forEach(child -> awaitEnd(child, HARD_STOP)); // the log's writer ends by itself after all others
        pidFile = PidFile.of(data);
        if (pidFile.isPresent() && Files.exists(process(pidFile.get().pid())) && !isPostmasterOf(data, pid)) {
            pidFile.get().disown();
        }
    }

    /** Its command ends in {@code -D <data>} from the first moment of the launch on; a zombie has no command line left. */
    private static boolean isPostmasterOf(Path data, long pid) {
        try {
            String command = Files.readString(process(pid).resolve("cmdline"));
            return command.endsWith("postgres\0-D\0" + data + "\0");
        } catch (IOException e) {
            return false;
        }
    }

    /** Backends and helpers call themselves "postgres: …" and all work inside the data directory. */
    private static List<Long> processesIn(Path data) throws IOException {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path process : processes) {
                if (isPostgresIn(data, process)) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return found;
    }

    private static boolean isPostgresIn(Path data, Path process) {
        try {
            return Files.readString(process.resolve("cmdline")).startsWith("postgres:")
                    && Files.readSymbolicLink(process.resolve("cwd")).equals(data);
        } catch (IOException e) {
            return false; // ended meanwhile, or not ours to see
        }
    }

    /** A zombie has ended: it holds neither files nor memory. */
    private static boolean awaitEnd(long pid, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isRunning(pid)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return true;
    }

    private static boolean isRunning(long pid) {
        try {
            String status = Files.readString(process(pid).resolve("stat"));
            char state = status.charAt(status.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException e) {
            return false;
        }
    }

    private static Path process(long pid) {
        return PROC.resolve(Long.toString(pid));
    }
}
