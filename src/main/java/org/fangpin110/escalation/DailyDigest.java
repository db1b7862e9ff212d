package org.fangpin110.escalation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.casefile.DigestRepository;
import org.fangpin110.casefile.LateCheckRepository;
import org.fangpin110.casefile.QueueAlarmRepository;
import org.fangpin110.deadline.WorkCalendar;

/** Each unit with open work, or with departments that owe an answer too long, hears of it once, in the morning of a working day; a node that was down is late, not silent. */
final class DailyDigest {
    private static final LocalTime FROM = LocalTime.of(8, 0);
    private static final LocalTime UNTIL = LocalTime.of(12, 0);
    private static final int PAGE = 200;

    private final Pool pool;
    private final QueueAlarmRepository queues = new QueueAlarmRepository();
    private final DigestRepository digests = new DigestRepository();
    private final LateCheckRepository checks = new LateCheckRepository();
    private final Supplier<WorkCalendar> calendar;
    private final InstantSource clock;
    private LocalDate done = LocalDate.MIN;

    DailyDigest(Pool pool, Supplier<WorkCalendar> calendar, InstantSource clock) {
        this.pool = pool;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** How many units will be told. */
    Future<Integer> pass() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ZonedDateTime here = now.atZone(WorkCalendar.ZONE);
        LocalDate day = here.toLocalDate();
        boolean morning =
                !here.toLocalTime().isBefore(FROM) && here.toLocalTime().isBefore(UNTIL);
        if (!morning || !calendar.get().isWorkDay(day) || day.equals(done)) {
            return Future.succeededFuture(0);
        }
        return page("", day, now, 0)
                .compose(told -> checks.banners(pool)
                        .compose(banners -> write(banners, day, now).map(more -> told + more)))
                .onSuccess(told -> done = day);
    }

    private Future<Integer> page(String after, LocalDate day, Instant now, int told) {
        return queues.owners(pool, after, PAGE).compose(units -> {
            if (units.isEmpty()) {
                return Future.succeededFuture(told);
            }
            return write(units, day, now).compose(count -> page(units.get(units.size() - 1), day, now, told + count));
        });
    }

    private Future<Integer> write(List<String> units, LocalDate day, Instant now) {
        List<UUID> ids = units.stream()
                .map(unit -> Notice.of(
                                "daily-digest",
                                unit,
                                day.atStartOfDay(WorkCalendar.ZONE).toInstant())
                        .id())
                .toList();
        return digests.write(pool, units, ids, day, now);
    }
}
