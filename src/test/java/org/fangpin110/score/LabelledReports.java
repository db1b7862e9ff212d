package org.fangpin110.score;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fangpin110.feed.FeedReport;
import org.tukaani.xz.XZInputStream;

/** The reports with their answers and the registry they speak of: those of {@code -Dscore.data}, else the packed ones. */
final class LabelledReports {
    /** Lives on event time: half a year passes between it and its first report. A test with a clock moved by hand proves it. */
    private static final Set<String> LEFT_OUT = Set.of("h_new_event_after_window");

    final List<FeedReport> reports = new ArrayList<>();
    final List<JsonObject> labels = new ArrayList<>();
    int leftOut;

    static Optional<Path> directory() {
        return Optional.ofNullable(System.getProperty("score.data"))
                .filter(name -> !name.isBlank())
                .map(Path::of);
    }

    LabelledReports() throws IOException {
        List<JsonObject> lines = lines("dev/reports.jsonl", "reports.jsonl.xz");
        List<JsonObject> answers = lines("dev/labels.jsonl", "labels.jsonl.xz");
        for (int i = 0; i < lines.size(); i++) {
            if (LEFT_OUT.contains(answers.get(i).getJsonArray("kinds").getString(0))) {
                leftOut++;
            } else {
                reports.add(new FeedReport(lines.get(i)));
                labels.add(answers.get(i));
            }
        }
    }

    /** A file of the registry, as a file: packed ones are copied out. */
    static Path registry(String name, Path copies) throws IOException {
        if (directory().isPresent()) {
            return directory().get().resolve("registry").resolve(name);
        }
        Path copy = copies.resolve(name);
        try (InputStream in = packed(name)) {
            Files.write(copy, in.readAllBytes());
        }
        return copy;
    }

    private static List<JsonObject> lines(String file, String packed) throws IOException {
        byte[] bytes;
        if (directory().isPresent()) {
            bytes = Files.readAllBytes(directory().get().resolve(file));
        } else {
            try (InputStream in = new XZInputStream(packed(packed))) {
                bytes = in.readAllBytes();
            }
        }
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .map(JsonObject::new)
                .toList();
    }

    private static InputStream packed(String name) {
        InputStream in = LabelledReports.class.getResourceAsStream("/score/" + name);
        if (in == null) {
            throw new UncheckedIOException(new IOException("missing: src/test/resources/score/" + name));
        }
        return in;
    }
}
