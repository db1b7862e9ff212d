package org.fangpin110.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.Test;

/**
 * Whole lives of cases a second, on an empty database and on one with a million cases, turn by turn: {@code mvn -Pbench
 * verify -Dit.test=LifecycleBenchmark}. The shape is that of DIGIT's public load suite for complaints.
 */
class LifecycleBenchmark {
    private static final int RESIDENTS = 2_000;
    private static final int CASES = BenchNode.number("cases", 1_000_000);
    private static final int VILLAGES = BenchNode.number("villages", 30);
    private static final int CONNECTIONS = BenchNode.number("connections", 32);
    private static final int PAIRS = BenchNode.number("pairs", 3);
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(BenchNode.number("window", 8));
    private static final long WARM_UP = TimeUnit.SECONDS.toNanos(BenchNode.number("warm-up", 20));

    private final StringBuilder text = new StringBuilder(4_000);

    /** A node with its people. */
    private static final class Place implements AutoCloseable {
        private final String name;
        private final ServerProcess node;
        private final NodeDatabase database;
        private final ReportRequests reports = new ReportRequests(Units.shipped());
        private final List<VillageStaff.Member> staff;
        private final List<Lifecycle.Window> windows = new ArrayList<>();
        private long serverCpu;
        private long databaseCpu;
        private long generatorCpu;

        Place(String name) throws IOException {
            this.name = name;
            BenchNode.delete(name);
            node = BenchNode.start(name, false);
            database = BenchNode.database(name);
            reports.useTokens(Residents.signIn(node.port(), RESIDENTS));
            staff = VillageStaff.signIn(node, reports.villages(), VILLAGES);
        }

        Lifecycle.Window live(long nanos) {
            return Lifecycle.live(node.port(), CONNECTIONS, nanos, reports, staff);
        }

        Lifecycle.Window measure() throws IOException {
            long server = CpuTime.of(node.pid());
            long postgres = CpuTime.ofTree(database.serverPid());
            long generator = CpuTime.ofThis();
            Lifecycle.Window window = live(WINDOW);
            serverCpu += CpuTime.of(node.pid()) - server;
            databaseCpu += CpuTime.ofTree(database.serverPid()) - postgres;
            generatorCpu += CpuTime.ofThis() - generator;
            windows.add(window);
            return window;
        }

        double perSecond() {
            return QueuePages.median(
                    windows.stream().mapToDouble(Lifecycle.Window::perSecond).toArray());
        }

        long lives() {
            return windows.stream().mapToLong(window -> window.whole.count()).sum();
        }

        @Override
        public void close() throws IOException {
            database.close();
            node.close();
        }
    }

    @Test
    void aMillionCasesAreNoHindrance() throws IOException {
        try (Place empty = new Place("lifecycle-empty");
                Place full = new Place("lifecycle-full")) {
            long began = System.nanoTime();
            MillionCases.fill(
                    full.database,
                    full.reports.villages().stream().map(Unit::code).toList(),
                    CASES);
            tell("filled with %,d cases in %.0f s", CASES, ServerProcess.secondsSince(began));
            empty.live(WARM_UP);
            full.live(WARM_UP);
            measure(empty, full);
            steps(empty, full);
            profile(empty);
            profile(full);
        } finally {
            ResultFile.write(BenchNode.DIRECTORY, "lifecycle", text.toString());
        }
    }

    private void measure(Place empty, Place full) throws IOException {
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            boolean emptyFirst = pair % 2 == 0;
            double first = (emptyFirst ? empty : full).measure().perSecond();
            double second = (emptyFirst ? full : empty).measure().perSecond();
            ratios.add(emptyFirst ? second / first : first / second);
            tell(
                    "lives/s: %s %.0f, then %.0f; full/empty %.2f",
                    emptyFirst ? "empty" : "full", first, second, ratios.get(pair));
        }
        tell(
                "lifecycles/s on %d connections, medians of %d pairs: empty %.0f, %,d cases %.0f, ratio %.2f (%.2f to %.2f)",
                CONNECTIONS,
                PAIRS,
                empty.perSecond(),
                CASES,
                full.perSecond(),
                QueuePages.median(
                        ratios.stream().mapToDouble(Double::doubleValue).toArray()),
                ratios.stream().min(Double::compare).orElseThrow(),
                ratios.stream().max(Double::compare).orElseThrow());
        for (Place place : List.of(empty, full)) {
            tell(
                    "%s: CPU us a life: server %d, PostgreSQL %d, load %d",
                    place.name,
                    place.serverCpu / place.lives(),
                    place.databaseCpu / place.lives(),
                    place.generatorCpu / place.lives());
        }
    }

    private void steps(Place empty, Place full) {
        tell("");
        tell("| step | empty p50 ms | p99 ms | full p50 ms | p99 ms |");
        tell("| --- | --- | --- | --- | --- |");
        Lifecycle.Window last = empty.windows.get(PAIRS - 1);
        Lifecycle.Window lastFull = full.windows.get(PAIRS - 1);
        last.steps.forEach((step, inEmpty) -> row(step, inEmpty, lastFull.steps.get(step)));
        row("whole", last.whole, lastFull.whole);
        tell("");
    }

    private void row(String step, Latencies empty, Latencies full) {
        tell(
                "| %s | %.1f | %.1f | %.1f | %.1f |",
                step, empty.millisAt(0.5), empty.millisAt(0.99), full.millisAt(0.5), full.millisAt(0.99));
    }

    /** A window of its own: looking costs a little. */
    private void profile(Place place) {
        StatementSamples samples = new StatementSamples(place.database);
        try (samples) {
            place.live(WINDOW);
        }
        tell("%s: connections busy, with what", place.name);
        samples.dearest(14).forEach(line -> tell("- %s", line));
    }

    private void tell(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        text.append(line).append('\n');
        System.out.println(line);
    }
}
