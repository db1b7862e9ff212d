package org.fangpin110;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.fangpin110.escalation.Escalation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clock of the work on late cases. A pass that takes long delays the next one of its kind, never doubles it. */
final class Escalating extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(Escalating.class);

    private final Escalation escalation;

    Escalating(Escalation escalation) {
        this.escalation = escalation;
    }

    @Override
    public Future<?> start() {
        every(Escalation.SCAN_PERIOD, "scan", () -> escalation.scan());
        every(Duration.ofMinutes(5), "queues", () -> escalation.watchQueues());
        every(Duration.ofMinutes(1), "digest", () -> escalation.digest());
        every(Duration.ofMinutes(10), "invariants", () -> escalation.checkOften());
        every(Duration.ofMinutes(10), "invariants at night", () -> escalation.checkAtNight());
        return Future.succeededFuture();
    }

    private void every(Duration period, String work, java.util.function.Supplier<Future<?>> pass) {
        vertx.setTimer(period.toMillis(), due -> pass.get().onComplete(ended -> {
            if (ended.failed()) {
                LOG.atWarn()
                        .addKeyValue("work", work)
                        .addKeyValue("failure", ended.cause().getClass().getSimpleName())
                        .log("Late cases could not be looked after; the next pass tries again");
            }
            every(period, work, pass);
        }));
    }
}
