package org.fangpin110.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Closed-loop load on one event loop: as many requests under way as there are connections, never more. */
final class LoadGenerator implements AutoCloseable {
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    private final NetClient client =
            vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setReconnectAttempts(0));

    /** What one window of load found. */
    record Measured(
            int connections,
            long good,
            Map<Integer, Long> statuses,
            double seconds,
            double p50Millis,
            double p99Millis) {
        double perSecond() {
            return good / seconds;
        }
    }

    /** Counts within one window; on the event loop only. */
    private static final class Window {
        private final long begin = System.nanoTime();
        private final long end;
        private final int connections;
        private final Promise<Measured> done = Promise.promise();
        private final Map<Integer, Long> statuses = new TreeMap<>();
        private long[] nanos = new long[1 << 16];
        private int count;
        private int open;

        Window(int connections, Duration length) {
            this.connections = connections;
            this.open = connections;
            this.end = begin + length.toNanos();
        }

        boolean record(int status, long took) {
            statuses.merge(status, 1L, Long::sum);
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = took;
            boolean more = System.nanoTime() < end;
            if (!more && --open == 0) {
                done.complete(measured());
            }
            return more;
        }

        private Measured measured() {
            double seconds = ServerProcess.secondsSince(begin);
            Arrays.sort(nanos, 0, count);
            long good = statuses.getOrDefault(200, 0L) + statuses.getOrDefault(201, 0L);
            return new Measured(connections, good, statuses, seconds, millisAt(0.5), millisAt(0.99));
        }

        private double millisAt(double part) {
            return nanos[(int) (part * (count - 1))] / 1e6;
        }
    }

    /** Sends {@code requests} until the time is over, then waits for what is under way. */
    Measured run(int port, int connections, Duration length, Supplier<Buffer> requests) {
        Promise<Measured> done = Promise.promise();
        vertx.runOnContext(begin -> {
            List<Future<LoadConnection>> opened = new ArrayList<>();
            Window[] window = new Window[1];
            for (int i = 0; i < connections; i++) {
                opened.add(client.connect(port, "127.0.0.1")
                        .map(socket -> new LoadConnection(
                                socket, requests, (status, nanos) -> window[0].record(status, nanos))));
            }
            Future.all(opened)
                    .compose(all -> {
                        window[0] = new Window(connections, length);
                        opened.forEach(connection -> connection.result().send());
                        return window[0].done.future();
                    })
                    .onSuccess(measured ->
                            opened.forEach(connection -> connection.result().close()))
                    .onComplete(done);
        });
        try {
            return done.future().await(length.toSeconds() + 60, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Answers are missing a minute after the window", e);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
