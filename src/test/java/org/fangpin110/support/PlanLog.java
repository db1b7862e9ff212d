package org.fangpin110.support;

import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** The plans PostgreSQL really used, of every statement of every connection to one database: its own auto_explain. */
public final class PlanLog {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Pool pool;
    private String begin;

    private PlanLog(Pool pool) {
        this.pool = pool;
    }

    /** Connections opened from now on write their plans. Needs a superuser, as the tests' own server gives. */
    public static void switchOn(Pool pool, String database) {
        for (String setting : List.of(
                "session_preload_libraries = 'auto_explain'",
                "auto_explain.log_min_duration = 0",
                "auto_explain.log_parameter_max_length = 0")) {
            pool.query("alter database " + database + " set " + setting)
                    .execute()
                    .await();
        }
    }

    /** What follows is of interest. */
    public static PlanLog beginning(Pool pool) {
        PlanLog log = new PlanLog(pool);
        log.begin = log.mark();
        return log;
    }

    /** Query and plan of each statement since the beginning. The server's log comes through a pipe: we wait for our mark. */
    public List<String> plans() {
        String end = mark();
        Instant deadline = Instant.now().plus(LONGEST_WAIT);
        while (!text().contains(end)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("the server's log does not come");
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        String all = text();
        String since = all.substring(all.lastIndexOf(begin), all.indexOf(end));
        return Arrays.stream(since.split("Query Text:")).skip(1).toList();
    }

    private String mark() {
        String mark = "mark-" + UUID.randomUUID();
        pool.query("do $$ begin raise log '" + mark + "'; end $$").execute().await();
        return mark;
    }

    /** All files: the log may have gone on in a new one meanwhile. */
    private String text() {
        Path current = Path.of(pool.query("select pg_current_logfile()")
                .execute()
                .await()
                .iterator()
                .next()
                .getString(0));
        try (var files = Files.list(current.getParent())) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("postgres-"))
                    .sorted()
                    .toList()) {
                text.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
