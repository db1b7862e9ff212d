package org.fangpin110.support;

import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.infocheck.Authorisation;
import org.fangpin110.infocheck.InformationChecks;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.policy.CalendarRepository;
import org.fangpin110.policy.PolicyRepository;
import org.fangpin110.revisit.RevisitDraw;
import org.fangpin110.unit.UnitRange;

/** What steps of a case do with departments and lots, done by hand. */
public final class Checks {
    private final TestApp app;
    private final TimeOrderedIds ids;

    public Checks(TestApp app) {
        this.app = app;
        this.ids = new TimeOrderedIds(app.clock());
    }

    public InformationChecks checks() {
        var calendar = new CalendarRepository().load(app.pool()).await();
        var limits = new PolicyRepository().limits(app.pool()).await();
        return new InformationChecks(
                app.pool(),
                () -> calendar,
                () -> limits,
                app.cipher(),
                new AuditTrail(ids, app.clock()),
                ids,
                app.clock());
    }

    public RevisitDraw draws() {
        var calendar = new CalendarRepository().load(app.pool()).await();
        var limits = new PolicyRepository().limits(app.pool()).await();
        return new RevisitDraw(
                () -> calendar, () -> limits, app.cipher(), new AuditTrail(ids, app.clock()), ids, app.clock());
    }

    /** The household of the case allowed these items today; how many questions are asked. */
    public int authorise(String caseId, String... scope) {
        Authorisation given = new Authorisation(
                Set.of(scope),
                LocalDate.ofInstant(app.clock().instant(), java.time.ZoneId.of("Asia/Shanghai")),
                List.of(
                        new Authorisation.Member("其木格", Reports.idNumber(77_001)),
                        new Authorisation.Member("小宝", null)));
        InformationChecks checks = checks();
        UUID by = staffId("village-" + Reports.VILLAGE);
        return app.pool()
                .withTransaction(tx -> new CaseRepository()
                        .lock(tx, UUID.fromString(caseId), List.of(UnitRange.ALL))
                        .compose(file -> checks.open(tx, file.orElseThrow(), given, by)))
                .await();
    }

    /** The newest question of this kind about the case; an id nobody has when there is none. */
    public String check(String caseId, String dataSet) {
        return app
                .pool()
                .preparedQuery(
                        "select check_id from information_check where case_id = $1 and data_set = $2 order by asked_at desc, check_id desc")
                .execute(Tuple.of(UUID.fromString(caseId), dataSet))
                .await()
                .stream()
                .findFirst()
                .map(row -> row.getUUID(0))
                .orElseGet(UUID::randomUUID)
                .toString();
    }

    /** Casts the lot on a refusal of the case by this person. */
    public boolean refuse(String caseId, UUID refusedBy) {
        RevisitDraw draws = draws();
        return app.pool()
                .withTransaction(tx -> new CaseRepository()
                        .lock(tx, UUID.fromString(caseId), List.of(UnitRange.ALL))
                        .compose(file -> draws.draw(
                                tx,
                                file.orElseThrow(),
                                file.orElseThrow().lastSequence() + 1,
                                file.orElseThrow().ownerUnit(),
                                refusedBy)))
                .await();
    }

    public String revisit(String caseId) {
        return app
                .pool()
                .preparedQuery("select revisit_id from revisit where case_id = $1")
                .execute(Tuple.of(UUID.fromString(caseId)))
                .await()
                .stream()
                .findFirst()
                .map(row -> row.getUUID(0))
                .orElseGet(UUID::randomUUID)
                .toString();
    }

    public UUID staffId(String account) {
        return app.pool()
                .preparedQuery("select staff_id from staff where account = $1")
                .execute(Tuple.of(account))
                .await()
                .iterator()
                .next()
                .getUUID(0);
    }

    /** A report of a cracked wall, changed, and the number of its case. */
    public String reported(java.util.function.UnaryOperator<io.vertx.core.json.JsonObject> change) {
        Answer answer = app.resident("sender").submit(UUID.randomUUID(), change.apply(Reports.crackedWall()));
        if (answer.status() != 201) {
            throw new AssertionError(answer.toString());
        }
        return app.pool()
                .preparedQuery("select case_id from report where id = $1")
                .execute(Tuple.of(UUID.fromString(answer.json().getString("reportId"))))
                .await()
                .iterator()
                .next()
                .getUUID(0)
                .toString();
    }

    /** How many of a hundred refusals are drawn in a region from today on. */
    public void rate(String region, int percent) {
        app.pool()
                .preparedQuery(
                        """
                        insert into policy_revisit (region_code, percent, effective_from, version, basis)
                        values ($1, $2, date '2026-01-02', 2, 'test')
                        on conflict (region_code, effective_from) do update set percent = $2""")
                .execute(Tuple.of(region, percent))
                .await();
    }
}
