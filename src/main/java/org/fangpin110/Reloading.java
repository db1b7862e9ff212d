package org.fangpin110;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.casefile.DueDateRepository;
import org.fangpin110.casework.DueDateCorrection;
import org.fangpin110.gazetteer.Gazetteer;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.policy.CalendarRepository;
import org.fangpin110.policy.CalendarVersion;
import org.fangpin110.policy.PolicyRepository;
import org.fangpin110.policy.RiskPolicyRepository;
import org.fangpin110.unit.UnitRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a minute for what another node or the command line changed: units, signing keys, limits and the calendar; applies
 * changes of units whose day has come and corrects dates that waited for a holiday notice. A worker, because a national unit table takes seconds to build.
 */
final class Reloading extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);
    private static final long PERIOD_MILLIS = TimeUnit.SECONDS.toMillis(60);

    private final App app;
    private Gazetteer gazetteer;
    private DueDateCorrection corrections;

    Reloading(App app) {
        this.app = app;
    }

    @Override
    public Future<?> start() {
        gazetteer = app.gazetteer(() -> units());
        corrections = new DueDateCorrection(
                app.pool,
                app.calendar::get,
                new DueDateRepository(),
                new CaseRepository(),
                new AuditTrail(app.ids, app.clock),
                new Outbox(),
                app.ids::next,
                app.clock);
        vertx.setPeriodic(PERIOD_MILLIS, tick -> look().onFailure(
                        failure -> tell(failure, "Keys could not be looked up; the known ones stay")));
        return Future.succeededFuture();
    }

    /** One look, from any context. */
    Future<Void> now() {
        return here(this::look);
    }

    /** Only the units, from any context; done when this node works by the newest table. */
    Future<Void> unitsNow() {
        return here(this::units);
    }

    private Future<Void> here(Supplier<Future<Void>> work) {
        Context caller = vertx.getOrCreateContext();
        Promise<Void> done = Promise.promise();
        context.runOnContext(begin ->
                work.get().onComplete((ok, failure) -> caller.runOnContext(back -> done.complete(ok, failure))));
        return done.future();
    }

    /** Changes whose day has come, then whatever case still stands with a unit that is gone. */
    private Future<Void> look() {
        return dates().recover(failure -> {
                    tell(failure, "Calendar and limits could not be looked after; the next look tries again");
                    return Future.succeededFuture();
                })
                .compose(looked -> units())
                .compose(known -> gazetteer.changes().applyDue())
                .compose(applied -> gazetteer.sweep().run())
                .<Void>mapEmpty()
                .recover(failure -> {
                    tell(failure, "Units could not be looked after; the next look tries again");
                    return Future.succeededFuture();
                })
                .compose(looked -> keys());
    }

    private static void tell(Throwable failure, String what) {
        LOG.atWarn().addKeyValue("failure", failure.getClass().getSimpleName()).log(what);
    }

    /** The limits, the calendar, and the dates that waited for a year of it. */
    private Future<Void> dates() {
        CalendarRepository calendars = new CalendarRepository();
        return new PolicyRepository()
                .limits(app.pool)
                .compose(limits -> {
                    app.limits.set(limits);
                    return new RiskPolicyRepository().load(app.pool);
                })
                .compose(risk -> {
                    app.risk.set(risk);
                    return calendars.latest(app.pool);
                })
                .compose(latest -> latest.map(CalendarVersion::version).orElse(0L)
                                == app.calendar.get().version()
                        ? Future.succeededFuture(app.calendar.get())
                        : calendars.load(app.pool))
                .compose(known -> {
                    app.calendar.set(known);
                    return corrections.run();
                })
                .mapEmpty();
    }

    private Future<Void> units() {
        UnitRepository repository = new UnitRepository();
        return repository.latestVersion(app.pool).compose(latest -> {
            if (latest.version() == app.units.get().version().version()) {
                return Future.succeededFuture();
            }
            return repository.load(app.pool).map(table -> {
                if (table.version().version() > app.units.get().version().version()) {
                    app.use(table); // two looks at once: the older must not win
                }
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
