package org.fangpin110.escalation;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.policy.PolicyLimits;

/** The passes of this door. Any number of nodes may run each at any time: rows that exist once decide, not who is first. */
public final class Escalation {
    /** How long a case may be late before a scan has seen it. */
    public static final Duration SCAN_PERIOD = Duration.ofMinutes(1);

    private final CaseClimb climb;
    private final QueueWatch watch;
    private final DailyDigest digest;
    private final Invariants invariants;
    private final LateChecks checks;

    private Escalation(
            CaseClimb climb, LateChecks checks, QueueWatch watch, DailyDigest digest, Invariants invariants) {
        this.climb = climb;
        this.checks = checks;
        this.watch = watch;
        this.digest = digest;
        this.invariants = invariants;
    }

    public static Escalation of(
            Pool pool,
            Supplier<WorkCalendar> calendar,
            Supplier<PolicyLimits> limits,
            TimeOrderedIds ids,
            InstantSource clock,
            MeterRegistry registry) {
        return new Escalation(
                new CaseClimb(pool, calendar, clock),
                new LateChecks(pool, clock),
                new QueueWatch(pool, limits, calendar, new AuditTrail(ids, clock), clock),
                new DailyDigest(pool, calendar, clock),
                new Invariants(pool, clock, registry));
    }

    /** Late cases climb, late answers of departments come to their banner's desk; how many levels and answers. */
    public Future<Integer> scan() {
        return climb.pass().compose(risen -> checks.pass().map(late -> risen + late));
    }

    /** Queues nobody reads; how many alarms were raised. */
    public Future<Integer> watchQueues() {
        return watch.pass();
    }

    /** The morning's message to each unit, when it is time; how many will be told. */
    public Future<Integer> digest() {
        return digest.pass();
    }

    /** Offenders by invariant; also what the metrics show from now on. */
    public Future<Map<String, Long>> checkInvariants() {
        return invariants.checkAll();
    }

    /** Those that cost nothing while they hold. */
    public Future<Map<String, Long>> checkOften() {
        return invariants.check();
    }

    /** All of them, once a night, whenever it is asked for during that hour. */
    public Future<?> checkAtNight() {
        return invariants.checkAtNight();
    }
}
