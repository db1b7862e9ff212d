package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fangpin110.platform.db.DatabaseFailures;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.report.Receipt;

/**
 * The write path of one event loop. Reports that arrive while batches are under way go into the next one together, so
 * one fsync serves many; a batch of one waits for nobody. Two submissions that could be the same person never share a
 * moment under way. A failing row never fails its neighbours. Single-threaded, no locks.
 */
final class SubmissionLane {
    /** Batches under way at once. One: more would only cut the batches smaller, and the database pays by the batch. */
    private static final int LANES = 1;
    /** How often one submission is tried again after losing a race to another node. */
    private static final int MOST_TRIES = 5;

    private static final class Waiting {
        final Submission submission;
        final Set<Object> identities;
        final List<Object> senders = new ArrayList<>(2);
        final Promise<Receipt> answer = Promise.promise();
        int tries;

        Waiting(Submission submission) {
            this.submission = submission;
            this.identities = SubmissionRepository.identities(submission);
            senders.add(submission.residentId);
            submission.phone.ifPresent(senders::add);
        }
    }

    private final SqlClient db;
    private final SubmissionRepository repository;
    private final Placement placement;
    private final InstantSource clock;
    private final TimeOrderedIds ids;
    private final IntakeBounds bounds;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Set<Object> underWay = new HashSet<>();
    /** Residents and phones in a batch under way: what they send next is counted after that one. */
    private final Set<Object> sendersUnderWay = new HashSet<>();

    private int busy;
    private Promise<Void> drained;

    SubmissionLane(
            SqlClient db,
            SubmissionRepository repository,
            Placement placement,
            InstantSource clock,
            TimeOrderedIds ids,
            IntakeBounds bounds) {
        this.db = db;
        this.repository = repository;
        this.placement = placement;
        this.clock = clock;
        this.ids = ids;
        this.bounds = bounds;
    }

    /** The receipt once it is committed. */
    Future<Receipt> submit(Submission submission) {
        if (waiting.size() >= bounds.waitingBound() || drained != null) {
            return Future.failedFuture(AppException.unavailable("busy-try-again", Duration.ofSeconds(5)));
        }
        Waiting entry = new Waiting(submission);
        waiting.add(entry);
        pump();
        return entry.answer.future();
    }

    /** To be called now and then; a connection that is gone plans anew by itself. */
    void planAnew() {
        repository.planAnew(db).otherwiseEmpty();
    }

    /** Takes nothing new and completes when everything taken is settled. */
    Future<Void> drain() {
        if (drained == null) {
            drained = Promise.promise();
        }
        finishDrain();
        return drained.future();
    }

    private void finishDrain() {
        if (drained != null && busy == 0 && waiting.isEmpty()) {
            drained.tryComplete();
        }
    }

    private void pump() {
        while (busy < LANES) {
            List<Waiting> batch = take();
            if (batch.isEmpty()) {
                return;
            }
            busy++;
            run(batch).onComplete(done -> {
                batch.forEach(entry -> {
                    underWay.removeAll(entry.identities);
                    entry.senders.forEach(sendersUnderWay::remove);
                });
                busy--;
                pump();
                finishDrain();
            });
        }
    }

    /** The next batch, without whoever shares an identity with something under way: their turn comes. */
    private List<Waiting> take() {
        List<Waiting> batch = new ArrayList<>();
        Iterator<Waiting> entries = waiting.iterator();
        while (entries.hasNext() && batch.size() < bounds.batchSize()) {
            Waiting entry = entries.next();
            if (Collections.disjoint(underWay, entry.identities)
                    && Collections.disjoint(sendersUnderWay, entry.senders)) {
                entries.remove();
                underWay.addAll(entry.identities);
                batch.add(entry);
            }
        }
        batch.forEach(entry -> sendersUnderWay.addAll(entry.senders));
        return batch;
    }

    private Future<Void> run(List<Waiting> batch) {
        Instant now = clock.instant();
        return repository
                .lookUp(db, batch.stream().map(entry -> entry.submission).toList(), now)
                .compose(met -> insert(placed(batch, met, now)))
                .recover(failure -> failed(batch, failure));
    }

    /** Settles what needs no insert: repeats, and whoever is over a limit. */
    private List<Waiting> placed(List<Waiting> batch, List<Precedents> met, Instant now) {
        List<Waiting> toInsert = new ArrayList<>(batch.size());
        Set<Object> taken = new HashSet<>();
        Map<Object, Integer> sent = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            Waiting entry = batch.get(i);
            Precedents precedents = met.get(i);
            try {
                if (precedents.earlier().isPresent()) {
                    entry.answer.complete(
                            repeated(entry.submission, precedents.earlier().get()));
                    continue;
                }
                refuseOverLimit(entry, precedents, sent);
                placement.place(entry.submission, precedents, now);
                if (Collections.disjoint(taken, takes(entry.submission))) {
                    taken.addAll(takes(entry.submission));
                    toInsert.add(entry);
                    entry.senders.forEach(sender -> sent.merge(sender, 1, Integer::sum));
                } else {
                    waiting.addFirst(entry);
                }
            } catch (RuntimeException e) {
                entry.answer.fail(e);
            }
        }
        return toInsert;
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

    /** @param sent of this batch so far; what other event loops and nodes send at this very moment is not seen */
    private void refuseOverLimit(Waiting entry, Precedents precedents, Map<Object, Integer> sent) {
        Submission submission = entry.submission;
        if (precedents.ofResident() + sent.getOrDefault(submission.residentId, 0) >= bounds.perResident()) {
            throw AppException.tooMany("too-many-reports", Duration.ofHours(1));
        }
        int ofPhone = submission.phone.map(phone -> sent.getOrDefault(phone, 0)).orElse(0);
        if (precedents.ofPhone() + ofPhone >= bounds.perPhone()) {
            throw AppException.tooMany("too-many-reports-for-phone", Duration.ofHours(1));
        }
    }

    private Future<Void> insert(List<Waiting> entries) {
        if (entries.isEmpty()) {
            return Future.succeededFuture();
        }
        List<Submission> batch = entries.stream().map(entry -> entry.submission).toList();
        return repository
                .insert(db, batch, ids::next)
                .map(receipts -> {
                    for (Waiting entry : entries) {
                        Receipt receipt = receipts.get(entry.submission.reportId);
                        if (receipt != null) {
                            entry.answer.complete(receipt);
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
