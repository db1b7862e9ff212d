package org.fangpin110.support;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fangpin110.App;
import org.fangpin110.AppConfig;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.escalation.PostHandover;
import org.fangpin110.household.KnownHouseholdRepository;
import org.fangpin110.household.RegistryImport;
import org.fangpin110.household.RegistryLoad;
import org.fangpin110.household.RegistryRepository;
import org.fangpin110.household.RegistrySeal;
import org.fangpin110.platform.config.Settings;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.crypto.PasswordHash;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.metrics.Meters;
import org.fangpin110.platform.session.SessionRepository;
import org.fangpin110.platform.session.Sessions;
import org.fangpin110.sandbox.InboxMessage;
import org.fangpin110.staff.DemoStaff;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffAccounts;
import org.fangpin110.staff.StaffRepository;
import org.fangpin110.unit.UnitRepository;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The real application on a real database, once a test class: free ports, sandbox WeChat and SMS, demo staff. Time and the
 * outbox move by hand. It is Monday noon in Inner Mongolia when it starts.
 */
public final class TestApp implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    public static final String BANNER = "152223000000";

    private final Map<String, String> settings = new HashMap<>();
    private ManualClock clock = new ManualClock(Instant.parse("2026-11-23T04:00:00Z"));
    private String database;
    private Path data;
    private Vertx vertx;
    private AppConfig config;
    private App app;

    /** With settings other than the defaults, by the names of environment variables. */
    public static TestApp with(Map<String, String> environment) {
        TestApp test = new TestApp();
        test.settings.putAll(environment);
        return test;
    }

    /** It is this moment when it starts. */
    public static TestApp at(Instant start) {
        return at(start, Map.of());
    }

    public static TestApp at(Instant start, Map<String, String> environment) {
        TestApp test = with(environment);
        test.clock = new ManualClock(start);
        return test;
    }

    /** One more node on the same database, with the same keys and clock; the caller stops it. */
    public TestApp another(Map<String, String> environment) throws IOException {
        TestApp other = with(settings);
        other.settings.putAll(environment);
        other.clock = clock;
        other.database = database;
        other.data = data;
        return other.start();
    }

    /** On a database that was prepared already, see {@link TestServer#create}. */
    public static TestApp on(String database) {
        TestApp test = new TestApp();
        test.database = database;
        return test;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        start();
    }

    public TestApp start() throws IOException {
        TestServer server = TestServer.get();
        if (database == null) {
            database = server.create(true);
        }
        if (data == null) {
            data = Files.createTempDirectory("fangpin110");
        }
        Map<String, String> environment = new HashMap<>(Map.of(
                "FANGPIN_HTTP_PORT", "0",
                "FANGPIN_HTTP_HOST", "127.0.0.1",
                "FANGPIN_HTTP_MANAGEMENT_PORT", "0",
                "FANGPIN_HTTP_DRAIN_SECONDS", "2",
                "FANGPIN_DATA_DIRECTORY", data.toString(),
                "FANGPIN_OUTBOX_RELAY", "false"));
        environment.putAll(settings);
        Meters meters = new Meters();
        vertx = Vertx.builder()
                .with(new VertxOptions().setMetricsOptions(meters.vertxOptions()))
                .withMetrics(meters.forVertx())
                .build();
        config = AppConfig.of(new Settings(Optional.empty(), environment));
        app = new App(vertx, config, server.database(database), clock, meters);
        app.start().await();
        return this;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    public void stop() {
        app.stop().await();
        vertx.close().await();
    }

    public ManualClock clock() {
        return clock;
    }

    public App app() {
        return app;
    }

    public Pool pool() {
        return app.pool();
    }

    /** What migrations run as: may change the tables themselves. The application may not. */
    public Pool ownerPool() {
        return TestServer.get().pool(database, 1);
    }

    /** What the application encrypts fields with. */
    public FieldCipher cipher() {
        return new FieldCipher(
                config.security().fieldAlgorithm(), config.security().masterKey());
    }

    public String url() {
        return "http://127.0.0.1:" + app.port();
    }

    public int port() {
        return app.port();
    }

    /** Loads the sample registry of the test resources as {@code registry import} does. */
    public RegistryLoad loadSampleRegistry() {
        AppConfig.Security security = config.security();
        RegistrySeal seal = new RegistrySeal(
                new FieldCipher(security.fieldAlgorithm(), security.masterKey()), new BlindIndex(security.masterKey()));
        Path sample = Path.of("src/test/resources/registry");
        try {
            return new RegistryImport(new RegistryRepository(), new KnownHouseholdRepository(), seal, clock)
                    .apply(
                            pool(),
                            new UnitRepository().load(pool()).await(),
                            new RegistryImport.Source(
                                    sample.resolve("households.csv"),
                                    sample.resolve("persons.csv"),
                                    LocalDate.of(2026, 11, 1),
                                    false),
                            RegistryImport.Progress.SILENT)
                    .await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody without a token. */
    public Visitor stranger() {
        return new Visitor(url(), null);
    }

    /** What the phone button of WeChat gives somebody with this number. */
    public String phoneCode(String phone) {
        return app.sandbox().orElseThrow().wechat().phoneCode(phone);
    }

    /** A WeChat user, signed in. */
    public Visitor resident(String user) {
        String code = app.sandbox().orElseThrow().wechat().loginCode(user);
        Answer answer = stranger().post("/api/v1/resident-sessions", new JsonObject().put("code", code));
        return new Visitor(url(), answer.json().getString("accessToken"));
    }

    /** A demo account, signed in, for example {@code village-152223107208}. */
    public Visitor staff(String account) {
        return signedIn(account, password(account));
    }

    private Visitor signedIn(String account, String password) {
        Answer answer = stranger()
                .post(
                        "/api/v1/staff-sessions",
                        new JsonObject().put("account", account).put("password", password));
        return new Visitor(url(), answer.json().getString("accessToken"));
    }

    public Visitor village(String unitCode) {
        return staff("village-" + unitCode);
    }

    /** @param unitCode 12 digits */
    public Visitor township(String unitCode) {
        return staff("town-" + unitCode.substring(0, 9));
    }

    public Visitor desk() {
        return staff("desk-152223");
    }

    /** A new staff member with these posts, signed in. */
    public Visitor newStaff(String account, Post... posts) {
        StaffAccounts.Added added = added(account, posts);
        return signedIn(added.account(), added.password());
    }

    /** A new staff member with these posts, signed in whenever they act. */
    public Colleague colleague(String account, Post... posts) {
        StaffAccounts.Added added = added(account, posts);
        return new Colleague(() -> signedIn(added.account(), added.password()), clock);
    }

    private StaffAccounts.Added added(String account, Post... posts) {
        return staffAccounts()
                .add(
                        account,
                        "试用" + account,
                        List.of(posts),
                        new UnitRepository().load(pool()).await())
                .await();
    }

    /** From now on this account is nobody's. */
    public void deactivate(String account) {
        new PostHandover(pool(), new AuditTrail(new TimeOrderedIds(clock), clock), clock)
                .deactivate(staffAccounts(), account)
                .await();
    }

    private StaffAccounts staffAccounts() {
        TimeOrderedIds ids = new TimeOrderedIds(clock);
        Sessions sessions = new Sessions(pool(), new SessionRepository(), null, ids, clock, Map.of());
        return new StaffAccounts(pool(), new StaffRepository(), sessions, new PasswordHash(vertx), ids, clock);
    }

    /** The password of a demo account. */
    public String password(String account) {
        return app.newDemoStaff().stream()
                .filter(demo -> demo.account().equals(account))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no demo account " + account))
                .password();
    }

    public Optional<DemoStaff.Account> anyStaff(Role role) {
        return app.newDemoStaff().stream().filter(demo -> demo.role() == role).findFirst();
    }

    /** Sends everything that is owed now, and tells what people got, newest first. */
    public List<InboxMessage> deliver() {
        app.relay().runOnce().await();
        return app.sandbox().orElseThrow().inbox().messages(null, 0, 5_000);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestApp.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }
}
