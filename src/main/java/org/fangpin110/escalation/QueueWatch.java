package org.fangpin110.escalation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.QueueAlarmRepository;
import org.fangpin110.casefile.QueueAlarmRepository.Kind;
import org.fangpin110.casefile.QueueAlarmRepository.Queue;
import org.fangpin110.deadline.OfficeHours;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.policy.PolicyLimits;

/** Looks at every queue with work in it: nobody opened what is in it for so many office hours, or nobody can. */
final class QueueWatch {
    private static final String LIMIT = "UNREAD_QUEUE";
    private static final String ACCEPT = "ACCEPT";
    private static final Duration LONGER_ONCE = Duration.ofDays(30);
    private static final int PAGE = 200;

    private final Pool pool;
    private final QueueAlarmRepository alarms = new QueueAlarmRepository();
    private final Supplier<PolicyLimits> limits;
    private final Supplier<WorkCalendar> calendar;
    private final AuditTrail trail;
    private final InstantSource clock;

    QueueWatch(
            Pool pool,
            Supplier<PolicyLimits> limits,
            Supplier<WorkCalendar> calendar,
            AuditTrail trail,
            InstantSource clock) {
        this.pool = pool;
        this.limits = limits;
        this.calendar = calendar;
        this.trail = trail;
        this.clock = clock;
    }

    /** How many alarms were raised. */
    Future<Integer> pass() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return alarms.end(pool, now).compose(ended -> page("", now, new HashMap<>(), 0));
    }

    private Future<Integer> page(String after, Instant now, Map<Integer, Instant> since, int raised) {
        return alarms.owners(pool, after, PAGE).compose(units -> {
            if (units.isEmpty()) {
                return Future.succeededFuture(raised);
            }
            Map<String, Instant> before = new HashMap<>();
            units.forEach(unit -> before.put(
                    unit, since.computeIfAbsent(allowed(unit, now), allowed -> new OfficeHours(calendar.get())
                            .before(now, allowed))));
            return alarms.look(
                            pool,
                            units,
                            units.stream().map(before::get).toList(),
                            units.stream().map(unit -> horizon(unit, now)).toList())
                    .compose(queues -> each(queues, 0, before, now, raised))
                    .compose(sum -> page(units.get(units.size() - 1), now, since, sum));
        });
    }

    private int allowed(String unit, Instant now) {
        return limits.get()
                .most(LIMIT, unit, LocalDate.ofInstant(now, WorkCalendar.ZONE))
                .value();
    }

    /** What came until now and waits to be accepted is due before this, by the limit of today or one that was longer. */
    private Instant horizon(String unit, Instant now) {
        PolicyLimits.Limit accept = limits.get().most(ACCEPT, unit, LocalDate.ofInstant(now, WorkCalendar.ZONE));
        return calendar.get().after(now, accept.value(), accept.unit()).plus(LONGER_ONCE);
    }

    private Future<Integer> each(List<Queue> queues, int next, Map<String, Instant> before, Instant now, int raised) {
        if (next == queues.size()) {
            return Future.succeededFuture(raised);
        }
        Queue queue = queues.get(next);
        if (!queue.withoutStaff() && !queue.unread()) {
            return each(queues, next + 1, before, now, raised);
        }
        // without staff says why it is unread too: one alarm is enough
        Kind kind = queue.withoutStaff() ? Kind.NO_STAFF : Kind.UNREAD;
        return raise(queue, kind, before.get(queue.unitCode()), now)
                .compose(isNew -> each(queues, next + 1, before, now, isNew ? raised + 1 : raised));
    }

    private Future<Boolean> raise(Queue queue, Kind kind, Instant before, Instant now) {
        String told = Notice.above(queue.unitCode());
        Notice notice = Notice.of("queue-alarm", told, now);
        return pool.withTransaction(tx -> alarms.raise(tx, queue, kind, before, told, notice.id(), now, notice.tellAt())
                .compose(isNew -> isNew
                        ? trail.system(
                                        tx,
                                        kind == Kind.UNREAD ? "queue-unread" : "queue-without-staff",
                                        queue.unitCode(),
                                        null,
                                        told)
                                .map(true)
                        : Future.succeededFuture(false)));
    }
}
