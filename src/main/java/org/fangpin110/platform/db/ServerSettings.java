package org.fangpin110.platform.db;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What we tell the server at each start: our defaults, the operator's wishes over them, and over both what the launcher relies on. */
record ServerSettings(Path home, Map<String, String> wishes) {
    static final String HOST = "127.0.0.1";
    private static final int LONGEST_SOCKET_PATH = 107;
    private static final Map<String, String> DEFAULTS = defaults();

    private static Map<String, String> defaults() {
        Map<String, String> settings = new LinkedHashMap<>();
        // A receipt number is a promise: what was committed is on disk.
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        // One machine shared with a JVM of 512 MB; the page cache holds the rest. With 256 MB the writer of reports had
        // to
        // write out other pages itself: 182 instead of 151 us a report.
        settings.put("shared_buffers", sharedBuffersMegabytes(memoryBytes()) + "MB");
        settings.put("effective_cache_size", "1GB");
        settings.put("work_mem", "8MB");
        settings.put("maintenance_work_mem", "128MB");
        // Fewer checkpoints, thus fewer full pages in the log; recovery after a crash stays within seconds.
        settings.put("max_wal_size", "2GB");
        // Used segments of the log are used again: making a new one holds up every commit for some 60 ms.
        settings.put("min_wal_size", "1GB");
        settings.put("checkpoint_timeout", "10min");
        // Disks here are SSDs or behave so.
        settings.put("random_page_cost", "1.1");
        // Queues churn: index-only pages need a fresh visibility map.
        settings.put("autovacuum_vacuum_scale_factor", "0.05");
        settings.put("autovacuum_vacuum_insert_scale_factor", "0.05");
        settings.put("autovacuum_analyze_scale_factor", "0.05");
        // Short statements only; where the compiler exists it costs more than it saves.
        settings.put("jit", "off");
        settings.put("timezone", "UTC");
        settings.put("lc_messages", "C");
        // DETAIL of a violated constraint names the row's values: personal data has no place in a log.
        settings.put("log_error_verbosity", "terse");
        settings.put("log_min_error_statement", "panic");
        settings.put("log_checkpoints", "off");
        settings.put("log_line_prefix", "%m [%p] ");
        return settings;
    }

    /** An eighth of the machine's memory, or of what the container may have; never less than 128 MB nor more than 2 GB. */
    static long sharedBuffersMegabytes(long memoryBytes) {
        return Math.min(Math.max(memoryBytes / 8 >> 20, 128), 2048);
    }

    private static long memoryBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    Path socketParent() {
        return home.resolve("run");
    }

    Optional<Path> socketDirectory() {
        String longest = socketParent().resolve(".s.PGSQL.65535").toString();
        return longest.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH
                ? Optional.of(socketParent())
                : Optional.empty();
    }

    String lines(int port) {
        Map<String, String> settings = new LinkedHashMap<>(DEFAULTS);
        settings.putAll(wishes);
        settings.put("listen_addresses", HOST);
        settings.put("port", Integer.toString(port));
        // A list; the inner quotes keep a comma in the path from splitting it.
        settings.put(
                "unix_socket_directories",
                socketDirectory().map(path -> "\"" + path + "\"").orElse(""));
        settings.put("unix_socket_permissions", "0700");
        settings.putAll(ServerLog.settings(home));
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
    }
}
