package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.fangpin110.attachment.AttachmentRepository;
import org.fangpin110.attachment.DatabaseAttachmentStore;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.casefile.ProcedureRepository;
import org.fangpin110.casefile.QueueRepository;
import org.fangpin110.casefile.RiskLevelRepository;
import org.fangpin110.deadline.LimitKind;
import org.fangpin110.deadline.LimitUnit;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.household.KnownHouseholdRepository;
import org.fangpin110.household.RegistryRepository;
import org.fangpin110.household.RegistrySeal;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.FieldAlgorithm;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.crypto.MasterKey;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.policy.RiskPolicy;
import org.fangpin110.report.CaseReportRepository;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.ReceiptNumber;
import org.fangpin110.report.ReportContent;
import org.fangpin110.routing.Router;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.staff.StaffRepository;
import org.fangpin110.unit.AliasSuggestionRepository;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;

/** A staff door wired to a real database, without HTTP: people, cases, and what the tables hold afterwards. */
final class Desk {
    static final String BANNER = "152223000000";
    static final String TOWNSHIP = "152223100000";
    static final String OTHER_TOWNSHIP = "152223101000";

    private static final UnitTable UNITS = Units.shipped();
    private static final Router ROUTER = new Router(UNITS, Set.of(BANNER));
    private static final RiskPolicy NO_RISK_POLICY = new RiskPolicy(List.of(), List.of(), List.of());
    static final MasterKey KEY = MasterKey.random();
    private static final ReceiptNumber RECEIPTS = new ReceiptNumber();

    private static final PolicyLimits LIMITS = new PolicyLimits(
            Stream.of("AUTHORISE", "WHOLE_CHAIN", "PAUSE_CAP", "REOPEN_WINDOW")
                    .map(step -> new PolicyLimits.Limit(
                            "000000000000",
                            step,
                            10,
                            LimitUnit.WORK_DAY,
                            LimitKind.MAX,
                            LocalDate.of(2000, 1, 1),
                            null,
                            1))
                    .toList(),
            List.of());

    final Pool pool;
    final InstantSource clock = InstantSource.system();
    final TimeOrderedIds ids = new TimeOrderedIds(clock);
    final FieldCipher cipher = new FieldCipher(FieldAlgorithm.AES_256_GCM, KEY);
    final CaseworkService service;
    final CaseReader reader;
    final CaseView view;

    Desk(Pool pool, Vertx vertx) {
        this.pool = pool;
        CaseRepository cases = new CaseRepository();
        AuditTrail trail = new AuditTrail(ids, clock);
        WorkerExecutor workers = vertx.createSharedWorkerExecutor("photos", 1);
        CaseMoves moves =
                new CaseMoves(cases, new StaffRepository(), new TransferTargets(() -> UNITS, List.of(BANNER)));
        StepClock stepClock = new StepClock(WorkCalendar::shipped, () -> LIMITS);
        ProcedureRepository procedure = new ProcedureRepository();
        service = new CaseworkService(
                pool,
                cases,
                new KnownHouseholdRepository(),
                moves,
                "不像是申报，已办结",
                cipher,
                new CaseSteps(
                        cases,
                        procedure,
                        new CaseFacts(
                                cases,
                                procedure,
                                stepClock,
                                (tx, caseId) -> Future.succeededFuture(0),
                                (tx, caseId, by) -> Future.succeededFuture(0)),
                        moves,
                        stepClock,
                        new StepRecord(trail, new Outbox(), ids, clock),
                        new QueueBell(pool, cases)),
                new PlaceLearning(
                        () -> ROUTER,
                        new CaseReportRepository(),
                        new ReportContent(cipher),
                        new AliasSuggestionRepository(),
                        ids));
        reader = new CaseReader(
                pool,
                cases,
                new QueueRepository(),
                new CaseReportRepository(),
                new RegistryRepository(),
                new RiskLevelRepository(),
                new AttachmentRepository(),
                new DatabaseAttachmentStore(cipher, workers),
                trail,
                clock);
        view = new CaseView(
                new Messages(),
                () -> UNITS,
                cipher,
                new RegistrySeal(cipher, new BlindIndex(KEY)),
                () -> NO_RISK_POLICY,
                clock);
    }

    /** The n-th village of a township, as the shipped table knows it. */
    static String village(String township, int n) {
        return UNITS.children(township).get(n).code();
    }

    Words words() {
        return view.words(Language.ZH);
    }

    StaffMember somebody(Role role, String... units) {
        UUID id = ids.next();
        String account = "s" + id.toString().replace("-", "");
        pool.preparedQuery(
                        """
                        insert into staff (staff_id, account, display_name, password_hash, created_at, changed_at)
                        values ($1, $2, $3, 'x', now(), now())""")
                .execute(Tuple.of(id, account, "乌云" + account.substring(28)))
                .await();
        for (String unit : units) {
            pool.preparedQuery(
                            """
                            insert into staff_post (post_id, staff_id, role, unit_code, started_at)
                            values ($1, $2, $3, $4, now())""")
                    .execute(Tuple.of(ids.next(), id, role.name(), unit))
                    .await();
        }
        return new StaffMember(
                id,
                account,
                "乌云",
                Arrays.stream(units).map(unit -> new Post(role, unit)).toList());
    }

    UUID openCase(String owner) {
        return openCase(owner, "VILLAGE", false, clock.instant().plus(2, ChronoUnit.DAYS));
    }

    UUID openCase(String owner, String destination, boolean urgent, Instant dueAt) {
        UUID caseId = ids.next();
        UUID reportId = ids.next();
        String banner = owner.substring(0, 6);
        byte[] sealed = new ReportContent(cipher).seal(reportId, ReportContent.canonical(crackedWall()));
        JsonObject routing = new JsonObject()
                .put("destination", destination)
                .put("confidence", 0.9)
                .put("reasons", JsonArray.of(JsonObject.of("code", "text-village", "parameters", JsonArray.of(owner))))
                .put(
                        "candidates",
                        JsonArray.of(
                                JsonObject.of("unitCode", owner, "score", 0.9, "why", JsonArray.of("text-village"))))
                .put("algorithm", "1")
                .put("unitTableVersion", 1);
        JsonObject matching = JsonObject.of("outcome", "NEW", "confidence", 1.0, "reasons", new JsonArray());
        Instant now = clock.instant();
        pool.withTransaction(tx -> tx.preparedQuery(
                                """
                                insert into case_file (id, banner_code, owner_unit, destination, state, priority, received_at,
                                    due_at, promised_by, policy_version, person_index, first_report_id, changed_at)
                                values ($1, $2, $3, $4, 'RECEIVED', $5, $6, $7, $8, 1, $9, $10, $6)""")
                        .execute(Tuple.of(caseId, banner, owner, destination)
                                .addShort((short) (urgent ? 0 : 1))
                                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                                .addOffsetDateTime(dueAt.atOffset(ZoneOffset.UTC))
                                .addLocalDate(LocalDate.now(ZoneOffset.UTC).plusDays(15))
                                .addBuffer(Buffer.buffer(caseId.toString()))
                                .addUUID(reportId))
                        .compose(opened -> tx.preparedQuery(
                                        """
                                        insert into report (id, banner_code, receipt_no, resident_id, case_id, submitted_at,
                                            unit_code, promised_by, reporter_kind, risk_main, urgent, flags, routing,
                                            matching, consents, content)
                                        values ($1, $2, $3, $4, $5, now(), $6, current_date, 'SELF', 'HOUSING', false,
                                            '{phone-missing}', $7, $8, '{}', $9)""")
                                .execute(Tuple.of(reportId, banner, RECEIPTS.next(), ids.next(), caseId, owner)
                                        .addJsonObject(routing)
                                        .addJsonObject(matching)
                                        .addBuffer(Buffer.buffer(sealed))))
                        .compose(stored -> tx.preparedQuery(
                                        """
                                        insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, state,
                                            owner_unit, report_id)
                                        values ($1, $2, 1, now(), 'report-received', 'RESIDENT', 'RECEIVED', $3, $4)""")
                                .execute(Tuple.of(caseId, banner, owner, reportId))))
                .await();
        return caseId;
    }

    static NewReport crackedWall() {
        return new NewReport(
                "SELF",
                "HEAD",
                null,
                new NewReport.Subject("白音那", "13800000001", null, "152223196203153103", null),
                null,
                null,
                "好力保镇",
                null,
                null,
                null,
                null,
                "HOUSING",
                List.of(),
                "墙裂了",
                null,
                3,
                null,
                null,
                null,
                null,
                new NewReport.Consents("1", "1", "1"));
    }

    Case stored(UUID caseId, StaffMember reader) {
        return this.reader.read(reader, caseId).await().file();
    }

    RowSet<Row> rows(String sql, Object... values) {
        return pool.preparedQuery(sql).execute(Tuple.from(values)).await();
    }

    List<String> column(String sql, Object... values) {
        return rows(sql, values).stream().map(row -> row.getString(0)).toList();
    }
}
