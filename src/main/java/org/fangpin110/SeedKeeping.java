package org.fangpin110;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import org.fangpin110.revisit.RevisitDraw;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits to the seeds of second looks before they are used, and publishes them when their month is over. */
final class SeedKeeping extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(SeedKeeping.class);
    private static final Duration PERIOD = Duration.ofMinutes(10);

    private final RevisitDraw draws;
    private final Pool pool;

    SeedKeeping(RevisitDraw draws, Pool pool) {
        this.draws = draws;
        this.pool = pool;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(0, PERIOD.toMillis(), due -> draws.keepSeeds(pool).onFailure(failure -> LOG.atWarn()
                .addKeyValue("failure", failure.getClass().getSimpleName())
                .log("Seeds of second looks could not be kept; the next pass tries again")));
        return Future.succeededFuture();
    }
}
