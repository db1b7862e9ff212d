package org.fangpin110.escalation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.fangpin110.casefile.LateCheckRepository;

/** A department that does not answer in time: the desk of its banner hears of it, once a question. It has no duty phone of its own. */
final class LateChecks {
    static final String ABOUT = "checks-overdue";

    private final Pool pool;
    private final LateCheckRepository checks = new LateCheckRepository();
    private final InstantSource clock;

    LateChecks(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** How many questions the desks are told of. */
    Future<Integer> pass() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return checks.banners(pool).compose(banners -> each(banners, 0, now, 0));
    }

    private Future<Integer> each(List<String> banners, int next, Instant now, int told) {
        if (next == banners.size()) {
            return Future.succeededFuture(told);
        }
        String banner = banners.get(next);
        Notice notice = Notice.of(ABOUT, banner, now);
        return checks.rise(pool, banner, ABOUT, notice.id(), now, notice.tellAt())
                .compose(count -> each(banners, next + 1, now, told + count));
    }
}
