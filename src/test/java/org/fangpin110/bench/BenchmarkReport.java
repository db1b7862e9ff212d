package org.fangpin110.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Collects what was measured; prints and writes {@code result.md} and {@code result.json}. */
final class BenchmarkReport {
    /** One window of ours and the pgbench window right after it; CPU in microseconds. */
    record Pair(
            LoadGenerator.Measured submit,
            long generatorCpu,
            long serverCpu,
            long databaseCpu,
            Optional<Pgbench.Measured> pgbench,
            long pgbenchCpu) {
        int connections() {
            return submit.connections();
        }

        double ratio() {
            return pgbench.map(theirs -> submit.perSecond() / theirs.perSecond())
                    .orElse(Double.NaN);
        }

        double generatorMicros() {
            return (double) generatorCpu / submit.good();
        }

        double serverMicros() {
            return (double) serverCpu / submit.good();
        }

        double databaseMicros() {
            return (double) databaseCpu / submit.good();
        }

        double pgbenchRate() {
            return pgbench.map(Pgbench.Measured::perSecond).orElse(Double.NaN);
        }

        double pgbenchMicros() {
            return pgbench.map(theirs -> (double) pgbenchCpu / theirs.transactions())
                    .orElse(Double.NaN);
        }
    }

    private final List<String> remarks = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final List<LoadGenerator.Measured> hellos = new ArrayList<>();
    private final List<LoadGenerator.Measured> withRelay = new ArrayList<>();
    private final Map<String, Double> pathCost = new LinkedHashMap<>();
    private final List<QueuePages.Measured> queues = new ArrayList<>();
    private final List<Double> starts = new ArrayList<>();

    void tell(String format, Object... values) {
        String remark = String.format(Locale.ROOT, format, values);
        remarks.add(remark);
        System.out.println(remark);
    }

    void pair(Pair pair) {
        pairs.add(pair);
        tell(
                "%d connections: submit %.0f/s, p50 %.1f ms, p99 %.1f ms, load %.0f us, server %.0f us, PostgreSQL %.0f us each; %s",
                pair.connections(),
                pair.submit().perSecond(),
                pair.submit().p50Millis(),
                pair.submit().p99Millis(),
                pair.generatorMicros(),
                pair.serverMicros(),
                pair.databaseMicros(),
                pair.pgbench()
                        .map(theirs -> String.format(
                                Locale.ROOT,
                                "pgbench %.0f/s, PostgreSQL %.0f us each; ratio %.2f",
                                theirs.perSecond(),
                                pair.pgbenchMicros(),
                                pair.ratio()))
                        .orElse("pgbench is missing, so there is no ratio"));
    }

    void hello(LoadGenerator.Measured hello) {
        hellos.add(hello);
    }

    void withRelay(LoadGenerator.Measured measured) {
        withRelay.add(measured);
    }

    void pathCost(Map<String, Double> micros) {
        pathCost.putAll(micros);
    }

    void queues(List<QueuePages.Measured> pages) {
        queues.addAll(pages);
    }

    void starts(List<Double> seconds) {
        starts.addAll(seconds);
    }

    List<String> sequentialScans() {
        return queues.stream().flatMap(page -> page.sequentialScans().stream()).toList();
    }

    void write(Path directory) throws IOException {
        String text = markdown();
        ResultFile.write(directory, "submit", text);
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(directory.resolve("result.json").toFile(), json());
    }

    private String markdown() {
        StringBuilder text = new StringBuilder(8_000);
        table(text, "submit beside pgbench (medians of " + pairs.size() / Math.max(1, counts().size()) + " pairs)");
        row(
                text,
                "connections",
                "submit/s",
                "p50 ms",
                "p99 ms",
                "load us",
                "server us",
                "database us",
                "pgbench/s",
                "its database us",
                "submit/pgbench",
                "hello/s",
                "submit/hello",
                "with relay/s",
                "its p99 ms");
        row(text, "---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "---");
        counts().forEach(connections -> submitRow(text, connections));
        table(text, "cost of the path, CPU us a request");
        row(text, "stage", "us");
        row(text, "---", "---");
        pathCost.forEach((stage, micros) -> row(text, stage, decimal(micros, 1)));
        table(text, "queue page of 50, p50 ms");
        row(text, "page", "10,000 cases", "1,000,000 cases", "ratio", "plan at 1,000,000");
        row(text, "---", "---", "---", "---", "---");
        queues.forEach(page -> row(
                text,
                page.page(),
                decimal(page.fewMillis(), 2),
                decimal(page.manyMillis(), 2),
                decimal(page.ratio(), 2),
                String.join("; ", page.manyPlan())));
        text.append("\nWarm start to the first 200, s: ").append(startText()).append("\n\n");
        remarks.forEach(remark -> text.append("- ").append(remark).append('\n'));
        return text.toString();
    }

    private List<Integer> counts() {
        return pairs.stream().map(Pair::connections).distinct().toList();
    }

    private void submitRow(StringBuilder text, int connections) {
        List<Pair> ours =
                pairs.stream().filter(pair -> pair.connections() == connections).toList();
        double submit =
                median(ours.stream().map(pair -> pair.submit().perSecond()).toList());
        double hello = rate(hellos, connections);
        row(
                text,
                Integer.toString(connections),
                decimal(submit, 0),
                decimal(
                        median(ours.stream()
                                .map(pair -> pair.submit().p50Millis())
                                .toList()),
                        1),
                decimal(
                        median(ours.stream()
                                .map(pair -> pair.submit().p99Millis())
                                .toList()),
                        1),
                decimal(median(ours.stream().map(Pair::generatorMicros).toList()), 0),
                decimal(median(ours.stream().map(Pair::serverMicros).toList()), 0),
                decimal(median(ours.stream().map(Pair::databaseMicros).toList()), 0),
                decimal(median(ours.stream().map(Pair::pgbenchRate).toList()), 0),
                decimal(median(ours.stream().map(Pair::pgbenchMicros).toList()), 0),
                decimal(median(ours.stream().map(Pair::ratio).toList()), 2),
                decimal(hello, 0),
                decimal(submit / hello, 2),
                decimal(rate(withRelay, connections), 0),
                decimal(
                        of(withRelay, connections)
                                .map(LoadGenerator.Measured::p99Millis)
                                .orElse(Double.NaN),
                        1));
    }

    private static double rate(List<LoadGenerator.Measured> measured, int connections) {
        return of(measured, connections).map(LoadGenerator.Measured::perSecond).orElse(Double.NaN);
    }

    private static Optional<LoadGenerator.Measured> of(List<LoadGenerator.Measured> measured, int connections) {
        return measured.stream().filter(one -> one.connections() == connections).findFirst();
    }

    private String startText() {
        if (starts.isEmpty()) {
            return "not measured";
        }
        double least = starts.stream().min(Double::compare).orElseThrow();
        return "least " + decimal(least, 2) + ", median " + decimal(median(starts), 2) + " of " + starts.size();
    }

    private static double median(List<Double> values) {
        return QueuePages.median(
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void table(StringBuilder text, String title) {
        text.append('\n').append(title).append("\n\n");
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String decimal(double value, int places) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + places + "f", value);
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pairs", pairs.stream().map(BenchmarkReport::json).toList());
        json.put("hello", hellos.stream().map(BenchmarkReport::json).toList());
        json.put(
                "submitWithRelay", withRelay.stream().map(BenchmarkReport::json).toList());
        json.put("pathCpuMicros", pathCost);
        json.put("queuePages", queues.stream().map(QueuePages::json).toList());
        json.put("warmStartSeconds", starts);
        json.put("remarks", remarks);
        return json;
    }

    private static Map<String, Object> json(Pair pair) {
        Map<String, Object> json = json(pair.submit());
        json.put("generatorCpuMicros", pair.generatorMicros());
        json.put("serverCpuMicros", pair.serverMicros());
        json.put("databaseCpuMicros", pair.databaseMicros());
        pair.pgbench().ifPresent(theirs -> {
            json.put("pgbenchPerSecond", theirs.perSecond());
            json.put("pgbenchAverageMillis", theirs.averageMillis());
            json.put("pgbenchDatabaseCpuMicros", pair.pgbenchMicros());
            json.put("submitToPgbench", pair.ratio());
        });
        return json;
    }

    private static Map<String, Object> json(LoadGenerator.Measured measured) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("connections", measured.connections());
        json.put("perSecond", measured.perSecond());
        json.put("p50Millis", measured.p50Millis());
        json.put("p99Millis", measured.p99Millis());
        return json;
    }
}
