package org.fangpin110.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Nodes for a benchmark, on directories of their own under target. */
final class BenchNode {
    static final Path DIRECTORY = Path.of("target", "bench").toAbsolutePath();

    private BenchNode() {}

    /** A number that can be set from outside: {@code -Dbench.name=}. */
    static int number(String name, int otherwise) {
        return Integer.getInteger("bench." + name, otherwise);
    }

    /** With limits no benchmark reaches: what is measured is the path, not its refusal. */
    static ServerProcess start(String name, boolean relay) throws IOException {
        Files.createDirectories(DIRECTORY);
        Map<String, String> settings = new HashMap<>(Map.of(
                "FANGPIN_OUTBOX_RELAY", Boolean.toString(relay),
                "FANGPIN_SECURITY_ACCESS_TOKEN_MINUTES", "120",
                "FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900",
                "FANGPIN_INTAKE_REPORTS_PER_PHONE", "900"));
        return ServerProcess.application(DIRECTORY.resolve(name), DIRECTORY.resolve(name + ".log"), settings);
    }

    static NodeDatabase database(String name) throws IOException {
        return new NodeDatabase(DIRECTORY.resolve(name));
    }

    static void delete(String name) throws IOException {
        Path directory = DIRECTORY.resolve(name);
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
