package org.fangpin110;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.fangpin110.notification.SmsReceipts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies receipts that came before their message, and has people call where nobody knows whether an SMS arrived. */
final class SmsSettling extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(SmsSettling.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final SmsReceipts receipts;

    SmsSettling(SmsReceipts receipts) {
        this.receipts = receipts;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(PERIOD.toMillis(), due -> receipts.settle().onFailure(failure -> LOG.atWarn()
                .addKeyValue("failure", failure.getClass().getSimpleName())
                .log("SMS could not be settled; the next pass tries again")));
        return Future.succeededFuture();
    }
}
