package org.fangpin110.score;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fangpin110.bench.ServerProcess;
import org.fangpin110.feed.Feed;
import org.fangpin110.feed.FeedResult;
import org.fangpin110.feed.Predictions;

/** The reports through the front door of the jar of this build, on an empty database, with or without the registry. */
final class FedRun {
    private static final Map<String, String> SETTINGS =
            Map.of("FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900", "FANGPIN_INTAKE_REPORTS_PER_PHONE", "900");
    private static final int UNKNOWN_COMMAND = 2;

    private final Path directory;
    private final LabelledReports reports;

    FedRun(Path directory, LabelledReports reports) {
        this.directory = directory;
        this.reports = reports;
    }

    /** Nothing when this build has no command to load a registry. */
    Optional<LabelScore> play(boolean registry) throws IOException {
        String name = registry ? "with-registry" : "without-registry";
        Path node = Files.createDirectories(directory.resolve(name));
        try (ServerProcess server =
                ServerProcess.application(node, directory.resolve(name + "-server.log"), SETTINGS)) {
            if (registry && !loadRegistry(node)) {
                return Optional.empty();
            }
            List<JsonObject> predictions = feed(server.port());
            Files.write(
                    directory.resolve("predictions-" + name + ".jsonl"),
                    predictions.stream().map(JsonObject::encode).toList());
            return Optional.of(new LabelScore(reports.labels, predictions, registry));
        }
    }

    private List<JsonObject> feed(int port) {
        Vertx vertx = Vertx.vertx();
        try {
            FeedResult result = new Feed(vertx, new Feed.Settings(URI.create("http://127.0.0.1:" + port), 4, false))
                    .play(reports.reports, (done, total) -> {})
                    .await();
            return new Predictions(result.outcomes()).lines();
        } finally {
            vertx.close().await();
        }
    }

    private boolean loadRegistry(Path node) throws IOException {
        Path log = directory.resolve("registry-import.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/fangpin110.jar",
                "registry",
                "import",
                "--households",
                LabelledReports.registry("households.csv.xz", directory).toString(),
                "--persons",
                LabelledReports.registry("persons.csv.xz", directory).toString()));
        builder.environment().keySet().removeIf(name -> name.startsWith("FANGPIN_") || name.equals("DATABASE_URL"));
        builder.environment().put("FANGPIN_DATA_DIRECTORY", node.toString());
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        int code;
        try {
            code = process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        if (code != 0 && code != UNKNOWN_COMMAND) {
            throw new IOException(
                    "registry import ended with " + code + ": " + new ArrayList<>(Files.readAllLines(log)));
        }
        return code == 0;
    }
}
