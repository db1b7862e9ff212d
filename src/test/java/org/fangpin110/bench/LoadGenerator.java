package org.fangpin110.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Closed-loop load on the calling thread: as many requests under way as there are connections, never more. */
final class LoadGenerator {
    private static final long PATIENCE_MILLIS = 60_000;
    /** One answer of so many is kept as it came, for a closer look afterwards. */
    private static final int SAMPLE = 64;

    private LoadGenerator() {}

    /** What one window of load found. */
    record Measured(
            int connections,
            long good,
            Map<Integer, Long> statuses,
            double seconds,
            double p50Millis,
            double p99Millis,
            List<String> samples) {
        double perSecond() {
            return good / seconds;
        }
    }

    /** Counts of one window, for all its connections. */
    private static final class Window implements Conversation {
        private final long begin = System.nanoTime();
        private final long end;
        private final Consumer<ByteBuffer> requests;
        private final Latencies latencies = new Latencies();
        private final Map<Integer, Long> statuses = new TreeMap<>();
        private final List<String> samples = new ArrayList<>();

        Window(Duration length, Consumer<ByteBuffer> requests) {
            this.end = begin + length.toNanos();
            this.requests = requests;
        }

        @Override
        public boolean ask(ByteBuffer out) {
            if (System.nanoTime() >= end) {
                return false;
            }
            requests.accept(out);
            return true;
        }

        @Override
        public void answered(int status, ByteBuffer head, ByteBuffer body, long nanos) {
            statuses.merge(status, 1L, Long::sum);
            latencies.add(nanos);
            if (latencies.count() % SAMPLE == 0) {
                samples.add(StandardCharsets.UTF_8.decode(body).toString());
            }
        }

        Measured measured(int connections) {
            long good = statuses.getOrDefault(200, 0L) + statuses.getOrDefault(201, 0L);
            return new Measured(
                    connections,
                    good,
                    statuses,
                    ServerProcess.secondsSince(begin),
                    latencies.millisAt(0.5),
                    latencies.millisAt(0.99),
                    samples);
        }
    }

    /** Sends {@code requests} until the time is over, then waits for what is under way. */
    static Measured run(int port, int connections, Duration length, Consumer<ByteBuffer> requests) {
        Window window = new Window(length, requests);
        run(port, Collections.nCopies(connections, window));
        return window.measured(connections);
    }

    /** Each conversation on a connection of its own, until all are over. */
    static void run(int port, List<? extends Conversation> conversations) {
        try (Selector selector = Selector.open()) {
            List<LoadConnection> opened = new ArrayList<>();
            for (Conversation conversation : conversations) {
                opened.add(new LoadConnection(selector, port, conversation));
            }
            int[] open = {0};
            for (LoadConnection connection : opened) {
                open[0] += connection.send() ? 1 : 0;
            }
            while (open[0] > 0) {
                if (selector.select(key -> open[0] -= over(key) ? 1 : 0, PATIENCE_MILLIS) == 0) {
                    throw new IllegalStateException("Answers are missing for a minute");
                }
            }
            for (LoadConnection connection : opened) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean over(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            return connection.proceed() && !connection.send();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
