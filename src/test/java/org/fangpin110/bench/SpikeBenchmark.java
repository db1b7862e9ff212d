package org.fangpin110.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.Test;

/**
 * Reports come in waves, ten times as high as 1, 15, 1, 25, 2, 35, 10 a second, and every one is answered by message:
 * {@code mvn -Pbench verify -Dit.test=SpikeBenchmark}, longer by {@code -Dbench.valley=} and {@code -Dbench.peak=}
 * (seconds). A lost or refused report fails; how soon it is calm again is told.
 */
class SpikeBenchmark {
    private static final String NODE = "spike";
    private static final int[] RATES = {10, 150, 10, 250, 20, 350, 100};
    private static final int VALLEY = BenchNode.number("valley", 15);
    private static final int PEAK = BenchNode.number("peak", 20);
    private static final int RESIDENTS = 3_000;
    private static final int TOLD_BEFORE = 2;
    private static final int TOLD_AFTER = 8;

    private final StringBuilder text = new StringBuilder(4_000);
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    private static boolean isPeak(int phase) {
        return phase % 2 == 1;
    }

    private static int[] perSecond() {
        return IntStream.range(0, RATES.length)
                .flatMap(phase -> IntStream.generate(() -> RATES[phase]).limit(isPeak(phase) ? PEAK : VALLEY))
                .toArray();
    }

    @Test
    void answersEveryReportOfEveryWave() throws IOException {
        BenchNode.delete(NODE);
        ReportRequests requests = new ReportRequests(Units.shipped());
        try (ServerProcess node = BenchNode.start(NODE, true);
                NodeDatabase database = BenchNode.database(NODE)) {
            requests.useTokens(Residents.signIn(node.port(), RESIDENTS));
            int[] warmUp = IntStream.generate(() -> 150).limit(20).toArray();
            Arrivals.run(node.port(), warmUp, requests, (second, status, nanos) -> count(status));
            waves(node, database, requests);
        } finally {
            ResultFile.write(BenchNode.DIRECTORY, "spike", text.toString());
        }
    }

    private void waves(ServerProcess node, NodeDatabase database, ReportRequests requests) throws IOException {
        int[] perSecond = perSecond();
        Latencies[] seconds = new Latencies[perSecond.length + 1];
        Arrays.setAll(seconds, second -> new Latencies());
        long serverCpu = CpuTime.of(node.pid());
        int connections = Arrivals.run(node.port(), perSecond, requests, (second, status, nanos) -> {
            count(status);
            seconds[second].add(nanos);
        });
        serverCpu = CpuTime.of(node.pid()) - serverCpu;
        tell(
                "%d s, %d reports, answers by status %s, at most %d connections, server busy %.0f %% of a core",
                perSecond.length,
                Arrays.stream(seconds).mapToInt(Latencies::count).sum(),
                statuses,
                connections,
                serverCpu / 1e4 / perSecond.length);
        recovery(seconds);
        tell(
                "messages and other work after the answers: %d done, %d waiting",
                database.one("select count(*) from outbox where done_at is not null")
                        .getLong(0),
                database.one("select count(*) from outbox where done_at is null")
                        .getLong(0));
        assertThat(statuses).as("answers by status").containsOnlyKeys(201);
        assertThat(database.one("select count(*) from report").getLong(0))
                .as("reports stored")
                .isEqualTo((long) statuses.get(201));
    }

    /** Calm is a second whose p95 is no higher than in the worst second before the first wave. */
    private void recovery(Latencies[] seconds) {
        double calm = IntStream.range(0, VALLEY)
                .mapToDouble(second -> seconds[second].millisAt(0.95))
                .filter(millis -> !Double.isNaN(millis))
                .max()
                .orElseThrow();
        tell("before the first wave: p95 of the worst second %.1f ms", calm);
        int begin = 0;
        for (int phase = 0; phase < RATES.length; phase++) {
            if (phase > 0 && !isPeak(phase)) {
                int from = begin;
                int after = IntStream.range(0, VALLEY)
                        .filter(second -> seconds[from + second].millisAt(0.95) <= calm)
                        .findFirst()
                        .orElse(VALLEY);
                tell("");
                long again = IntStream.range(after, VALLEY)
                        .filter(second -> seconds[from + second].millisAt(0.95) > calm)
                        .count();
                tell(
                        "from %d to %d reports/s: p95 back to base after %d s; seconds above it later in the valley: %d of %d",
                        RATES[phase - 1], RATES[phase], after, again, VALLEY - after);
                tell("");
                tell("| second | reports | p50 ms | p95 ms | max ms |");
                tell("| --- | --- | --- | --- | --- |");
                for (int second = -TOLD_BEFORE; second < Math.min(TOLD_AFTER, VALLEY); second++) {
                    Latencies of = seconds[from + second];
                    tell(
                            "| %d | %d | %.1f | %.1f | %.1f |",
                            second, of.count(), of.millisAt(0.5), of.millisAt(0.95), of.millisAt(1));
                }
            }
            begin += isPeak(phase) ? PEAK : VALLEY;
        }
    }

    private void count(int status) {
        statuses.merge(status, 1, Integer::sum);
    }

    private void tell(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        text.append(line).append('\n');
        System.out.println(line);
    }
}
