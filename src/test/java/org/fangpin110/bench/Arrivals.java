package org.fangpin110.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Open load: requests leave when their time has come, whether or not earlier ones were answered, and the time an answer took
 * counts from when it should have left. Who waits for the server to be ready would never see a spike.
 */
final class Arrivals {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final int MOST_CONNECTIONS = 1_000;

    /** Told of each answer; {@code second} is that of the arrival. */
    interface Listener {
        void answered(int second, int status, long nanos);
    }

    private final Consumer<ByteBuffer> requests;
    private final Listener listener;
    private final Deque<LoadConnection> idle = new ArrayDeque<>();
    private final List<LoadConnection> opened = new ArrayList<>();
    private final long begin = System.nanoTime();
    private int underWay;
    private long due;

    private Arrivals(Consumer<ByteBuffer> requests, Listener listener) {
        this.requests = requests;
        this.listener = listener;
    }

    /** One connection's: remembers when its request was due. */
    private final class Arrival implements Conversation {
        private long dueAt;

        @Override
        public boolean ask(ByteBuffer out) {
            dueAt = due;
            requests.accept(out);
            return true;
        }

        @Override
        public void answered(int status, ByteBuffer head, ByteBuffer body, long nanos) {
            int second = (int) TimeUnit.NANOSECONDS.toSeconds(dueAt - begin);
            listener.answered(second, status, System.nanoTime() - dueAt);
        }
    }

    /**
     * @param perSecond the rate in each second
     * @return the most connections that were open at once
     */
    static int run(int port, int[] perSecond, Consumer<ByteBuffer> requests, Listener listener) {
        try {
            return new Arrivals(requests, listener).run(port, perSecond);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int run(int port, int[] perSecond) throws IOException {
        SplittableRandom random = new SplittableRandom(110);
        try (Selector selector = Selector.open()) {
            due = begin;
            for (int second = 0; second < perSecond.length; ) {
                // people do not know of each other: exponential gaps
                due += (long) (-Math.log(1 - random.nextDouble()) / perSecond[second] * 1e9);
                waitFor(selector, due);
                connection(selector, port).send();
                underWay++;
                second = (int) TimeUnit.NANOSECONDS.toSeconds(due - begin);
            }
            long last = System.nanoTime() + PATIENCE;
            while (underWay > 0 && System.nanoTime() < last) {
                selector.select(this::proceed, 10);
            }
            for (LoadConnection connection : opened) {
                connection.close();
            }
            if (underWay > 0) {
                throw new IllegalStateException(underWay + " answers are missing after a minute");
            }
            return opened.size();
        }
    }

    private void waitFor(Selector selector, long time) throws IOException {
        selector.selectNow(this::proceed);
        long left = time - System.nanoTime();
        while (left > 0) {
            if (left > 1_000_000) {
                selector.select(this::proceed, left / 1_000_000);
            } else {
                selector.selectNow(this::proceed);
                Thread.onSpinWait();
            }
            left = time - System.nanoTime();
        }
    }

    private LoadConnection connection(Selector selector, int port) throws IOException {
        LoadConnection free = idle.poll();
        if (free != null) {
            return free;
        }
        if (opened.size() == MOST_CONNECTIONS) {
            throw new IllegalStateException("The server is behind by " + MOST_CONNECTIONS + " requests");
        }
        LoadConnection added = new LoadConnection(selector, port, new Arrival());
        opened.add(added);
        return added;
    }

    private void proceed(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            if (connection.proceed()) {
                underWay--;
                idle.push(connection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
