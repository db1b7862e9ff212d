package org.fangpin110;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.UUID;
import org.fangpin110.attachment.CaseEvidenceRepository;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.BounceRepository;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.casefile.ProcedureRepository;
import org.fangpin110.casefile.RiskLevelRepository;
import org.fangpin110.casefile.SuggestionRepository;
import org.fangpin110.casework.BounceHandler;
import org.fangpin110.casework.CaseFacts;
import org.fangpin110.casework.CaseHandler;
import org.fangpin110.casework.CaseMoves;
import org.fangpin110.casework.CaseReader;
import org.fangpin110.casework.CaseSteps;
import org.fangpin110.casework.CaseView;
import org.fangpin110.casework.CaseworkService;
import org.fangpin110.casework.ComparisonHandler;
import org.fangpin110.casework.ComparisonService;
import org.fangpin110.casework.FamilyWord;
import org.fangpin110.casework.PlaceLearning;
import org.fangpin110.casework.ProcedureHandler;
import org.fangpin110.casework.ProcedureService;
import org.fangpin110.casework.QueueBell;
import org.fangpin110.casework.ResidentSteps;
import org.fangpin110.casework.RiskHandler;
import org.fangpin110.casework.RiskService;
import org.fangpin110.casework.RiskView;
import org.fangpin110.casework.StepClock;
import org.fangpin110.casework.StepRecord;
import org.fangpin110.casework.TransferTargets;
import org.fangpin110.form.CaseForms;
import org.fangpin110.form.FormCatalogue;
import org.fangpin110.form.FormHandler;
import org.fangpin110.form.FormRepository;
import org.fangpin110.form.FormSeal;
import org.fangpin110.form.FoundForms;
import org.fangpin110.household.KnownHouseholdRepository;
import org.fangpin110.household.RegistryRepository;
import org.fangpin110.household.RegistrySeal;
import org.fangpin110.infocheck.InformationCheckHandler;
import org.fangpin110.notice.CasePauses;
import org.fangpin110.notice.NoticeHandler;
import org.fangpin110.notice.Notices;
import org.fangpin110.notice.ObjectionHandler;
import org.fangpin110.notice.ObjectionRepository;
import org.fangpin110.notice.Objections;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.report.CaseReportRepository;
import org.fangpin110.report.ReportContent;
import org.fangpin110.revisit.RevisitHandler;
import org.fangpin110.revisit.Revisits;
import org.fangpin110.separation.ConflictHandler;
import org.fangpin110.staff.StaffRepository;
import org.fangpin110.unit.AliasSuggestionRepository;

/** The procedure of a case and its doors, wired by hand; one an event loop. */
final class Procedure {
    private final App app;
    private final AuditTrail audit;
    private final CaseRepository cases = new CaseRepository();
    private final ProcedureRepository procedure = new ProcedureRepository();
    private final FormCatalogue formCatalogue = new FormCatalogue();
    private final FormSeal formSeal;
    private final StepClock stepClock;
    private final CaseMoves moves;
    private final CaseSteps steps;
    private final Notices notices;
    private final Objections objections;
    private final EndOfCase endOfCase;
    private final ProcedurePapers papers;
    private final FamilyWord familyWord;

    Procedure(App app, AuditTrail audit, StaffRepository staff) {
        this.app = app;
        this.audit = audit;
        TransferTargets targets = new TransferTargets(app.units::get, app.config.servedUnits());
        moves = new CaseMoves(cases, staff, targets);
        stepClock = new StepClock(app.calendar::get, app.limits::get);
        steps = new CaseSteps(
                cases,
                procedure,
                new CaseFacts(
                        cases,
                        procedure,
                        stepClock,
                        app.informationChecks()::openCount,
                        new ObjectionRepository()::countOpen),
                moves,
                stepClock,
                new StepRecord(audit, new Outbox(), app.ids, app.clock),
                new QueueBell(app.pool, cases));
        notices = new Notices(new Notices.Needs(
                app.units::get, app.limits::get, app.calendar::get, app.cipher, app.index, app.messages, app.ids));
        objections = new Objections(
                app.pool,
                app.cipher,
                app.index,
                new CasePauses() {
                    @Override
                    public Future<Void> beginObjection(
                            SqlClient tx, UUID caseId, String bannerCode, UUID objectionId, Instant at) {
                        return steps.objected(tx, caseId, at);
                    }

                    /** The step that decides lets the clock go on. */
                    @Override
                    public Future<Void> endObjection(
                            SqlClient tx, UUID caseId, String bannerCode, UUID objectionId, Instant at) {
                        return Future.succeededFuture();
                    }
                },
                audit,
                new Outbox(),
                app.ids,
                app.clock);
        endOfCase = new EndOfCase(notices, app.informationChecks(), new Outbox());
        formSeal = new FormSeal(app.cipher);
        papers = new ProcedurePapers(
                new CaseForms(
                        formCatalogue,
                        new FormRepository(),
                        new CaseEvidenceRepository(),
                        formSeal,
                        app.ids,
                        app.clock),
                notices,
                objections,
                app.informationChecks(),
                app.revisitDraw(),
                app.villageSkip(),
                endOfCase);
        familyWord = new FamilyWord(new ResidentSteps(cases, procedure, steps, targets, moves, app.cipher), app.cipher);
    }

    /** What a case does on its family's word. */
    FamilyWord familyWord() {
        return familyWord;
    }

    EndOfCase endOfCase() {
        return endOfCase;
    }

    void bind(Api api, CaseReader reader, CaseView view, WorkerExecutor photoWorkers) {
        new ProcedureHandler(
                        app.pool,
                        new ProcedureService(app.pool, cases, procedure, steps, stepClock, papers, app.cipher),
                        procedure,
                        view)
                .bind(api);
        new CaseHandler(
                        reader,
                        new CaseworkService(
                                app.pool,
                                cases,
                                new KnownHouseholdRepository(),
                                moves,
                                app.messages.text(Language.ZH, "answer.off-topic"),
                                app.cipher,
                                steps,
                                new PlaceLearning(
                                        app.router::get,
                                        new CaseReportRepository(),
                                        new ReportContent(app.cipher),
                                        new AliasSuggestionRepository(),
                                        app.ids)),
                        view)
                .bind(api);
        new RiskHandler(
                        new RiskService(
                                app.pool,
                                cases,
                                new RiskLevelRepository(),
                                new CaseReportRepository(),
                                new RegistryRepository(),
                                new FoundForms(new FormRepository(), formSeal),
                                app.risk::get,
                                app.cipher,
                                audit,
                                new StepRecord(audit, new Outbox(), app.ids, app.clock),
                                app.clock),
                        new RiskView(app.messages, app.units::get, app.risk::get, app.cipher))
                .bind(api);
        new InformationCheckHandler(app.informationChecks(), app.messages, app.clock).bind(api);
        new ConflictHandler(app.pool, app.villageSkip()).bind(api);
        new RevisitHandler(new Revisits(app.pool, app.cipher, audit, app.clock), app.messages, app.clock).bind(api);
        new BounceHandler(app.pool, new BounceRepository(), view, app.clock).bind(api);
        new ComparisonHandler(
                        new ComparisonService(
                                app.pool,
                                new SuggestionRepository(),
                                cases,
                                new CaseReportRepository(),
                                app.cipher,
                                audit,
                                new StepRecord(audit, new Outbox(), app.ids, app.clock)),
                        view)
                .bind(api);
        new NoticeHandler(app.pool, notices, app.messages, app.config.publicUrl(), audit, photoWorkers, app.clock)
                .bind(api);
        new ObjectionHandler(
                        app.pool,
                        notices,
                        objections,
                        app.messages,
                        app.config.wechat().settings().appId(),
                        app.clock)
                .bind(api);
        new FormHandler(new FormHandler.Needs(
                        app.pool,
                        formCatalogue,
                        app.cipher,
                        new RegistrySeal(app.cipher, app.index),
                        audit,
                        app.messages,
                        app.units::get,
                        photoWorkers,
                        app.ids,
                        app.clock))
                .bind(api);
    }
}
