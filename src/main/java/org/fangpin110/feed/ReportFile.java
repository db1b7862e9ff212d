package org.fangpin110.feed;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON Lines of reports. */
public final class ReportFile {
    private static final String SAMPLE = "/feed/sample-reports.jsonl";

    private ReportFile() {}

    /** A line that is no report. */
    public static final class InvalidLine extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int number;

        InvalidLine(int number) {
            super("line " + number + " is no report", null, false, false);
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /** @throws InvalidLine naming the first bad line; nothing was played then */
    public static List<FeedReport> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    /** The invented reports that come with the program. */
    public static List<FeedReport> sample() throws IOException {
        try (InputStream in = ReportFile.class.getResourceAsStream(SAMPLE)) {
            return read(in);
        }
    }

    private static List<FeedReport> read(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        List<FeedReport> reports = new ArrayList<>();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                reports.add(new FeedReport(new JsonObject(line)));
            } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
                throw new InvalidLine(number);
            }
        }
        return reports;
    }
}
