package org.fangpin110.escalation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.fangpin110.casefile.EscalationRepository;
import org.fangpin110.casefile.EscalationRepository.Late;
import org.fangpin110.casefile.EscalationRepository.Rung;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.policy.EscalationLevel;
import org.fangpin110.policy.EscalationPolicy;
import org.fangpin110.policy.PolicyRepository;
import org.fangpin110.unit.UnitCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over all late cases by (due time, id), the oldest first, nobody skipped: who owns a case and whether anybody
 * serves there makes no difference. Each case is a transaction of its own; one that fails does not stop the others and comes
 * again with the next pass.
 */
final class CaseClimb {
    private static final Logger LOG = LoggerFactory.getLogger(CaseClimb.class);
    private static final int PAGE = 500;
    private static final int AT_ONCE = 8;
    private static final Instant BEGINNING = Instant.EPOCH;

    private final Pool pool;
    private final EscalationRepository cases = new EscalationRepository();
    private final PolicyRepository policies = new PolicyRepository();
    private final Supplier<WorkCalendar> calendar;
    private final InstantSource clock;

    CaseClimb(Pool pool, Supplier<WorkCalendar> calendar, InstantSource clock) {
        this.pool = pool;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** How many levels cases came to. */
    Future<Integer> pass() {
        return policies.escalation(pool, calendar.get())
                .compose(policy -> page(policy, policy.horizon(clock.instant()), BEGINNING, new UUID(0, 0), 0));
    }

    private Future<Integer> page(EscalationPolicy policy, Instant horizon, Instant afterDue, UUID afterId, int risen) {
        return cases.late(pool, horizon, afterDue, afterId, PAGE).compose(found -> {
            Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            return climbAll(policy, found, at).compose(count -> {
                if (found.size() < PAGE) {
                    return Future.succeededFuture(risen + count);
                }
                Late last = found.get(found.size() - 1);
                return page(policy, horizon, last.dueAt(), last.id(), risen + count);
            });
        });
    }

    /** In their order, so many at a time: whoever is done takes the next one. */
    private Future<Integer> climbAll(EscalationPolicy policy, List<Late> all, Instant at) {
        AtomicInteger next = new AtomicInteger();
        List<Future<Integer>> lanes = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            lanes.add(lane(policy, all, next, at, 0));
        }
        return Future.join(lanes)
                .map(done -> lanes.stream().mapToInt(Future::result).sum());
    }

    private Future<Integer> lane(EscalationPolicy policy, List<Late> all, AtomicInteger next, Instant at, int risen) {
        int mine = next.getAndIncrement();
        return mine >= all.size()
                ? Future.succeededFuture(risen)
                : rise(policy, all.get(mine), at).compose(count -> lane(policy, all, next, at, risen + count));
    }

    /** Whatever is wrong with one case, the others climb. */
    private Future<Integer> rise(EscalationPolicy policy, Late late, Instant at) {
        return Future.succeededFuture()
                .compose(begin -> climb(policy, late, at))
                .recover(failure -> {
                    LOG.atError()
                            .addKeyValue("caseId", late.id())
                            .addKeyValue("failure", failure.getClass().getSimpleName())
                            .log("A late case could not climb; the next pass tries again");
                    return Future.succeededFuture(0);
                });
    }

    private Future<Integer> climb(EscalationPolicy policy, Late late, Instant at) {
        List<Rung> rungs = policy.reached(late.ownerUnit(), late.dueAt(), at).stream()
                .filter(level -> !late.levels().contains(level))
                .map(level -> new Rung(level, told(level, late.ownerUnit())))
                .toList();
        if (rungs.isEmpty()) {
            return Future.succeededFuture(0);
        }
        Notice notice = Notice.of("escalation", rungs.get(rungs.size() - 1).told(), at);
        return cases.rise(pool, late, rungs, notice.id(), at, notice.tellAt());
    }

    private static String told(EscalationLevel level, String owner) {
        return UnitCode.level(owner) <= level.told() ? owner : UnitCode.atLevel(owner, level.told());
    }
}
