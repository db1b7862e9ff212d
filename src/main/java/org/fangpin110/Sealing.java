package org.fangpin110;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import org.fangpin110.audit.Sealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clock of the audit chain. With much to seal it rests three times as long as it worked: people come first. */
final class Sealing extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
    private static final long PAUSE_MILLIS = 2_000;
    private static final long SHORTEST_REST_MILLIS = 20;
    private static final long ANCHOR_MILLIS = TimeUnit.MINUTES.toMillis(1);

    private final Sealer sealer;

    Sealing(Sealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public Future<?> start() {
        sealIn(PAUSE_MILLIS);
        anchorIn(ANCHOR_MILLIS);
        return Future.succeededFuture();
    }

    private void sealIn(long millis) {
        vertx.setTimer(millis, due -> {
            long began = System.nanoTime();
            sealer.pass().onComplete(ended -> {
                long worked = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                if (ended.failed()) {
                    tell(ended.cause());
                }
                boolean more = ended.succeeded() && ended.result().links() >= Sealer.BATCH;
                sealIn(more ? Math.max(SHORTEST_REST_MILLIS, 3 * worked) : PAUSE_MILLIS);
            });
        });
    }

    private void anchorIn(long millis) {
        vertx.setTimer(millis, due -> sealer.anchor().onComplete(ended -> {
            if (ended.failed()) {
                tell(ended.cause());
            }
            anchorIn(ANCHOR_MILLIS);
        }));
    }

    private static void tell(Throwable failure) {
        LOG.atWarn()
                .addKeyValue("failure", failure.getClass().getSimpleName())
                .log("The audit chain could not be continued; the next pass tries again");
    }
}
