package org.fangpin110.platform.outbox;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.fangpin110.platform.db.DatabaseFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands due events to their handler: claim as many as there are free slots, handle with no connection held, settle each
 * as it ends. One for a process; processes share the work by skip locked. All state lives on one event loop.
 *
 * <p>At least once: after a crash, a lost lease or a handler that took too long an event comes again, so the handler must
 * recognise what it already did.
 */
public final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int PURGED_AT_ONCE = 10_000;

    /** One event under way, until its settlement is stored. */
    private record Work(OutboxEvent event, Instant startedAt) {
        Lease lease() {
            return new Lease(event.id(), event.attempt());
        }
    }

    private record Ended(Work work, Settlement settlement) {}

    private final Vertx vertx;
    private final Context loop;
    private final Pool pool;
    private final Outbox outbox;
    private final InstantSource clock;
    private final RelaySettings settings;
    private final Function<OutboxEvent, Future<Outcome>> handler;

    private final Set<Work> running = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Ended> unsettled = new ArrayList<>();
    private final List<Promise<Void>> idleWaiters = new ArrayList<>();
    private int settling;
    private boolean claiming;
    private boolean settlingNow;
    private boolean wokenMeanwhile;
    private boolean draining;
    private long tickTimer = -1;
    private long purgeTimer = -1;

    public Relay(
            Vertx vertx,
            Pool pool,
            Outbox outbox,
            InstantSource clock,
            RelaySettings settings,
            Function<OutboxEvent, Future<Outcome>> handler) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.pool = pool;
        this.outbox = outbox;
        this.clock = clock;
        this.settings = settings;
        this.handler = handler;
    }

    /** Starts the timers; {@link #wake()} makes it faster than those. */
    public void start() {
        loop.runOnContext(started -> {
            tickTimer = vertx.setPeriodic(0, settings.tick().toMillis(), tick -> tick());
            purgeTimer = vertx.setPeriodic(TimeUnit.HOURS.toMillis(1), purge -> purge());
        });
    }

    /** Something was appended. Cheap, from any thread. */
    public void wake() {
        loop.runOnContext(woken -> pull());
    }

    /** Does everything due now, and completes when all of it is settled; for tests, which move time by hand. */
    public Future<Void> runOnce() {
        Promise<Void> idle = Promise.promise();
        loop.runOnContext(run -> {
            idleWaiters.add(idle);
            pull();
        });
        return idle.future();
    }

    /** Takes nothing more and completes when what is under way is settled. Who cannot wait lets the leases run out. */
    public Future<Void> drain() {
        Promise<Void> idle = Promise.promise();
        loop.runOnContext(drain -> {
            draining = true;
            vertx.cancelTimer(purgeTimer);
            idleWaiters.add(idle);
            tellWhenIdle();
        });
        return idle.future().onComplete(done -> vertx.cancelTimer(tickTimer));
    }

    /** What the timer does: renew, give up on hanging handlers, repeat settlements that failed, look for due work. */
    Future<Void> tick() {
        Promise<Void> renewed = Promise.promise();
        loop.runOnContext(ticked -> {
            Instant now = clock.instant();
            abandonHanging(now);
            renew(now).onComplete(renewed);
            settle();
            pull();
        });
        return renewed.future();
    }

    private int free() {
        return settings.inFlight() - running.size() - unsettled.size() - settling;
    }

    private void pull() {
        if (claiming || draining || free() <= 0) {
            wokenMeanwhile = claiming || free() <= 0;
            tellWhenIdle();
            return;
        }
        claiming = true;
        wokenMeanwhile = false;
        int asked = free();
        outbox.claim(pool, asked, settings.lease(), clock.instant())
                .onComplete(claimed -> loop.runOnContext(back -> {
                    claiming = false;
                    if (claimed.failed()) {
                        warn("Claiming from the outbox failed", claimed.cause());
                        idleWaiters.forEach(waiter -> waiter.tryFail(claimed.cause()));
                        idleWaiters.clear();
                        return;
                    }
                    claimed.result().forEach(this::handle);
                    if (claimed.result().size() == asked || wokenMeanwhile) {
                        pull();
                    }
                    tellWhenIdle();
                }));
    }

    private void handle(OutboxEvent event) {
        Work work = new Work(event, clock.instant());
        running.add(work);
        Future<Outcome> outcome;
        try {
            outcome = handler.apply(event);
        } catch (RuntimeException e) {
            outcome = Future.failedFuture(e);
        }
        outcome.otherwise(e -> failed(event, e)).onSuccess(result -> loop.runOnContext(ended -> end(work, result)));
    }

    private static Outcome failed(OutboxEvent event, Throwable failure) {
        LOG.atWarn()
                .addKeyValue("eventId", event.id())
                .addKeyValue("kind", event.kind())
                .addKeyValue("attempt", event.attempt())
                .setCause(DatabaseFailures.withoutValues(failure))
                .log("Handling an outbox event failed");
        return new Outcome.TryLater("handler-failed");
    }

    private void end(Work work, Outcome outcome) {
        if (!running.remove(work)) {
            return; // given up on before
        }
        Settlement settlement = Settlement.of(work.event(), outcome, outbox.backOff(), clock.instant());
        if (settlement.givenUp()) {
            LOG.atError()
                    .addKeyValue("eventId", work.event().id())
                    .addKeyValue("kind", work.event().kind())
                    .addKeyValue("attempt", work.event().attempt())
                    .addKeyValue("note", outcome.note())
                    .log("Outbox event given up");
        }
        unsettled.add(new Ended(work, settlement));
        settle();
    }

    /** What ends while a settlement is being stored goes into the next one together. */
    private void settle() {
        if (settlingNow || unsettled.isEmpty()) {
            return;
        }
        settlingNow = true;
        List<Ended> batch = List.copyOf(unsettled);
        unsettled.clear();
        settling = batch.size();
        outbox.settle(pool, batch.stream().map(Ended::settlement).toList(), clock.instant())
                .onComplete(stored -> {
                    settlingNow = false;
                    settling = 0;
                    if (stored.failed()) {
                        unsettled.addAll(batch); // the next tick tries again; the leases decide who is right
                        warn("Settling outbox events failed", stored.cause());
                        return;
                    }
                    if (stored.result() < batch.size()) {
                        LOG.atWarn()
                                .addKeyValue("count", batch.size() - stored.result())
                                .log("Leases of outbox events were lost before they were settled");
                    }
                    settle();
                    pull();
                });
    }

    private void abandonHanging(Instant now) {
        Instant startedBefore = now.minus(settings.longest());
        running.stream()
                .filter(work -> work.startedAt().isBefore(startedBefore))
                .toList()
                .forEach(work -> {
                    LOG.atError()
                            .addKeyValue("eventId", work.event().id())
                            .addKeyValue("kind", work.event().kind())
                            .log("Handler of an outbox event hangs");
                    end(work, new Outcome.TryLater("handler-hangs"));
                });
    }

    private Future<Void> renew(Instant now) {
        List<Lease> leases = new ArrayList<>();
        running.forEach(work -> leases.add(work.lease()));
        unsettled.forEach(ended -> leases.add(ended.work().lease()));
        if (leases.isEmpty()) {
            return Future.succeededFuture();
        }
        return outbox.renew(pool, leases, now.plus(settings.lease()))
                .onSuccess(held -> reportLost(leases, held))
                .onFailure(e -> warn("Renewing leases of outbox events failed", e))
                .mapEmpty();
    }

    private static void reportLost(List<Lease> leases, Set<UUID> held) {
        long lost = leases.stream().filter(lease -> !held.contains(lease.id())).count();
        if (lost > 0) {
            LOG.atInfo().addKeyValue("count", lost).log("Leases of outbox events had ended");
        }
    }

    /** Deletes what was settled long ago. */
    Future<Integer> purge() {
        return outbox.purge(pool, clock.instant().minus(settings.keep()), PURGED_AT_ONCE)
                .onFailure(e -> warn("Purging the outbox failed", e));
    }

    private void tellWhenIdle() {
        if (!claiming && !settlingNow && running.isEmpty() && unsettled.isEmpty()) {
            List<Promise<Void>> waiters = List.copyOf(idleWaiters);
            idleWaiters.clear();
            waiters.forEach(Promise::tryComplete);
        }
    }

    private static void warn(String message, Throwable failure) {
        LOG.atWarn().setCause(DatabaseFailures.withoutValues(failure)).log(message);
    }
}
