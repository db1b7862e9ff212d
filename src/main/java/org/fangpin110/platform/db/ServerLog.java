package org.fangpin110.platform.db;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The server's own log, about 50 MB at most: it writes files of 10 MB, we keep the newest. */
record ServerLog(Path directory) {
    private static final int FILES_KEPT = 5;
    private static final int TAIL = 2_000;

    static ServerLog in(Path home) {
        return new ServerLog(home.resolve("log"));
    }

    static Map<String, String> settings(Path home) {
        return Map.of(
                "logging_collector", "on",
                "log_directory", in(home).directory().toString(),
                "log_filename", "postgres-%Y%m%d-%H%M%S.log",
                "log_rotation_size", "10MB",
                "log_rotation_age", "0");
    }

    /** What is said before the server opens its own file; only the latest launch is of interest. */
    File launchFile() {
        return directory.resolve("launch.log").toFile();
    }

    void prune() throws IOException {
        List<Path> newestFirst = files();
        for (Path file : newestFirst.subList(Math.min(FILES_KEPT, newestFirst.size()), newestFirst.size())) {
            Files.deleteIfExists(file);
        }
    }

    /** The last words of the latest launch, for a message to a person. */
    String tail() throws IOException {
        List<Path> newestFirst = files();
        String text = ofLatestLaunch();
        if (!newestFirst.isEmpty()) {
            text += read(newestFirst.get(0));
        }
        return text.substring(Math.max(0, text.length() - TAIL)).strip();
    }

    String ofLatestLaunch() throws IOException {
        return read(launchFile().toPath());
    }

    /** The server may cut a character in two; a message with one odd sign is better than none. */
    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("postgres-"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
