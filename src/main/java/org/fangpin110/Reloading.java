package org.fangpin110;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import org.fangpin110.unit.UnitRepository;
import org.fangpin110.unit.UnitTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a minute for what another node or the command line changed: units and signing keys. A worker, because a
 * national unit table takes seconds to build.
 */
final class Reloading extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);
    private static final long PERIOD_MILLIS = TimeUnit.SECONDS.toMillis(60);

    private final App app;

    Reloading(App app) {
        this.app = app;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(PERIOD_MILLIS, tick -> units().compose(done -> keys()).onFailure(failure -> LOG.atWarn()
                .addKeyValue("failure", failure.getClass().getSimpleName())
                .log("Units and keys could not be looked up; the known ones stay")));
        return Future.succeededFuture();
    }

    private Future<Void> units() {
        UnitRepository repository = new UnitRepository();
        UnitTable known = app.units.get();
        return repository.latestVersion(app.pool).compose(latest -> {
            if (latest.version() == known.version().version()) {
                return Future.succeededFuture();
            }
            return repository.load(app.pool).map(table -> {
                app.use(table);
                return (Void) null;
            });
        });
    }

    private Future<Void> keys() {
        return app.keys().loadOrCreate().map(found -> {
            app.signingKeys.set(found);
            app.loops.forEach(loop -> loop.useKeys(found));
            return (Void) null;
        });
    }
}
