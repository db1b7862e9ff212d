package org.fangpin110.intake;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.db.Database;
import org.fangpin110.platform.db.DatabaseFailures;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.report.Receipt;
import org.fangpin110.routing.Router;

/**
 * The write path of one node, on an event loop and a connection of its own. Reports that arrive while a batch is under way
 * go into the next one together, so one fsync serves many; a batch of one waits for nobody. A second batch beside it would
 * only cut both smaller, and the database pays by the batch (measured). Two submissions of one sender
 * or of what could be one person never share a batch. A failing row never fails its neighbours. All but
 * {@link #submit} and {@link #drain} stays on the loop: no locks.
 */
public final class SubmissionLane extends VerticleBase {
    private static final long REPLAN_MILLIS = TimeUnit.SECONDS.toMillis(10);
    /** How long changed queues are collected before those who watch them are told: one word for many batches. */
    private static final long TELL_AFTER_MILLIS = 20;
    /** Of one notification, which PostgreSQL bounds at 8,000 bytes. */
    private static final int MOST_UNITS_TOLD = 500;
    /** How often one submission is tried again after losing a race to another node. */
    private static final int MOST_TRIES = 5;

    private static final class Waiting {
        final Submission submission;
        final Set<Object> identities;
        final Promise<Receipt> answer = Promise.promise();
        int tries;

        Waiting(Submission submission) {
            this.submission = submission;
            this.identities = SubmissionRepository.identities(submission);
        }
    }

    private final Database database;
    private final SqlClient pool;
    private final SubmissionRepository repository = new SubmissionRepository();
    private final Placement placement;
    private final InstantSource clock;
    private final TimeOrderedIds ids;
    private final IntakeBounds bounds;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    /** Units whose queues changed and whose staff was not told yet. */
    private final Set<String> changed = new HashSet<>();

    private final DeviceCounts devices = new DeviceCounts();
    private SqlClient db;
    private boolean busy;
    private Promise<Void> drained;

    /** @param pool for what must not hold up the next batch */
    SubmissionLane(
            Database database,
            SqlClient pool,
            Placement placement,
            InstantSource clock,
            TimeOrderedIds ids,
            IntakeBounds bounds) {
        this.database = database;
        this.pool = pool;
        this.placement = placement;
        this.clock = clock;
        this.ids = ids;
        this.bounds = bounds;
    }

    public static SubmissionLane of(
            Database database,
            SqlClient pool,
            Supplier<Router> router,
            Supplier<WorkCalendar> calendar,
            Supplier<PolicyLimits> limits,
            InstantSource clock,
            TimeOrderedIds ids,
            IntakeBounds bounds) {
        Placement placement = new Placement(router, calendar, limits, ids);
        return new SubmissionLane(database, pool, placement, clock, ids, bounds);
    }

    @Override
    public Future<?> start() {
        db = database.pipelined(vertx);
        // A connection that is gone plans anew by itself.
        vertx.setPeriodic(REPLAN_MILLIS, tick -> repository.planAnew(db).otherwiseEmpty());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return db.close();
    }

    /** The receipt once it is committed, on the caller's context. */
    Future<Receipt> submit(Submission submission) {
        Context caller = vertx.getOrCreateContext();
        Promise<Receipt> receipt = Promise.promise();
        Waiting entry = new Waiting(submission);
        entry.answer
                .future()
                .onComplete(answer -> caller.runOnContext(back -> {
                    if (answer.succeeded()) {
                        receipt.complete(answer.result());
                    } else {
                        receipt.fail(answer.cause());
                    }
                }));
        context.runOnContext(arrived -> take(entry));
        return receipt.future();
    }

    private void take(Waiting entry) {
        if (waiting.size() >= bounds.waitingBound() || drained != null) {
            entry.answer.fail(AppException.unavailable("busy-try-again", Duration.ofSeconds(5)));
            return;
        }
        waiting.add(entry);
        pump();
    }

    /** Takes nothing new and completes when everything taken is settled. */
    public Future<Void> drain() {
        Promise<Void> done = Promise.promise();
        context.runOnContext(begin -> {
            if (drained == null) {
                drained = Promise.promise();
            }
            drained.future().onComplete(done);
            finishDrain();
        });
        return done.future();
    }

    private void finishDrain() {
        if (drained != null && !busy && waiting.isEmpty()) {
            drained.tryComplete();
        }
    }

    private void pump() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        run(nextBatch()).onComplete(done -> {
            busy = false;
            pump();
            finishDrain();
        });
    }

    /** Without whoever shares an identity with somebody in it: their turn comes. */
    private List<Waiting> nextBatch() {
        List<Waiting> batch = new ArrayList<>();
        Set<Object> taken = new HashSet<>();
        Iterator<Waiting> entries = waiting.iterator();
        while (entries.hasNext() && batch.size() < bounds.batchSize()) {
            Waiting entry = entries.next();
            if (Collections.disjoint(taken, entry.identities)) {
                entries.remove();
                taken.addAll(entry.identities);
                batch.add(entry);
            }
        }
        return batch;
    }

    private Future<Void> run(List<Waiting> batch) {
        Instant now = clock.instant();
        List<Waiting> newcomers = batch.stream()
                .filter(entry -> placed(entry, Precedents.NONE, now))
                .toList();
        if (newcomers.isEmpty()) {
            return Future.succeededFuture();
        }
        return Future.succeededFuture() // what is thrown fails the batch; it must never keep the lane busy
                .compose(begun -> repository.admit(db, submissions(newcomers), bounds, now, ids::next))
                .compose(met -> insert(remarkable(newcomers, met, now)))
                .recover(failure -> failed(newcomers, failure));
    }

    /** False when that failed, and with it the submission. */
    private boolean placed(Waiting entry, Precedents precedents, Instant now) {
        try {
            placement.place(entry.submission, precedents, now);
            entry.submission.deviceHasToWait =
                    entry.submission.device.filter(this::hasToWait).isPresent();
            return true;
        } catch (RuntimeException e) {
            entry.answer.fail(e);
            return false;
        }
    }

    private static List<Submission> submissions(List<Waiting> entries) {
        return entries.stream().map(entry -> entry.submission).toList();
    }

    /** Answers what is stored and what needs no storing: repeats, and whoever is over a limit. The rest met something. */
    private List<Waiting> remarkable(List<Waiting> batch, List<SubmissionRepository.Met> met, Instant now) {
        List<Waiting> toInsert = new ArrayList<>(0);
        Set<Object> taken = new HashSet<>();
        for (int i = 0; i < batch.size(); i++) {
            Waiting entry = batch.get(i);
            if (met.get(i).stored()) {
                stored(entry, entry.submission.routing.ownerUnit());
                continue;
            }
            Precedents precedents = met.get(i).precedents();
            try {
                if (precedents.earlier().isPresent()) {
                    entry.answer.complete(
                            repeated(entry.submission, precedents.earlier().get()));
                    continue;
                }
                refuseOverLimit(precedents, entry.submission);
                placement.place(entry.submission, precedents, now);
                if (Collections.disjoint(taken, takes(entry.submission))) {
                    taken.addAll(takes(entry.submission));
                    toInsert.add(entry);
                } else {
                    waiting.addFirst(entry);
                }
            } catch (RuntimeException e) {
                entry.answer.fail(e);
            }
        }
        return toInsert;
    }

    private void stored(Waiting entry, String ownerUnit) {
        entry.answer.complete(SubmissionRepository.receipt(entry.submission, ownerUnit));
        entry.submission.device.ifPresent(device -> devices.count(device, clock.instant()));
        if (changed.isEmpty()) {
            vertx.setTimer(TELL_AFTER_MILLIS, passed -> tell());
        }
        changed.add(ownerUnit);
        entry.submission.routing.helperUnit().ifPresent(changed::add);
    }

    /** A hint, not the truth: whoever misses it sees the queue as it is when he asks next. */
    private void tell() {
        List<String> units = List.copyOf(changed);
        changed.clear();
        for (int from = 0; from < units.size(); from += MOST_UNITS_TOLD) {
            repository
                    .tell(pool, units.subList(from, Math.min(from + MOST_UNITS_TOLD, units.size())))
                    .otherwiseEmpty();
        }
    }

    /** What only one of a batch may have: the case it joins, or else what the case it opens claims. */
    private static Set<Object> takes(Submission s) {
        if (!SubmissionRepository.opensCase(s)) {
            return Set.of(s.caseId);
        }
        Set<Object> claims = new HashSet<>();
        claims.add(List.of(s.traits.name(), s.nameClaim));
        s.traits.household().ifPresent(claims::add);
        return claims;
    }

    private static Receipt repeated(Submission again, Precedents.Earlier earlier) {
        if (!earlier.contentHash().equals(again.contentHash)) {
            throw AppException.conflict("idempotency-key-reused");
        }
        return earlier.receipt();
    }

    private boolean hasToWait(UUID device) {
        return devices.of(device, clock.instant()) >= bounds.perDevice();
    }

    /** What other nodes store at this very moment is not seen. */
    private void refuseOverLimit(Precedents precedents, Submission submission) {
        if (submission.deviceHasToWait) {
            throw AppException.tooMany("too-many-reports-of-device", Duration.ofHours(1));
        }
        if (precedents.ofResident() >= bounds.perResident()) {
            throw AppException.tooMany("too-many-reports", Duration.ofHours(1));
        }
        if (precedents.ofPhone() >= bounds.perPhone()) {
            throw AppException.tooMany("too-many-reports-for-phone", Duration.ofHours(1));
        }
    }

    private Future<Void> insert(List<Waiting> entries) {
        if (entries.isEmpty()) {
            return Future.succeededFuture();
        }
        return repository
                .insert(db, submissions(entries), ids::next)
                .map(owners -> {
                    for (Waiting entry : entries) {
                        String owner = owners.get(entry.submission.reportId);
                        if (owner != null) {
                            stored(entry, owner);
                        } else {
                            again(entry, AppException.unavailable("busy-try-again", Duration.ofSeconds(1)));
                        }
                    }
                    return (Void) null;
                })
                .recover(failure -> failed(entries, failure));
    }

    /** After a lost race everybody looks again; after any other failure each is tried alone, so that only the bad one fails. */
    private Future<Void> failed(List<Waiting> entries, Throwable failure) {
        List<Waiting> open = entries.stream()
                .filter(entry -> !entry.answer.future().isComplete())
                .toList();
        if (DatabaseFailures.isUnavailable(failure)) {
            open.forEach(entry -> entry.answer.fail(failure));
            return Future.succeededFuture();
        }
        if (open.size() > 1) {
            Future<Void> one = Future.succeededFuture();
            for (Waiting entry : open) {
                one = one.compose(done -> run(List.of(entry)));
            }
            return one;
        }
        open.forEach(entry -> {
            if (DatabaseFailures.isLostRace(failure)) {
                again(entry, failure);
            } else {
                entry.answer.fail(failure);
            }
        });
        return Future.succeededFuture();
    }

    private void again(Waiting entry, Throwable failure) {
        if (++entry.tries < MOST_TRIES) {
            waiting.addFirst(entry);
        } else {
            entry.answer.fail(failure);
        }
    }
}
