package org.fangpin110.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fangpin110.unit.Units;

/**
 * Routes a file of reports and writes predictions for the scorer of the test set: arguments are the reports, the file to
 * write, and optionally the served units (comma between them) and a file of village points. Duplicates and rejects are none of its business: their addresses are
 * routed like any other.
 */
public final class RoutingScore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RoutingScore() {}

    public static void main(String[] arguments) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(arguments[0]), StandardCharsets.UTF_8);
        Set<String> served = Set.of((arguments.length > 2 ? arguments[2] : "152223000000").split(","));
        PositionIndex positions = arguments.length > 3 ? points(Path.of(arguments[3])) : PositionIndex.EMPTY;
        Router router = new Router(Units.shipped(), served, positions);
        List<JsonNode> reports = new ArrayList<>();
        for (String line : lines) {
            reports.add(JSON.readTree(line));
        }
        List<String> predictions = new ArrayList<>();
        for (JsonNode report : reports) {
            predictions.add(JSON.writeValueAsString(prediction(report, router.decide(evidence(report)))));
        }
        Files.write(Path.of(arguments[1]), predictions, StandardCharsets.UTF_8);
        System.out.printf(
                "%d predictions, %.1f µs each when warm%n", predictions.size(), microseconds(router, reports));
    }

    private static double microseconds(Router router, List<JsonNode> reports) {
        List<Evidence> evidence = reports.stream().map(RoutingScore::evidence).toList();
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long start = System.nanoTime();
            evidence.forEach(router::decide);
            best = Math.min(best, (System.nanoTime() - start) / 1e3 / evidence.size());
        }
        return best;
    }

    static Evidence evidence(JsonNode report) {
        Evidence evidence = Evidence.NONE
                .withAddressText(report.path("address_text").asText(""))
                .withScannedCode(
                        report.path("scan_code").isNull()
                                ? null
                                : report.path("scan_code").asText());
        JsonNode at = report.path("location");
        return at.isObject()
                ? evidence.withPosition(new Position(
                        at.get("lng").asDouble(),
                        at.get("lat").asDouble(),
                        at.get("accuracy_m").asDouble(),
                        Position.Datum.valueOf(at.get("crs").asText())))
                : evidence;
    }

    private static ObjectNode prediction(JsonNode report, RoutingDecision decision) {
        ObjectNode line =
                JSON.createObjectNode().put("report_id", report.get("report_id").asText());
        switch (decision.destination()) {
            case VILLAGE -> line.put("action", "route").put("village_code", decision.ownerUnit());
            case TRANSFER_LIST ->
                line.put("action", "transfer")
                        .put("village_code", decision.transferTarget().orElse(""));
            default -> line.put("action", "triage").put("unit_code", decision.ownerUnit());
        }
        line.put("why", decision.reasons() + " " + decision.candidates());
        return line;
    }

    private static PositionIndex points(Path file) throws IOException {
        return new PositionIndex(Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells ->
                        new PositionIndex.Point(cells[0], Double.parseDouble(cells[2]), Double.parseDouble(cells[3])))
                .toList());
    }
}
