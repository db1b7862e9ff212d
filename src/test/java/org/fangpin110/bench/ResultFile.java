package org.fangpin110.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code result.md}: one part for each benchmark that ran, so that each can run alone and in any order. */
final class ResultFile {
    private ResultFile() {}

    /** Replaces what this benchmark said before, and prints it. */
    static void write(Path directory, String benchmark, String text) throws IOException {
        Path parts = Files.createDirectories(directory.resolve("parts"));
        Files.writeString(parts.resolve(benchmark + ".md"), "# " + benchmark + "\n" + text + "\n");
        StringBuilder whole = new StringBuilder();
        for (Path part : sorted(parts)) {
            whole.append(Files.readString(part));
        }
        Files.writeString(directory.resolve("result.md"), whole);
        System.out.println(text);
    }

    private static List<Path> sorted(Path parts) throws IOException {
        try (Stream<Path> all = Files.list(parts)) {
            return all.sorted().toList();
        }
    }
}
