package org.fangpin110.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fangpin110.intake.SubmitPathCost;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.Test;

/** {@code mvn -Pbench verify}: everything in one run, because figures of two runs on a shared machine do not compare. */
class SubmitBenchmark {
    private static final Path DIRECTORY = BenchNode.DIRECTORY;
    private static final Path NODE = DIRECTORY.resolve("node");
    private static final List<Integer> CONNECTIONS = List.of(16, 64);
    private static final int RESIDENTS = 12_000;
    private static final int STARTS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(seconds("warm-up", 20));
    private static final Duration WINDOW = Duration.ofSeconds(seconds("window", 8));
    private static final int PAIRS = seconds("pairs", 3);

    private final BenchmarkReport report = new BenchmarkReport();
    private final ReportRequests requests = new ReportRequests(Units.shipped());
    private final List<String> receipts = new ArrayList<>();
    private long accepted;

    private static int seconds(String name, int otherwise) {
        return Integer.getInteger("bench." + name, otherwise);
    }

    @Test
    void losesNothingAndScansNothing() throws IOException {
        BenchNode.delete("node");
        BenchNode.delete("queues");
        Files.createDirectories(DIRECTORY);
        try (ServerProcess node = node("server.log", false);
                NodeDatabase database = new NodeDatabase(NODE)) {
            report.tell("first start on an empty directory: %.1f s", node.startSeconds());
            requests.useTokens(Residents.signIn(node.port(), RESIDENTS));
            warmUp(node);
            submitBesidePgbench(node, database);
            database.execute("truncate outbox");
        }
        hello();
        withRelay();
        starts();
        try (QueuePages queues = new QueuePages(DIRECTORY.resolve("queues"))) {
            report.pathCost(new SubmitPathCost(queues.limits()).measure());
            report.queues(queues.measure());
        } finally {
            report.write(DIRECTORY);
        }
        assertThat(report.sequentialScans()).isEmpty();
    }

    private static ServerProcess node(String log, boolean relay) throws IOException {
        return ServerProcess.application(
                NODE,
                DIRECTORY.resolve(log),
                Map.of(
                        "FANGPIN_OUTBOX_RELAY", Boolean.toString(relay),
                        "FANGPIN_SECURITY_ACCESS_TOKEN_MINUTES", "120",
                        "FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900",
                        "FANGPIN_INTAKE_REPORTS_PER_PHONE", "900"));
    }

    /** The first seconds on a cold JVM are told, not hidden: an installation starts like this every morning. */
    private void warmUp(ServerProcess node) {
        LoadGenerator.Measured first = submit(node, 64, Duration.ofSeconds(5));
        report.tell(
                "first 5 s after a start, 64 connections: %.0f reports/s, p99 %.0f ms",
                first.perSecond(), first.p99Millis());
        submit(node, 64, WARM_UP);
    }

    private LoadGenerator.Measured submit(ServerProcess node, int connections, Duration length) {
        LoadGenerator.Measured measured = LoadGenerator.run(node.port(), connections, length, requests);
        accepted += measured.good();
        assertThat(measured.statuses()).as("answers by status").containsOnlyKeys(201);
        measured.samples().forEach(body -> receipts.add(new JsonObject(body).getString("receiptNo")));
        return measured;
    }

    private void submitBesidePgbench(ServerProcess node, NodeDatabase database) throws IOException {
        Pgbench pgbench = new Pgbench(database, DIRECTORY);
        long foreign = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            for (int connections : CONNECTIONS) {
                long serverCpu = CpuTime.of(node.pid());
                long databaseCpu = CpuTime.ofTree(database.serverPid());
                long generatorCpu = CpuTime.ofThis();
                LoadGenerator.Measured ours = submit(node, connections, WINDOW);
                generatorCpu = CpuTime.ofThis() - generatorCpu;
                serverCpu = CpuTime.of(node.pid()) - serverCpu;
                databaseCpu = CpuTime.ofTree(database.serverPid()) - databaseCpu;

                long pgbenchCpu = CpuTime.ofTree(database.serverPid());
                Optional<Pgbench.Measured> theirs = pgbench.run(connections, WINDOW);
                pgbenchCpu = CpuTime.ofTree(database.serverPid()) - pgbenchCpu;
                foreign += theirs.map(Pgbench.Measured::transactions).orElse(0L);
                report.pair(new BenchmarkReport.Pair(ours, generatorCpu, serverCpu, databaseCpu, theirs, pgbenchCpu));
            }
        }
        lostNothing(database, accepted + foreign);
    }

    /**
     * One row in each table for each accepted report; what pgbench wrote was counted by pgbench. Receipt numbers are unique
     * in the table, so that as many rows as answers are as many numbers; of one answer in 64 the number is looked up.
     */
    private void lostNothing(NodeDatabase database, long expected) {
        Map<String, Long> counts = database.rowCounts();
        report.tell("%d answers of 201, rows %s", accepted, counts);
        assertThat(counts.values()).as("rows of %s", counts).containsOnly(expected);
        assertThat(receipts).as("receipts looked at").isNotEmpty().doesNotHaveDuplicates();
        assertThat(database.found("select count(*) from report where receipt_no = any ($1)", receipts))
                .as("receipts looked at, in the table")
                .isEqualTo(receipts.size());
    }

    private void hello() throws IOException {
        byte[] request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (ServerProcess hello = ServerProcess.program(HelloServer.class, DIRECTORY.resolve("hello.log"))) {
            LoadGenerator.run(hello.port(), 64, Duration.ofSeconds(4), out -> out.put(request));
            for (int connections : CONNECTIONS) {
                report.hello(
                        LoadGenerator.run(hello.port(), connections, Duration.ofSeconds(4), out -> out.put(request)));
            }
        }
    }

    /** Once more while every accepted report is answered by message. */
    private void withRelay() throws IOException {
        try (ServerProcess node = node("server-relay.log", true);
                NodeDatabase database = new NodeDatabase(NODE)) {
            long before = database.one("select count(*) from report").getLong(0);
            long already = accepted;
            submit(node, 64, WARM_UP);
            for (int connections : CONNECTIONS) {
                report.withRelay(submit(node, connections, WINDOW));
            }
            assertThat(database.one("select count(*) from report").getLong(0)).isEqualTo(before + accepted - already);
            assertThat(database.one("select count(*) from outbox where kind like 'report-%'")
                            .getLong(0))
                    .isEqualTo(accepted - already);
            report.tell(
                    "messages sent meanwhile: %d",
                    database.one("select count(*) from outbox where done_at is not null")
                            .getLong(0));
        }
    }

    private void starts() throws IOException {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (ServerProcess node = node("start-" + i + ".log", false)) {
                seconds.add(node.startSeconds());
                if (i == STARTS - 1) {
                    node.log().stream()
                            .filter(line -> line.contains(" INFO "))
                            .limit(12)
                            .forEach(line -> report.tell("start: %s", line.strip()));
                }
            }
        }
        report.starts(seconds);
    }
}
