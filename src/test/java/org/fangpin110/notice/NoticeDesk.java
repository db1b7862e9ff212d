package org.fangpin110.notice;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.household.HouseholdClass;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.MasterKey;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.policy.PolicyRepository;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.Units;

/** Posts and takes down as the staff's step will, on the database of a running application. */
final class NoticeDesk {
    static final UUID VILLAGER = UUID.randomUUID();
    static final UUID COLLEAGUE = UUID.randomUUID();
    static final NoticePosting POSTING =
            new NoticePosting("村委会公示栏", null, HouseholdClass.SUDDEN_HARDSHIP, null, null, null);

    final TestApp app;
    final Notices notices;
    final Objections objections;
    final List<String> pauses = new ArrayList<>();
    final AtomicReference<PolicyLimits> limits = new AtomicReference<>();

    NoticeDesk(TestApp app) {
        this.app = app;
        limits.set(new PolicyRepository().limits(app.pool()).await());
        TimeOrderedIds ids = new TimeOrderedIds(app.clock());
        notices = new Notices(new Notices.Needs(
                Units::shipped,
                limits::get,
                WorkCalendar::shipped,
                app.cipher(),
                new BlindIndex(MasterKey.random()),
                new Messages(),
                ids));
        CasePauses noting = new CasePauses() {
            @Override
            public Future<Void> beginObjection(SqlClient tx, UUID caseId, String banner, UUID objection, Instant at) {
                pauses.add("begin " + objection);
                return Future.succeededFuture();
            }

            @Override
            public Future<Void> endObjection(SqlClient tx, UUID caseId, String banner, UUID objection, Instant at) {
                pauses.add("end " + objection);
                return Future.succeededFuture();
            }
        };
        objections = new Objections(
                app.pool(),
                app.cipher(),
                new BlindIndex(MasterKey.random()),
                noting,
                new AuditTrail(ids, app.clock()),
                new Outbox(),
                ids,
                app.clock());
    }

    /** A new case of the village; somebody reported a cracked wall. */
    UUID openCase(JsonObject report) {
        String receipt = app.resident("owner" + UUID.randomUUID())
                .submit(UUID.randomUUID(), report)
                .json()
                .getString("receiptNo");
        return app.pool()
                .preparedQuery("select case_id from report where receipt_no = $1")
                .execute(Tuple.of(receipt))
                .await()
                .iterator()
                .next()
                .getUUID(0);
    }

    UUID openCase() {
        return openCase(Reports.crackedWall());
    }

    Case file(SqlConnection tx, UUID caseId) {
        return new CaseRepository()
                .find(tx, caseId, List.of(UnitRange.of(TestApp.BANNER)))
                .await()
                .orElseThrow();
    }

    <T> T inTransaction(UUID caseId, Function<Step, Future<T>> work) {
        return app.pool()
                .withTransaction(tx -> new CaseRepository()
                        .lock(tx, caseId, List.of(UnitRange.of(TestApp.BANNER)))
                        .compose(file -> work.apply(new Step(tx, file.orElseThrow()))))
                .await();
    }

    record Step(SqlConnection tx, Case file) {}

    PublicNotice post(UUID caseId, NoticeKind kind, NoticePosting posting, UUID... photos) {
        return inTransaction(
                caseId,
                step -> notices.post(
                        step.tx(),
                        step.file(),
                        Reports.VILLAGE,
                        kind,
                        posting,
                        "/form/data",
                        List.of(photos),
                        VILLAGER,
                        app.clock().instant()));
    }

    PublicNotice post(UUID caseId) {
        return post(caseId, NoticeKind.RECOGNITION, POSTING, UUID.randomUUID());
    }

    PublicNotice end(UUID caseId, UUID... photos) {
        return inTransaction(
                caseId,
                step -> notices.end(
                        step.tx(),
                        step.file(),
                        List.of(photos),
                        VILLAGER,
                        app.clock().instant()));
    }

    Objection noteDown(UUID caseId, String text) {
        return inTransaction(
                caseId,
                step -> objections.noteDown(
                        step.tx(),
                        step.file(),
                        text,
                        "村东头老李",
                        "/form/data",
                        VILLAGER,
                        app.clock().instant()));
    }

    Objection resolve(UUID caseId, UUID objectionId, boolean founded, UUID by) {
        return inTransaction(
                caseId,
                step -> objections.resolve(
                        step.tx(),
                        step.file(),
                        objectionId,
                        founded,
                        "已入户核实，情况属实",
                        "/form/data",
                        by,
                        app.clock().instant()));
    }

    void sql(String sql, Object... values) {
        app.pool().preparedQuery(sql).execute(Tuple.from(values)).await();
    }
}
