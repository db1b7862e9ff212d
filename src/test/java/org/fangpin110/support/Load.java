package org.fangpin110.support;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Phones that report one after another and never give up on a key, whatever happens to the server. */
public final class Load implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(15);
    private static final Duration BEFORE_RETRY = Duration.ofMillis(50);

    /** A report that was answered with 201. */
    public record Acknowledged(Visitor by, UUID key, JsonObject receipt) {}

    private final Map<UUID, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final Queue<Answer> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unavailable = new AtomicInteger();
    private final AtomicInteger brokenOff = new AtomicInteger();
    private final List<Thread> phones = new ArrayList<>();
    private volatile boolean stopped;

    /** @param residents signed in; a thread each */
    public static Load of(List<Visitor> residents) {
        Load load = new Load();
        for (Visitor resident : residents) {
            Thread phone = new Thread(() -> load.report(resident), "phone");
            load.phones.add(phone);
            phone.start();
        }
        return load;
    }

    private void report(Visitor resident) {
        while (!stopped) {
            submit(resident, UUID.randomUUID(), Reports.crackedWall());
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private void submit(Visitor resident, UUID key, JsonObject report) {
        while (!stopped) {
            try {
                Answer answer = resident.submit(key, report);
                if (answer.status() == 201) {
                    acknowledged.put(key, new Acknowledged(resident, key, answer.json()));
                    return;
                }
                if (answer.status() == 503) {
                    unavailable.incrementAndGet();
                } else {
                    unexpected.add(answer);
                }
            } catch (UncheckedIOException noAnswer) {
                brokenOff.incrementAndGet();
            }
            LockSupport.parkNanos(BEFORE_RETRY.toNanos());
        }
    }

    /** Waits until so many more were acknowledged than now. */
    public void awaitMore(int reports) {
        int wanted = acknowledged.size() + reports;
        await(() -> acknowledged.size() >= wanted);
    }

    private void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || !unexpected.isEmpty()) {
                throw new AssertionError("nothing more is acknowledged: " + this);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    public Map<UUID, Acknowledged> acknowledged() {
        return acknowledged;
    }

    /** Answers that are neither 201 nor 503. */
    public List<Answer> unexpected() {
        return List.copyOf(unexpected);
    }

    /** How often 503 was answered. */
    public int unavailable() {
        return unavailable.get();
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread phone : phones) {
            try {
                phone.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public String toString() {
        return "acknowledged " + acknowledged.size() + ", 503 " + unavailable + ", broken off " + brokenOff
                + ", unexpected " + unexpected;
    }
}
