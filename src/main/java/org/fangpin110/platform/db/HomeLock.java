package org.fangpin110.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One instance at a time on one home. */
final class HomeLock implements AutoCloseable {
    /** Homes locked by this JVM. Asked first, because closing any second channel on a locked file drops the lock (POSIX). */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final FileChannel channel;

    private HomeLock(Path home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    /** Takes a real path, so that two names of one directory are one lock. */
    static HomeLock take(Path home) throws IOException {
        if (!HELD.add(home)) {
            throw taken(home, Long.toString(ProcessHandle.current().pid()));
        }
        FileChannel channel = null;
        try {
            Path file = home.resolve("lock");
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw taken(home, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(
                    Long.toString(ProcessHandle.current().pid())));
            return new HomeLock(home, channel);
        } catch (IOException | RuntimeException e) {
            HELD.remove(home);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    /** Whether another process holds it now. Never called in a process that holds the lock: closing the channel would drop it. */
    static boolean isTakenByAnother(Path home) throws IOException {
        Path file = home.resolve("lock");
        if (HELD.contains(home) || !Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        }
    }

    private static EmbeddedPostgresException taken(Path home, String pid) {
        return new EmbeddedPostgresException(
                "数据目录 " + home + " 正由另一个实例使用(进程号 " + pid + "),请先停止它,或改用别的目录。",
                "the data directory is in use by another instance (process " + pid + "): stop it or choose another.");
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(home);
        }
    }
}
