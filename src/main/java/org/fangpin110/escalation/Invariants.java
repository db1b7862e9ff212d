package org.fangpin110.escalation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fangpin110.casefile.InvariantRepository;
import org.fangpin110.deadline.WorkCalendar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what must never be and keeps the last counts for whoever scrapes; nobody waits for the queries. */
final class Invariants {
    private static final Logger LOG = LoggerFactory.getLogger(Invariants.class);

    private static final int NIGHT_HOUR = 3;

    private final Pool pool;
    private final InvariantRepository queries = new InvariantRepository();
    private final InstantSource clock;
    private final MeterRegistry registry;
    private final Map<String, AtomicLong> offenders = new ConcurrentHashMap<>();
    private LocalDate night = LocalDate.MIN;

    Invariants(Pool pool, InstantSource clock, MeterRegistry registry) {
        this.pool = pool;
        this.clock = clock;
        this.registry = registry;
    }

    /** All of them, those too that read every open case. */
    Future<Map<String, Long>> checkAll() {
        return check().compose(found -> queries.checkClocks(pool)
                .onSuccess(clocks -> clocks.forEach(this::keep))
                .map(clocks -> {
                    Map<String, Long> all = new LinkedHashMap<>(found);
                    all.putAll(clocks);
                    return all;
                }));
    }

    /** Once a night, at three. */
    Future<?> checkAtNight() {
        ZonedDateTime here = clock.instant().atZone(WorkCalendar.ZONE);
        if (here.getHour() != NIGHT_HOUR || here.toLocalDate().equals(night)) {
            return Future.succeededFuture();
        }
        return checkAll().onSuccess(found -> night = here.toLocalDate());
    }

    /** Those that cost nothing while they hold. */
    Future<Map<String, Long>> check() {
        return queries.check(pool, clock.instant().minus(Escalation.SCAN_PERIOD.multipliedBy(2)))
                .onSuccess(found -> found.forEach(this::keep));
    }

    private void keep(String invariant, long count) {
        offenders.computeIfAbsent(invariant, this::gauge).set(count);
        if (count > 0) {
            LOG.atError()
                    .addKeyValue("invariant", invariant)
                    .addKeyValue("count", count)
                    .log("Cases offend against an invariant");
        }
    }

    private AtomicLong gauge(String invariant) {
        AtomicLong count = new AtomicLong();
        Gauge.builder("fangpin110.invariant.offenders", count, AtomicLong::get)
                .description("Open cases that offend against an invariant at the last check; anything but 0 is a fault")
                .tag("invariant", invariant)
                .register(registry);
        return count;
    }
}
