package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.casefile.DueDateRepository;
import org.fangpin110.casefile.DueDateRepository.Moved;
import org.fangpin110.casefile.DueDateRepository.Settled;
import org.fangpin110.casefile.ProvisionalDue;
import org.fangpin110.casefile.ProvisionalDue.Timer;
import org.fangpin110.deadline.Correction;
import org.fangpin110.deadline.Due;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.outbox.Outbox;

/**
 * Corrects the dates of open cases that waited for a year's holidays, once each, when the year is there: in batches by key, on any number
 * of nodes. A report that came in by a node that had not heard of the year is found by the next run. Only the limit a case is due by
 * counts: what joined reports, merges or later steps put in its place is left alone.
 */
public final class DueDateCorrection {
    private static final int BATCH = 200;
    private static final UUID FIRST = new UUID(0, 0);

    private final Pool pool;
    private final Supplier<WorkCalendar> calendar;
    private final DueDateRepository dueDates;
    private final CaseRepository cases;
    private final AuditTrail trail;
    private final Outbox outbox;
    private final Supplier<UUID> ids;
    private final InstantSource clock;

    public DueDateCorrection(
            Pool pool,
            Supplier<WorkCalendar> calendar,
            DueDateRepository dueDates,
            CaseRepository cases,
            AuditTrail trail,
            Outbox outbox,
            Supplier<UUID> ids,
            InstantSource clock) {
        this.pool = pool;
        this.calendar = calendar;
        this.dueDates = dueDates;
        this.cases = cases;
        this.trail = trail;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** How many cases were looked at and settled. */
    public Future<Integer> run() {
        WorkCalendar known = calendar.get();
        return dueDates.awaited(pool, known.announcedYears()).compose(years -> each(known, years.iterator(), 0));
    }

    private Future<Integer> each(WorkCalendar known, Iterator<Integer> years, int done) {
        return years.hasNext()
                ? year(known, years.next(), FIRST, 0).compose(count -> each(known, years, done + count))
                : Future.succeededFuture(done);
    }

    private Future<Integer> year(WorkCalendar known, int year, UUID after, int done) {
        return dueDates.keys(pool, year, after, BATCH)
                .compose(keys -> keys.isEmpty()
                        ? Future.succeededFuture(done)
                        : pool.withTransaction(tx -> batch(tx, known, year, keys))
                                .compose(count -> year(known, year, keys.get(keys.size() - 1), done + count)));
    }

    private Future<Integer> batch(SqlConnection tx, WorkCalendar known, int year, List<UUID> keys) {
        return dueDates.lock(tx, keys, year)
                .compose(locked -> locked.isEmpty() ? Future.succeededFuture(0) : write(tx, known, year, locked));
    }

    private Future<Integer> write(SqlConnection tx, WorkCalendar known, int year, List<ProvisionalDue> locked) {
        Instant now = clock.instant();
        List<Settled> settled = new ArrayList<>();
        Map<UUID, List<Computed>> byCase = new LinkedHashMap<>();
        for (ProvisionalDue limit : locked) {
            Due due = known.due(limit.startedAt(), limit.value(), limit.unit());
            settled.add(new Settled(limit, due.provisional() ? due.awaitedYear().getAsInt() : null));
            if (!due.provisional() && limit.targetOpen()) {
                byCase.computeIfAbsent(limit.target(), first -> new ArrayList<>())
                        .add(new Computed(limit, due.at()));
            }
        }
        Map<UUID, Correction> dates = new LinkedHashMap<>();
        Map<UUID, String> banners = new HashMap<>();
        byCase.forEach((target, limits) -> corrected(limits, now).ifPresent(correction -> {
            dates.put(target, correction);
            banners.put(target, limits.get(0).limit().bannerCode());
        }));
        return dueDates.settle(tx, settled)
                .compose(done -> dueDates.correct(tx, dates, banners, known.version(), now))
                .compose(moved -> tellFamilies(tx, moved, now).map(moved))
                .compose(moved -> tell(tx, known, year, dates.size(), moved))
                .map(told -> dates.size());
    }

    private record Computed(ProvisionalDue limit, Instant due) {}

    /** As it was when none of these limits is what the case is due by today; empty when they are those of a case merged into it. */
    private static Optional<Correction> corrected(List<Computed> limits, Instant now) {
        ProvisionalDue any = limits.get(0).limit();
        Correction before = new Correction(any.targetDue(), any.targetPromise());
        Optional<Instant> step = earliest(limits, Timer.STEP).filter(due -> limits.stream()
                .anyMatch(one ->
                        one.limit().timer() == Timer.STEP && one.limit().dueAt().equals(before.due())));
        Optional<LocalDate> promise = earliest(
                        limits.stream()
                                .filter(one -> one.limit().caseId().equals(any.target()))
                                .filter(one -> WorkCalendar.lastDay(one.limit().dueAt())
                                        .equals(before.promised()))
                                .toList(),
                        Timer.WHOLE_CHAIN)
                .map(WorkCalendar::lastDay);
        if (step.isEmpty() && promise.isEmpty()) {
            return any.caseId().equals(any.target()) ? Optional.of(before) : Optional.empty();
        }
        return Optional.of(
                before.towards(new Correction(step.orElse(before.due()), promise.orElse(before.promised())), now));
    }

    private static Optional<Instant> earliest(List<Computed> limits, Timer timer) {
        return limits.stream()
                .filter(one -> one.limit().timer() == timer)
                .map(Computed::due)
                .min(Comparator.naturalOrder());
    }

    /** One message a case, and only where the day they were promised is another one now. */
    private Future<Void> tellFamilies(SqlConnection tx, List<Moved> moved, Instant now) {
        Future<Void> told = Future.succeededFuture();
        for (Moved one : moved) {
            if (one.promiseMoves()) {
                JsonObject payload =
                        new JsonObject().put("caseId", one.caseId().toString()).put("sequence", one.sequence());
                told = told.compose(
                        before -> outbox.append(tx, ids.get(), "due-date-corrected", one.bannerCode(), payload, now));
            }
        }
        return told;
    }

    private Future<Void> tell(SqlConnection tx, WorkCalendar known, int year, int looked, List<Moved> moved) {
        List<String> owners = moved.stream().map(Moved::ownerUnit).distinct().collect(Collectors.toList());
        Future<Void> told = owners.isEmpty() ? Future.succeededFuture() : cases.tellQueues(tx, owners);
        return told.compose(done -> trail.system(
                tx,
                "due-dates-corrected",
                null,
                null,
                "year " + year + ", calendar " + known.version() + ", cases " + looked + ", moved " + moved.size()));
    }
}
