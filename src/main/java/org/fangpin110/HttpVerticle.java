package org.fangpin110;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fangpin110.aftercare.AftercareHandler;
import org.fangpin110.aftercare.RatingHandler;
import org.fangpin110.attachment.AttachmentRepository;
import org.fangpin110.attachment.DatabaseAttachmentStore;
import org.fangpin110.audit.AuditHandler;
import org.fangpin110.audit.AuditRepository;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.audit.EvidenceHandler;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.casefile.QueueRepository;
import org.fangpin110.casefile.RiskLevelRepository;
import org.fangpin110.casework.CaseReader;
import org.fangpin110.casework.CaseSearch;
import org.fangpin110.casework.CaseView;
import org.fangpin110.casework.QueueHandler;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.escalation.AccountHandler;
import org.fangpin110.escalation.DutyHandler;
import org.fangpin110.escalation.DutyRosters;
import org.fangpin110.escalation.PostHandler;
import org.fangpin110.escalation.PostHandover;
import org.fangpin110.gazetteer.Gazetteer;
import org.fangpin110.household.CaseSearchKeys;
import org.fangpin110.household.RegistryRepository;
import org.fangpin110.household.RegistrySeal;
import org.fangpin110.insight.OverviewHandler;
import org.fangpin110.intake.ConsentTexts;
import org.fangpin110.intake.Dictionary;
import org.fangpin110.intake.DictionaryHandler;
import org.fangpin110.intake.IntakeHandler;
import org.fangpin110.intake.LookUp;
import org.fangpin110.intake.LookUpHandler;
import org.fangpin110.intake.Recognition;
import org.fangpin110.leaflet.LeafletHandler;
import org.fangpin110.notification.GrantHandler;
import org.fangpin110.notification.Grants;
import org.fangpin110.notification.MessageDeskHandler;
import org.fangpin110.notification.SmsPushHandler;
import org.fangpin110.notification.SmsReplyHandler;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.ConsolePages;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.platform.session.SessionHandler;
import org.fangpin110.platform.session.SessionRepository;
import org.fangpin110.platform.session.SessionRules;
import org.fangpin110.platform.session.Sessions;
import org.fangpin110.platform.session.SigningKey;
import org.fangpin110.platform.session.SubjectKind;
import org.fangpin110.platform.session.Tokens;
import org.fangpin110.report.CaseReportRepository;
import org.fangpin110.resident.ResidentAuthenticator;
import org.fangpin110.resident.ResidentHandler;
import org.fangpin110.resident.ResidentRepository;
import org.fangpin110.resident.ResidentSignIn;
import org.fangpin110.resident.TryRepository;
import org.fangpin110.resident.WechatPhone;
import org.fangpin110.sandbox.DecisionPage;
import org.fangpin110.staff.SignInLimits;
import org.fangpin110.staff.StaffAccounts;
import org.fangpin110.staff.StaffAuthenticator;
import org.fangpin110.staff.StaffHandler;
import org.fangpin110.staff.StaffRepository;
import org.fangpin110.staff.StaffSignIn;
import org.fangpin110.unit.UnitHandler;
import org.fangpin110.unit.UnitLookup;

/** One event loop of HTTP with its own doors and token cache; wired by hand. */
final class HttpVerticle extends VerticleBase {
    /** Vert.x gives all instances of one deployment the same free port for a negative one. */
    private static final int SHARED_RANDOM_PORT = -1;

    private final App app;
    private Tokens tokens;
    private Api api;
    private HttpServer server;

    HttpVerticle(App app) {
        this.app = app;
    }

    @Override
    public Future<?> start() {
        Pool pool = app.pool;
        AppConfig.Security security = app.config.security();
        StaffRepository staff = new StaffRepository();
        WorkerExecutor photoWorkers = vertx.createSharedWorkerExecutor("photo", 2);
        UnitLookup lookup = new UnitLookup(app.units::get, List.copyOf(app.config.servedUnits()));
        ConsentTexts consents = new ConsentTexts();
        tokens = new Tokens(vertx, app.clock, security.accessTokenLife(), app.signingKeys.get());
        Sessions sessions = new Sessions(
                pool,
                new SessionRepository(),
                tokens,
                app.ids,
                app.clock,
                Map.of(
                        SubjectKind.RESIDENT,
                        SessionRules.forResidents(security.residentSession()),
                        SubjectKind.STAFF,
                        SessionRules.forStaff(security.staffSession(), staff::isActive)));
        AuditTrail audit = new AuditTrail(app.ids, app.clock);
        Procedure procedure = new Procedure(app, audit, staff);
        IntakeHandler intake = IntakeHandler.of(new IntakeHandler.Needs(
                pool,
                app.lane,
                procedure.familyWord(),
                procedure.endOfCase(),
                app.units::get,
                app.router::get,
                app.limits::get,
                app.calendar::get,
                consents,
                app.cipher,
                new Recognition(app.index, app.print),
                app.messages,
                new Outbox(),
                photoWorkers,
                app.clock,
                app.ids));

        api = new Api(
                        vertx,
                        app.contract,
                        app.messages,
                        app.meters.requests(),
                        app.config.http().patience())
                .authenticate("residentToken", new ResidentAuthenticator(tokens))
                .authenticate("staffToken", new StaffAuthenticator(tokens, pool, staff));
        TryRepository tries = new TryRepository(app.index);
        new ResidentHandler(
                        new ResidentSignIn(
                                pool, new ResidentRepository(), sessions, app.ids, app.clock, app.outside::openid),
                        new WechatPhone(pool, tries, app.clock, app.outside::phoneNumber))
                .bind(api);
        new LookUpHandler(
                        new LookUp(pool, tries, app.cipher, new CaseSearchKeys(app.index), app.clock),
                        app.messages,
                        app.config.sms().proxies())
                .bind(api);
        new StaffHandler(
                        new StaffSignIn(
                                pool,
                                staff,
                                app.passwords,
                                sessions,
                                new SignInLimits(security.signInAttempts(), security.lock()),
                                app.clock),
                        app.units::get)
                .bind(api);
        new SessionHandler(sessions).bind(api);
        new UnitHandler(lookup).bind(api);
        new DictionaryHandler(
                        new Dictionary(
                                app.contract,
                                app.messages,
                                lookup,
                                consents,
                                app.config.wechat().templates(),
                                Map.of("reportsPerDay", app.config.intake().perResident())),
                        lookup)
                .bind(api);
        intake.bind(api);
        new AftercareHandler(new AftercareHandler.Needs(
                        pool,
                        procedure.familyWord(),
                        procedure.familyWord(),
                        app.limits::get,
                        app.calendar::get,
                        audit,
                        app.cipher,
                        app.index,
                        app.messages,
                        app.ids::next,
                        app.clock))
                .bind(api);
        new RatingHandler(pool, app.clock).bind(api);
        MessageDeskHandler.of(
                        pool,
                        app.cipher,
                        audit,
                        app.messages,
                        app.units::get,
                        app.ids::next,
                        app.clock,
                        WorkCalendar.ZONE)
                .bind(api);
        new SmsReplyHandler(pool, app.cipher, audit, app.clock).bind(api);
        new GrantHandler(new Grants(pool, app.ids::next, app.clock)).bind(api);
        new SmsPushHandler(app.smsDoors(), app.config.sms().proxies(), app.smsReceipts(), app.smsReplies()).bind(api);
        CaseView caseView = new CaseView(
                app.messages,
                app.units::get,
                app.cipher,
                new RegistrySeal(app.cipher, app.index),
                app.risk::get,
                app.clock);
        CaseReader reader = new CaseReader(
                pool,
                new CaseRepository(),
                new QueueRepository(),
                new CaseReportRepository(),
                new RegistryRepository(),
                new RiskLevelRepository(),
                new AttachmentRepository(),
                new DatabaseAttachmentStore(app.cipher, photoWorkers),
                audit,
                app.clock);
        new QueueHandler(reader, new CaseSearch(pool, new CaseSearchKeys(app.index), audit), caseView, app.queueEvents)
                .bind(api);
        new OverviewHandler(pool, app.units::get, app.clock).bind(api);
        procedure.bind(api, reader, caseView, photoWorkers);
        new LeafletHandler(
                        vertx,
                        app.leaflets,
                        app.units::get,
                        app.messages,
                        app.config.wechat().settings().appId())
                .bind(api);
        new AuditHandler(pool, new AuditRepository(), audit).bind(api);
        new DutyHandler(new DutyRosters(pool, app.cipher, audit, app.ids, app.clock), app.units::get).bind(api);
        new AccountHandler(
                        new StaffAccounts(pool, staff, sessions, app.passwords, app.ids, app.clock),
                        audit,
                        app.units::get)
                .bind(api);
        new PostHandler(new PostHandover(pool, audit, app.clock), app.units::get, app.ids).bind(api);
        new EvidenceHandler(app.evidence()).bind(api);
        Gazetteer gazetteer = app.gazetteer(app::reloadUnits);
        gazetteer.unitHandler().bind(api);
        gazetteer.changeHandler().bind(api);
        gazetteer.aliasHandler().bind(api);
        app.config.servedUnits().forEach(served -> intake.warmUp(context, app.units.get(), consents, served));
        return listen();
    }

    private Future<?> listen() {
        Router router = Router.router(vertx);
        Management.mountHealth(router, app);
        app.outside.sandbox().ifPresent(sandbox -> {
            sandbox.pages().mount(router);
            new DecisionPage(sandbox.profile(), app.pool).mount(router);
        });
        ConsolePages console = new ConsolePages(app.messages);
        if (console.isBuilt()) {
            console.mount(router);
        } else if (app.outside.sandbox().isPresent()) {
            router.get("/").handler(ctx -> ctx.redirect("/dev/"));
        }
        api.mount(router);
        console.mountNothing(router);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(app.config.http().host())
                .setPort(
                        app.config.http().port() == 0
                                ? SHARED_RANDOM_PORT
                                : app.config.http().port())
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(120)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxInitialLineLength(4096)
                .setMaxHeaderSize(16 * 1024)
                .setHandle100ContinueAutomatically(true)
                .setCompressionSupported(true)
                .setTcpNoDelay(true);
        server = vertx.createHttpServer(options)
                .connectionHandler(api::connectionOpened)
                .invalidRequestHandler(api::invalid)
                .requestHandler(router);
        app.loops.add(this);
        return server.listen();
    }

    int port() {
        return server.actualPort();
    }

    void useKeys(List<SigningKey> keys) {
        context.runOnContext(swap -> tokens.useKeys(keys));
    }

    /** Closes the port, answers what was taken, at most for the configured time. */
    Future<Void> drain() {
        Promise<Void> done = Promise.promise();
        Duration most = app.config.http().drain();
        context.runOnContext(begin -> server.shutdown(most.toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .onComplete(closed -> done.complete()));
        return done.future();
    }
}
