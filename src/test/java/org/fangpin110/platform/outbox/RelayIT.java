package org.fangpin110.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.support.TestDatabase;
import org.fangpin110.support.TickingClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({TestDatabase.class, VertxExtension.class})
class RelayIT {
    private static final Outcome DONE = new Outcome.Done("");
    private static final RelaySettings SETTINGS = RelaySettings.standard(4);

    private final TickingClock clock = new TickingClock();
    private final TimeOrderedIds ids = new TimeOrderedIds(clock);
    private final Outbox outbox = new Outbox(new BackOff(List.of(Duration.ofSeconds(5), Duration.ofMinutes(2))));
    private Vertx vertx;
    private Pool pool;

    @BeforeEach
    void emptyOutbox(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
        pool.query("truncate outbox").execute().await();
    }

    @Test
    void everythingDueIsHandledOnceAndClosed() {
        List<UUID> appended = append(50);
        Map<UUID, Integer> handled = new ConcurrentHashMap<>();

        relay(counting(handled)).runOnce().await();

        assertThat(handled).containsOnlyKeys(appended).allSatisfy((id, times) -> assertThat(times)
                .isOne());
        assertThat(open()).isZero();
    }

    @Test
    void twoRelaysNeverHandleOneEventTwice() {
        List<UUID> appended = append(300);
        Map<UUID, Integer> handled = new ConcurrentHashMap<>();

        Future.all(
                        relay(counting(handled)).runOnce(),
                        relay(counting(handled)).runOnce(),
                        relay(counting(handled)).runOnce())
                .await();

        assertThat(handled).containsOnlyKeys(appended).allSatisfy((id, times) -> assertThat(times)
                .isOne());
        assertThat(open()).isZero();
    }

    @Test
    void neverMoreThanItsSlotsAreInFlight() {
        append(40);
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        relay(event -> {
                    most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                    Promise<Outcome> later = Promise.promise();
                    vertx.runOnContext(next -> {
                        inFlight.decrementAndGet();
                        later.complete(DONE);
                    });
                    return later.future();
                })
                .runOnce()
                .await();

        assertThat(most.get()).isLessThanOrEqualTo(SETTINGS.inFlight());
    }

    @Test
    void aHangingHandlerDoesNotHoldTheRest() {
        UUID hanging = append(1).get(0);
        List<UUID> others = append(20);
        Promise<Void> lastSeen = Promise.promise();
        Promise<Outcome> never = Promise.promise();
        Relay relay = relay(event -> {
            if (event.id().equals(hanging)) {
                return never.future();
            }
            if (event.id().equals(others.get(19))) {
                lastSeen.complete();
            }
            return Future.succeededFuture(DONE);
        });

        Future<Void> run = relay.runOnce();
        lastSeen.future().await();

        assertThat(run.isComplete()).isFalse();
        never.complete(DONE);
        run.await();
        assertThat(open()).isZero();
    }

    @Test
    void aHandlerThatTakesTooLongIsGivenUpAndTriedAgain() {
        append(1);
        Promise<Outcome> never = Promise.promise();
        AtomicInteger attempts = new AtomicInteger();
        Relay relay = relay(event -> attempts.incrementAndGet() == 1 ? never.future() : Future.succeededFuture(DONE));
        Future<Void> run = relay.runOnce();
        handlerCalled(attempts);

        clock.pass(SETTINGS.longest().plusSeconds(1));
        relay.tick();
        run.await();
        clock.pass(Duration.ofSeconds(5));
        relay.runOnce().await();
        never.complete(new Outcome.Refused("too late"));

        assertThat(attempts).hasValue(2);
        assertThat(onlyRow().getString("outcome")).isEqualTo("done");
    }

    @Test
    void aRunningHandlerKeepsItsLease() {
        append(1);
        Promise<Outcome> slow = Promise.promise();
        AtomicInteger calls = new AtomicInteger();
        Relay first = relay(event -> {
            calls.incrementAndGet();
            return slow.future();
        });
        Future<Void> run = first.runOnce();
        handlerCalled(calls);

        for (int i = 0; i < 5; i++) {
            clock.pass(Duration.ofSeconds(20));
            first.tick().await();
        }
        relay(event -> {
                    calls.incrementAndGet();
                    return Future.succeededFuture(DONE);
                })
                .runOnce()
                .await();

        assertThat(calls).hasValue(1);
        slow.complete(DONE);
        run.await();
        assertThat(open()).isZero();
    }

    @Test
    void theLeaseOfADeadProcessIsTakenOver() {
        append(1);
        outbox.claim(pool, 10, SETTINGS.lease(), clock.instant()).await(); // and never heard of again
        Map<UUID, Integer> handled = new ConcurrentHashMap<>();
        Relay other = relay(counting(handled));

        other.runOnce().await();
        assertThat(handled).isEmpty();
        clock.pass(SETTINGS.lease().plus(SETTINGS.tick()));
        other.runOnce().await();

        assertThat(handled).hasSize(1);
        assertThat(onlyRow().getInteger("attempt")).isEqualTo(2);
    }

    @Test
    void aLateSettlementOfALostLeaseChangesNothing() {
        append(1);
        OutboxEvent lost =
                outbox.claim(pool, 1, SETTINGS.lease(), clock.instant()).await().get(0);
        clock.pass(Duration.ofSeconds(31));
        OutboxEvent held =
                outbox.claim(pool, 1, SETTINGS.lease(), clock.instant()).await().get(0);

        Lease lease = new Lease(lost.id(), lost.attempt());
        int settled = outbox.settle(pool, List.of(Settlement.closed(lease, "done")), clock.instant())
                .await();
        int renewed =
                outbox.renew(pool, List.of(lease), clock.instant()).await().size();

        assertThat(held.attempt()).isEqualTo(2);
        assertThat(settled).isZero();
        assertThat(renewed).isZero();
        assertThat(onlyRow().getOffsetDateTime("done_at")).isNull();
    }

    @Test
    void failuresComeAgainByBackOffUntilGivenUp() {
        append(1);
        AtomicInteger attempts = new AtomicInteger();
        Relay relay = relay(event -> {
            attempts.incrementAndGet();
            throw new IllegalStateException("always");
        });

        relay.runOnce().await();
        relay.runOnce().await();
        assertThat(attempts).hasValue(1);
        clock.pass(Duration.ofSeconds(5));
        relay.runOnce().await();
        assertThat(attempts).hasValue(2);
        clock.pass(Duration.ofMinutes(2));
        relay.runOnce().await();

        assertThat(attempts).hasValue(3);
        assertThat(onlyRow().getString("outcome")).isEqualTo("given-up:handler-failed");
    }

    @Test
    void theLastAttemptKnowsThatItIsTheLast() {
        append(1);
        List<Boolean> last = new CopyOnWriteArrayList<>();
        Relay relay = relay(event -> {
            last.add(event.lastAttempt());
            return Future.succeededFuture(new Outcome.TryLater("down"));
        });

        for (int i = 0; i < 4; i++) {
            relay.runOnce().await();
            clock.pass(Duration.ofMinutes(2));
        }

        assertThat(last).containsExactly(false, false, true);
    }

    @Test
    void drainWaitsForWhatIsUnderWayAndTakesNothingMore() {
        append(1);
        Promise<Outcome> slow = Promise.promise();
        AtomicInteger calls = new AtomicInteger();
        Relay relay = relay(event -> {
            calls.incrementAndGet();
            return slow.future();
        });
        relay.runOnce();
        handlerCalled(calls);

        Future<Void> drained = relay.drain();
        append(1);
        relay.wake();
        assertThat(drained.isComplete()).isFalse();
        slow.complete(DONE);
        drained.await();

        assertThat(calls).hasValue(1);
        assertThat(open()).isOne();
    }

    @Test
    void whatWasSettledAWeekAgoIsDeleted() {
        append(3);
        relay(event -> Future.succeededFuture(DONE)).runOnce().await();
        UUID waiting = append(1).get(0);

        clock.pass(SETTINGS.keep().plusSeconds(1));
        int purged = relay(event -> Future.succeededFuture(DONE)).purge().await();

        assertThat(purged).isEqualTo(3);
        assertThat(onlyRow().getUUID("id")).isEqualTo(waiting);
    }

    private Relay relay(Function<OutboxEvent, Future<Outcome>> handler) {
        return new Relay(vertx, pool, outbox, clock, SETTINGS, handler);
    }

    private static Function<OutboxEvent, Future<Outcome>> counting(Map<UUID, Integer> handled) {
        return event -> {
            handled.merge(event.id(), 1, Integer::sum);
            return Future.succeededFuture(DONE);
        };
    }

    private List<UUID> append(int count) {
        List<UUID> appended = Stream.generate(ids::next).limit(count).sorted().toList();
        appended.forEach(id -> outbox.append(pool, id, "kind", "152223", new JsonObject(), clock.instant())
                .await());
        return appended;
    }

    /** The claim is under way on the relay's loop; its handler is called when it is done. */
    private void handlerCalled(AtomicInteger calls) {
        Promise<Void> called = Promise.promise();
        vertx.setPeriodic(1, timer -> {
            if (calls.get() > 0) {
                vertx.cancelTimer(timer);
                called.complete();
            }
        });
        called.future().await();
    }

    private long open() {
        return pool.query("select count(*) from outbox where done_at is null")
                .execute()
                .await()
                .iterator()
                .next()
                .getLong(0);
    }

    private Row onlyRow() {
        return pool.query("select * from outbox").execute().await().iterator().next();
    }
}
