package org.fangpin110.gazetteer;

import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.staff.PostRepository;
import org.fangpin110.unit.AliasRepository;
import org.fangpin110.unit.UnitChangeRecord;
import org.fangpin110.unit.UnitChangeRecord.Status;
import org.fangpin110.unit.UnitChangeRepository;
import org.fangpin110.unit.UnitPeriodRepository;
import org.fangpin110.unit.UnitTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, plans, cancels and applies changes of units. Rows, aliases, posts and version go in one transaction; the open
 * cases follow in batches afterwards, by {@link CaseSweep}, which also picks up where a crash left off.
 */
public final class ChangeService {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeService.class);
    private static final int FURTHEST_DAYS = 366;

    final UnitTableEdit edit;
    private final UnitChangeRepository changes;
    private final UnitPeriodRepository periods;
    private final AliasRepository aliases;
    private final PostRepository posts;
    private final CaseSweep sweep;
    private final AuditTrail trail;
    private final TimeOrderedIds ids;

    public ChangeService(
            UnitTableEdit edit,
            UnitChangeRepository changes,
            UnitPeriodRepository periods,
            AliasRepository aliases,
            PostRepository posts,
            CaseSweep sweep,
            AuditTrail trail,
            TimeOrderedIds ids) {
        this.edit = edit;
        this.changes = changes;
        this.periods = periods;
        this.aliases = aliases;
        this.posts = posts;
        this.sweep = sweep;
        this.trail = trail;
        this.ids = ids;
    }

    /** The plan on the table as it is here and now. */
    ChangePlan plan(UnitTable table, String bannerCode, UnitChange wish) {
        return ChangePlanner.plan(table, bannerCode, wish, dayOf(wish), "preview");
    }

    /** Applied before it answers when its day is today; otherwise planned. {@code seen}: the table of the preview. */
    Future<UnitChangeRecord> make(AdminScope admin, UnitChange wish, int seen) {
        UUID id = ids.next();
        return edit.run((tx, table) -> {
                    UnitTableEdit.requireSeen(table, seen);
                    ChangePlan plan = ChangePlanner.plan(table, admin.bannerCode(), wish, dayOf(wish), "change " + id);
                    boolean today = !plan.day().isAfter(edit.today());
                    return insert(tx, id, admin, wish, plan)
                            .compose(stored ->
                                    today ? write(tx, id, plan, admin.staff().staffId()) : Future.succeededFuture())
                            .compose(written -> trail.staff(
                                    tx,
                                    admin.staff().staffId(),
                                    today ? "units-changed" : "unit-change-planned",
                                    admin.bannerCode(),
                                    null,
                                    said(wish)))
                            .compose(told -> changes.lock(tx, id, admin.prefixes()));
                })
                .compose(made -> follow().map(moved -> made.orElseThrow()));
    }

    private Future<Void> insert(SqlConnection tx, UUID id, AdminScope admin, UnitChange wish, ChangePlan plan) {
        return changes.insert(
                tx,
                id,
                admin.prefix(),
                wish.changeKind().name(),
                wish.codes(),
                new JsonObject(Json.encode(wish)),
                plan.day(),
                admin.staff().staffId(),
                edit.now());
    }

    /** Kind and codes. */
    private static String said(UnitChange wish) {
        return wish.changeKind() + " " + String.join(",", wish.codes());
    }

    private Future<Void> write(SqlConnection tx, UUID id, ChangePlan plan, UUID by) {
        String source = "change " + id;
        return inTurn(plan.closings(), closing -> periods.close(tx, closing.unit(), plan.day(), closing.successor()))
                .compose(closed -> inTurn(plan.openings(), unit -> periods.open(tx, unit)))
                .compose(opened -> inTurn(List.copyOf(plan.heirs().entrySet()), heir -> aliases.handOn(
                                tx, heir.getKey(), heir.getValue(), source, edit.now())
                        .compose(named -> posts.move(tx, heir.getKey(), heir.getValue(), edit.now()))))
                .compose(handed -> inTurn(
                        plan.oldNames(),
                        old -> aliases.keepOldName(tx, old.unitCode(), old.alias(), source, edit.now())))
                .compose(named -> edit.version(tx, source, plan.day(), plan.inserted(), plan.changed(), plan.retired()))
                .compose(version -> changes.settle(tx, id, Status.APPLIED, by, edit.now(), version, null))
                .mapEmpty();
    }

    /** The cases of units that ended; what fails here is done by the next sweep. */
    private Future<Integer> follow() {
        return sweep.run().recover(failure -> {
            LOG.atWarn()
                    .addKeyValue("failure", failure.getClass().getSimpleName())
                    .log("Cases will follow their units with the next sweep");
            return Future.succeededFuture(0);
        });
    }

    Future<UnitChangeRecord> cancel(AdminScope admin, UUID id, int seen) {
        return edit.pool.withTransaction(
                tx -> changes.lock(tx, id, admin.prefixes()).compose(found -> {
                    UnitChangeRecord change = found.orElseThrow(AppException::notFound);
                    if (change.status() != Status.PLANNED) {
                        throw AppException.conflict("change-not-planned");
                    }
                    if (change.version() != seen) {
                        throw AppException.changedMeanwhile(change.version());
                    }
                    UUID by = admin.staff().staffId();
                    return changes.settle(tx, id, Status.CANCELLED, by, edit.now(), null, null)
                            .compose(done -> trail.staff(
                                    tx, by, "unit-change-cancelled", admin.bannerCode(), null, id.toString()))
                            .compose(told -> changes.lock(tx, id, admin.prefixes()))
                            .map(now -> now.orElseThrow());
                }));
    }

    Future<List<UnitChangeRecord>> page(AdminScope reader, Status status, UUID before, int limit) {
        return changes.page(edit.pool, reader.prefix(), status, before, limit);
    }

    /** Applies what was planned up to today, in the order of days. Safe on several nodes at once. */
    public Future<Integer> applyDue() {
        return changes.due(edit.pool, edit.today())
                .compose(due -> due.isEmpty()
                        ? Future.succeededFuture(0)
                        : applyOn(due.get()).compose(done -> applyDue()).map(rest -> rest + 1));
    }

    private Future<Void> applyOn(UnitChangeRecord change) {
        String banner = change.bannerCode() + "000000";
        return edit.run((tx, table) -> changes.lock(tx, change.id(), List.of(change.bannerCode()))
                        .compose(found -> found.filter(still -> still.status() == Status.PLANNED)
                                .map(still -> planned(tx, still, table, banner))
                                .orElseGet(Future::succeededFuture)))
                .compose(done -> follow())
                .mapEmpty();
    }

    /** What no longer fits the table is not forced: it is marked, with the reason, for the administrator to see. */
    private Future<Void> planned(SqlConnection tx, UnitChangeRecord change, UnitTable table, String banner) {
        UnitChange wish = change.content().mapTo(UnitChange.class);
        ChangePlan plan;
        try {
            plan = ChangePlanner.plan(table, banner, wish, change.effectiveFrom(), "change " + change.id());
        } catch (AppException misfit) {
            String why = misfit.errors().isEmpty()
                    ? misfit.code()
                    : misfit.errors().get(0).code();
            return changes.settle(tx, change.id(), Status.FAILED, null, edit.now(), null, why)
                    .compose(done -> trail.system(tx, "unit-change-failed", banner, null, why + " " + said(wish)));
        }
        return write(tx, change.id(), plan, null)
                .compose(done -> trail.system(tx, "units-changed", banner, null, said(wish)));
    }

    private LocalDate dayOf(UnitChange wish) {
        if (wish.effectiveFrom() == null) {
            return edit.today();
        }
        try {
            LocalDate day = LocalDate.parse(wish.effectiveFrom());
            if (day.isBefore(edit.today()) || day.isAfter(edit.today().plusDays(FURTHEST_DAYS))) {
                throw AppException.unprocessable(List.of(new FieldError("/effectiveFrom", "day-out-of-range")));
            }
            return day;
        } catch (DateTimeException e) {
            throw AppException.unprocessable(List.of(new FieldError("/effectiveFrom", "day-out-of-range")));
        }
    }

    static <T> Future<Void> inTurn(List<T> all, Function<T, Future<Void>> step) {
        return inTurn(all.iterator(), step);
    }

    private static <T> Future<Void> inTurn(Iterator<T> rest, Function<T, Future<Void>> step) {
        return rest.hasNext() ? step.apply(rest.next()).compose(done -> inTurn(rest, step)) : Future.succeededFuture();
    }
}
