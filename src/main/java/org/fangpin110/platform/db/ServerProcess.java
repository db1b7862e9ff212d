package org.fangpin110.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One postgres process, from launch to end. It ends with the thread that launches it, see {@link LaunchMode}. */
record ServerProcess(Process process, DataDirectory data) {
    static final Duration FAST_STOP = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(5);

    static ServerProcess launch(DataDirectory data, ServerSettings settings, int port) throws IOException {
        Path sockets = settings.socketParent();
        CompleteDirectory.delete(sockets); // those of earlier ports
        Files.createDirectory(
                sockets, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ServerLog log = ServerLog.in(settings.home());
        Files.createDirectories(log.directory());
        data.write(settings.lines(port));
        data.mode().adopt(settings.home());
        Process process = Command.prepare(data.postgres())
                .redirectErrorStream(true)
                .redirectOutput(log.launchFile())
                .start();
        return new ServerProcess(process, data);
    }

    /** False when the server ended instead; a server that is not ready in time is ended. */
    boolean isReadyBefore(long deadline) throws IOException, InterruptedException {
        while (!hasEndedWithin(POLL)) {
            Optional<PidFile> file = PidFile.of(data.path());
            if (file.filter(found -> found.pid() == process.pid() && found.saysReady())
                    .isPresent()) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                end();
                return false;
            }
        }
        return false;
    }

    boolean hasEndedWithin(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    int exit() {
        return process.exitValue();
    }

    /** INT: disconnects everybody and writes all out. QUIT: at once, recovering at the next start. */
    void signal(String name) {
        if (process.isAlive()) {
            Command.signal(name, process.pid());
        }
    }

    /** Does nothing when it has ended already. */
    void end() throws InterruptedException {
        signal("INT");
        if (!hasEndedWithin(FAST_STOP)) {
            signal("QUIT");
            process.waitFor();
        }
    }
}
