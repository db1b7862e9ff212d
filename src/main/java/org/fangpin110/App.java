package org.fangpin110;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.audit.EvidencePack;
import org.fangpin110.audit.Sealer;
import org.fangpin110.casework.QueueEvents;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.escalation.Escalation;
import org.fangpin110.escalation.StaffNotices;
import org.fangpin110.gazetteer.Gazetteer;
import org.fangpin110.household.CaseSearchKeys;
import org.fangpin110.infocheck.InformationChecks;
import org.fangpin110.intake.AfterSubmission;
import org.fangpin110.intake.ConflictScreening;
import org.fangpin110.intake.IntakeBounds;
import org.fangpin110.intake.SearchKeys;
import org.fangpin110.intake.SubmissionLane;
import org.fangpin110.leaflet.Leaflets;
import org.fangpin110.notification.Notifier;
import org.fangpin110.notification.ReplyPolicy;
import org.fangpin110.notification.SmsPushHandler;
import org.fangpin110.notification.SmsReceipts;
import org.fangpin110.notification.SmsReplies;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.crypto.PasswordHash;
import org.fangpin110.platform.crypto.TextPrint;
import org.fangpin110.platform.db.ChangeListener;
import org.fangpin110.platform.db.Database;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.http.Contract;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.metrics.Meters;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.platform.outbox.Relay;
import org.fangpin110.platform.outbox.RelaySettings;
import org.fangpin110.platform.session.SigningKey;
import org.fangpin110.platform.session.SigningKeys;
import org.fangpin110.policy.CalendarRepository;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.policy.PolicyRepository;
import org.fangpin110.policy.RiskPolicy;
import org.fangpin110.policy.RiskPolicyRepository;
import org.fangpin110.report.CorrectionContent;
import org.fangpin110.report.ReportContent;
import org.fangpin110.revisit.RevisitDraw;
import org.fangpin110.routing.PositionIndex;
import org.fangpin110.routing.Router;
import org.fangpin110.separation.VillageSkip;
import org.fangpin110.staff.DemoStaff;
import org.fangpin110.staff.StaffRepository;
import org.fangpin110.unit.UnitRepository;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node: everything process-wide, in the order it starts; {@link HttpVerticle} wires what each event loop has. */
public final class App {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);
    /** For all leaflets of a banner, WeChat's codes included. */
    private static final Duration LEAFLET_TIME = Duration.ofMinutes(2);

    final Vertx vertx;
    final AppConfig config;
    final Database database;
    final InstantSource clock;
    final Meters meters;
    final Contract contract = Contract.load();
    final Messages messages = new Messages();
    final TimeOrderedIds ids;
    final FieldCipher cipher;
    final BlindIndex index;
    final TextPrint print;
    final PasswordHash passwords;
    final Pool pool;
    final AtomicReference<UnitTable> units = new AtomicReference<>(UnitTable.EMPTY);
    final AtomicReference<Router> router = new AtomicReference<>();
    final AtomicReference<WorkCalendar> calendar = new AtomicReference<>();
    final AtomicReference<PolicyLimits> limits = new AtomicReference<>();
    final AtomicReference<RiskPolicy> risk = new AtomicReference<>();
    final AtomicReference<List<SigningKey>> signingKeys = new AtomicReference<>();
    final QueueEvents queueEvents;
    final List<HttpVerticle> loops = new CopyOnWriteArrayList<>();

    final Sealer sealer;
    private Escalation escalation;
    Outside outside;
    SubmissionLane lane;
    Leaflets leaflets;
    private Relay relay;
    private ChangeListener changes;
    private Management management;
    private Reloading reloading;
    private List<DemoStaff.Account> demoStaff = List.of();
    private volatile boolean ready;

    public App(Vertx vertx, AppConfig config, Database database, InstantSource clock, Meters meters) {
        this.vertx = vertx;
        this.config = config;
        this.database = database;
        this.clock = clock;
        this.meters = meters;
        ids = new TimeOrderedIds(clock);
        cipher = new FieldCipher(
                config.security().fieldAlgorithm(), config.security().masterKey());
        index = new BlindIndex(config.security().masterKey());
        print = new TextPrint(config.security().masterKey());
        passwords = new PasswordHash(vertx);
        pool = database.pool(vertx, config.database().poolSize());
        sealer = new Sealer(pool, clock, meters.registry());
        queueEvents = new QueueEvents(clock.millis(), QueueEvents.Limits.DEFAULT);
    }

    /** Completes when the node answers; the schema must be up to date. */
    public Future<App> start() {
        return guardHistory()
                .compose(guarded -> new Units(new UnitRepository(), clock).loadOrSeed(pool))
                .compose(table -> {
                    use(table);
                    return new CalendarRepository().load(pool);
                })
                .compose(known -> {
                    calendar.set(known);
                    return new PolicyRepository().limits(pool);
                })
                .compose(found -> {
                    limits.set(found);
                    return new RiskPolicyRepository().load(pool);
                })
                .compose(found -> {
                    risk.set(found);
                    return keys().loadOrCreate();
                })
                .compose(found -> {
                    signingKeys.set(found);
                    return Outside.open(this);
                })
                .compose(opened -> {
                    outside = opened;
                    leaflets = new Leaflets(
                            vertx, units::get, config.publicUrl(), opened.wechat(), messages, clock, LEAFLET_TIME);
                    return demoStaff();
                })
                .compose(accounts -> {
                    demoStaff = accounts;
                    return startRelay();
                })
                .compose(started -> deployLoops())
                .compose(deployed -> {
                    reloading = new Reloading(this);
                    return vertx.deployVerticle(
                            reloading, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
                })
                .compose(deployed -> {
                    escalation = Escalation.of(pool, calendar::get, limits::get, ids, clock, meters.registry());
                    return config.relay()
                            ? vertx.deployVerticle(new Escalating(escalation)).<Object>mapEmpty()
                            : Future.succeededFuture();
                })
                .compose(deployed -> config.relay()
                        ? vertx.deployVerticle(new SeedKeeping(revisitDraw(), pool))
                                .compose(kept -> vertx.deployVerticle(new SmsSettling(smsReceipts())))
                                .compose(settling -> vertx.deployVerticle(new Sealing(sealer)))
                                .<Object>mapEmpty()
                        : Future.succeededFuture())
                .compose(deployed -> Management.start(this))
                .map(started -> {
                    management = started;
                    ready = true;
                    return this;
                });
    }

    private Future<Void> guardHistory() {
        return Database.couldRewriteHistory(pool).map(could -> {
            if (could && config.production()) {
                throw new CommandFailure("数据库用户能改写事项经过和审计记录：请用 DATABASE_OWNER_URL 给出所有者，DATABASE_URL 用另一个用户。"
                        + " / The database user could rewrite history: name the owner in DATABASE_OWNER_URL and another user in"
                        + " DATABASE_URL.");
            }
            if (could) {
                LOG.atWarn().log("The database user could rewrite the history of cases; production refuses this");
            }
            return null;
        });
    }

    /** Swaps table and router; the router takes a while to build: never on an event loop once requests are served. */
    void use(UnitTable table) {
        units.set(table);
        router.set(new Router(table, config.servedUnits(), PositionIndex.EMPTY, config.splitResidence()));
    }

    /** The administrators' door. @param reload brings table and router of this node up to date */
    Gazetteer gazetteer(Supplier<Future<Void>> reload) {
        return Gazetteer.of(new Gazetteer.Needs(
                pool, units::get, router::get, config.servedUnits(), reload, cipher, messages, ids, clock));
    }

    /** For a request that changed the units: done when this node works by them. */
    Future<Void> reloadUnits() {
        return reloading.unitsNow();
    }

    /** What happens once a minute, now; for tests. */
    public Future<Void> lookAround() {
        return reloading.now();
    }

    VillageSkip villageSkip() {
        return new VillageSkip(pool, units::get, new AuditTrail(ids, clock), clock);
    }

    InformationChecks informationChecks() {
        return new InformationChecks(pool, calendar::get, limits::get, cipher, new AuditTrail(ids, clock), ids, clock);
    }

    RevisitDraw revisitDraw() {
        return new RevisitDraw(calendar::get, limits::get, cipher, new AuditTrail(ids, clock), ids, clock);
    }

    SigningKeys keys() {
        return new SigningKeys(vertx, pool, cipher, clock, config.security().accessTokenLife());
    }

    private Future<List<DemoStaff.Account>> demoStaff() {
        if (config.production()) {
            return Future.succeededFuture(List.of());
        }
        return new DemoStaff(pool, new StaffRepository(), passwords, cipher, ids, clock)
                .createDemoStaff(List.copyOf(config.servedUnits()), units.get());
    }

    private Future<Void> startRelay() {
        Notifier notifier = Notifier.of(
                pool,
                new Notifier.WechatWay(
                        outside.wechat(), config.wechat().templates().get("progress"), "pages/report/detail"),
                smsWay(),
                new ReportContent(cipher),
                new CorrectionContent(cipher),
                cipher,
                messages,
                units::get,
                ids::next,
                clock,
                ReplyPolicy.STANDARD);
        AfterSubmission afterSubmission =
                new AfterSubmission(pool, new Outbox(), new ReportContent(cipher), index, outside.wechat(), ids, clock);
        StaffNotices staffNotices =
                new StaffNotices(pool, outside.sms(), config.sms().signature(), messages, units::get, cipher, clock);
        RelayWork work = new RelayWork(
                afterSubmission,
                new ConflictScreening(pool, new ReportContent(cipher), villageSkip()),
                new SearchKeys(pool, new ReportContent(cipher), new CaseSearchKeys(index)),
                notifier,
                staffNotices,
                smsReplies());
        relay = new Relay(
                vertx, pool, new Outbox(), clock, RelaySettings.standard(config.outboxInFlight()), work::handle);
        queueEvents.subscribe(vertx.eventBus());
        changes = new ChangeListener(vertx, database.connectOptions());
        if (config.relay()) {
            vertx.eventBus().<String>localConsumer(ChangeListener.ADDRESS, message -> relay.wake());
            relay.start();
        }
        return changes.start();
    }

    private Notifier.SmsWay smsWay() {
        return new Notifier.SmsWay(
                outside.sms(), config.sms().signature(), config.sms().limits(), index);
    }

    SmsReplies smsReplies() {
        return new SmsReplies(new SmsReplies.Needs(
                pool, smsWay(), cipher, messages, ids::next, clock, ReplyPolicy.STANDARD, () -> router.get()
                        .centralDesk()));
    }

    /** Of the providers that call back and have a key. */
    Map<String, SmsPushHandler.Door> smsDoors() {
        Map<String, SmsPushHandler.Door> doors = new HashMap<>();
        outside.sms().behind().forEach(provider -> provider.callbacks().ifPresent(callbacks -> {
            SmsConfig.Door door = config.sms().doors().get(provider.id());
            if (door != null) {
                doors.put(provider.id(), new SmsPushHandler.Door(callbacks, door.key(), door.addresses()));
            }
        }));
        return doors;
    }

    public SmsReceipts smsReceipts() {
        return new SmsReceipts(pool, index, clock);
    }

    private Future<Void> deployLoops() {
        AppConfig.Intake intake = config.intake();
        lane = SubmissionLane.of(
                database,
                pool,
                router::get,
                calendar::get,
                limits::get,
                clock,
                ids,
                new IntakeBounds(
                        intake.batchSize(),
                        intake.waitingBound(),
                        intake.perResident(),
                        intake.perPhone(),
                        intake.perDevice()));
        int count = config.http().eventLoops() > 0
                ? config.http().eventLoops()
                : Runtime.getRuntime().availableProcessors();
        DeploymentOptions options =
                new DeploymentOptions().setInstances(count).setThreadingModel(ThreadingModel.EVENT_LOOP);
        return vertx.deployVerticle(lane)
                .compose(deployed -> vertx.deployVerticle(() -> new HttpVerticle(this), options))
                .mapEmpty();
    }

    /** The port residents and staff reach. */
    public int port() {
        return loops.get(0).port();
    }

    public int managementPort() {
        return management.port();
    }

    /** Demo accounts made by this start; empty ever after. */
    public List<DemoStaff.Account> newDemoStaff() {
        return demoStaff;
    }

    /** Moves the outbox by hand; for tests. */
    public Relay relay() {
        return relay;
    }

    /** The work on late cases, by hand; for tests. */
    public Escalation escalation() {
        return escalation;
    }

    /** The audit chain, by hand; for tests. */
    public Sealer sealer() {
        return sealer;
    }

    EvidencePack evidence() {
        return new EvidencePack(vertx, pool, sealer, ids, clock);
    }

    public Pool pool() {
        return pool;
    }

    public Optional<Outside.Sandbox> sandbox() {
        return outside.sandbox();
    }

    public boolean isReady() {
        return ready;
    }

    private Future<Void> closeLane() {
        return lane.drain().compose(drained -> vertx.undeploy(lane.deploymentID()));
    }

    /** Stops taking, finishes what was taken, then lets go; the database server is not ours to stop. */
    public Future<Void> stop() {
        ready = false;
        List<Future<Void>> drained = new ArrayList<>();
        loops.forEach(loop -> drained.add(loop.drain()));
        return Future.join(new ArrayList<Future<?>>(drained))
                .otherwiseEmpty()
                .compose(done -> lane == null ? Future.succeededFuture() : closeLane())
                .otherwiseEmpty()
                .compose(done -> relay == null ? Future.succeededFuture() : relay.drain())
                .otherwiseEmpty()
                .compose(done -> changes == null ? Future.succeededFuture() : changes.stop())
                .otherwiseEmpty()
                .compose(done -> outside == null ? Future.succeededFuture() : outside.close())
                .otherwiseEmpty()
                .compose(done -> pool.close())
                .otherwiseEmpty()
                .mapEmpty();
    }
}
