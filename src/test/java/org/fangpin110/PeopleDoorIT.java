package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.json.schema.Validator;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fangpin110.intake.ConsentTexts;
import org.fangpin110.intake.Dictionary;
import org.fangpin110.intake.DictionaryHandler;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.MasterKey;
import org.fangpin110.platform.crypto.PasswordHash;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Contract;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Schemas;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.session.SessionHandler;
import org.fangpin110.platform.session.SessionRepository;
import org.fangpin110.platform.session.SessionRules;
import org.fangpin110.platform.session.Sessions;
import org.fangpin110.platform.session.SubjectKind;
import org.fangpin110.platform.session.TestKeys;
import org.fangpin110.platform.session.Tokens;
import org.fangpin110.resident.ResidentAuthenticator;
import org.fangpin110.resident.ResidentHandler;
import org.fangpin110.resident.ResidentRepository;
import org.fangpin110.resident.ResidentSignIn;
import org.fangpin110.resident.TryRepository;
import org.fangpin110.resident.WechatPhone;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.SignInLimits;
import org.fangpin110.staff.StaffAccounts;
import org.fangpin110.staff.StaffAuthenticator;
import org.fangpin110.staff.StaffHandler;
import org.fangpin110.staff.StaffRepository;
import org.fangpin110.staff.StaffSignIn;
import org.fangpin110.support.TestDatabase;
import org.fangpin110.unit.UnitHandler;
import org.fangpin110.unit.UnitLookup;
import org.fangpin110.unit.UnitTable;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions, staff, units and the dictionary through HTTP; every answer is held against the contract. */
@ExtendWith({TestDatabase.class, VertxExtension.class})
class PeopleDoorIT {
    private static final Contract CONTRACT = Contract.load();
    private static final UnitTable UNITS = Units.shipped();
    private static final String BANNER = "152223000000";
    private static final String COMMUNITY = "152223100021";

    private WebClient client;
    private StaffAccounts.Added clerk;

    @BeforeEach
    void listen(Vertx vertx, Pool pool) {
        InstantSource clock = InstantSource.system();
        StaffRepository staff = new StaffRepository();
        TimeOrderedIds ids = new TimeOrderedIds(clock);
        PasswordHash passwords = new PasswordHash(vertx);
        Tokens tokens = new Tokens(vertx, clock, Duration.ofMinutes(15), List.of(TestKeys.KEY));
        Sessions sessions = new Sessions(
                pool,
                new SessionRepository(),
                tokens,
                ids,
                clock,
                Map.of(
                        SubjectKind.RESIDENT, SessionRules.forResidents(Duration.ofDays(90)),
                        SubjectKind.STAFF, SessionRules.forStaff(Duration.ofHours(12), staff::isActive)));
        StaffAccounts accounts = new StaffAccounts(pool, staff, sessions, passwords, ids, clock);
        clerk = accounts.add("clerk-" + ids.next(), "其其格", List.of(new Post(Role.VILLAGE, COMMUNITY)), UNITS)
                .await();
        StaffSignIn staffSignIn =
                new StaffSignIn(pool, staff, passwords, sessions, new SignInLimits(5, Duration.ofMinutes(30)), clock);
        ResidentSignIn residentSignIn = new ResidentSignIn(
                pool, new ResidentRepository(), sessions, ids, clock, code -> Future.succeededFuture("open-" + code));
        UnitLookup units = new UnitLookup(() -> UNITS, List.of(BANNER));
        Messages messages = new Messages();
        Dictionary dictionary = new Dictionary(
                CONTRACT,
                messages,
                units,
                new ConsentTexts(),
                Map.of("progress", "TEMPLATE"),
                Map.of("photosPerReport", 3));

        Api api = new Api(vertx, CONTRACT, messages, (operation, status, nanos) -> {});
        api.authenticate("residentToken", new ResidentAuthenticator(tokens))
                .authenticate("staffToken", new StaffAuthenticator(tokens, pool, staff));
        new SessionHandler(sessions).bind(api);
        new ResidentHandler(
                        residentSignIn,
                        new WechatPhone(
                                pool,
                                new TryRepository(new BlindIndex(MasterKey.random())),
                                clock,
                                code -> Future.succeededFuture("+8613948110116")))
                .bind(api);
        new StaffHandler(staffSignIn, () -> UNITS).bind(api);
        new UnitHandler(units).bind(api);
        new DictionaryHandler(dictionary, units).bind(api);
        bindTheRest(api);
        Router router = Router.router(vertx);
        api.mount(router);
        int port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .await()
                .actualPort();
        client = WebClient.create(vertx, new io.vertx.ext.web.client.WebClientOptions().setDefaultPort(port));
    }

    private static void bindTheRest(Api api) {
        Set<String> others = new HashSet<>(CONTRACT.operationIds());
        others.removeAll(Set.of(
                "signInResident",
                "readWechatPhone",
                "signInStaff",
                "refreshSession",
                "signOut",
                "getMe",
                "changeMyPassword",
                "getDictionary",
                "getUnit",
                "listChildUnits",
                "searchUnits",
                "submitReport",
                "receiveSmsPush"));
        others.forEach(other -> api.bind(other, request -> Future.succeededFuture(Reply.noContent())));
        for (String decoded : List.of("submitReport", "receiveSmsPush")) {
            api.bind(decoded, body -> body, request -> Future.succeededFuture(Reply.noContent()));
        }
    }

    @Test
    void staffSignInLookAroundRefreshAndSignOut() {
        JsonObject tokens = json(post("/api/v1/staff-sessions", credentials(clerk.password())), 201, "Tokens");

        JsonObject me = json(get("/api/v1/staff/me", tokens), 200, "Me");
        JsonObject refreshed = json(post("/api/v1/sessions/refresh", refreshToken(tokens)), 201, "Tokens");
        HttpResponse<Buffer> out = post("/api/v1/sessions/sign-out", refreshToken(refreshed));

        assertThat(me.getJsonArray("posts")
                        .getJsonObject(0)
                        .getJsonObject("unit")
                        .getString("name"))
                .isEqualTo("绰尔社区居委会");
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(json(get("/api/v1/staff/me", refreshed), 401, "Problem").getString("title"))
                .isEqualTo("登录已结束，请重新登录。");
    }

    @Test
    void aWrongPasswordIsRefusedInTheReadersLanguage() {
        HttpResponse<Buffer> refused = client.post("/api/v1/staff-sessions")
                .putHeader("Accept-Language", "en")
                .sendJsonObject(credentials("wrong"))
                .await();

        assertThat(json(refused, 401, "Problem").getString("title")).startsWith("The account or the password is wrong");
    }

    @Test
    void aResidentIsNoStaff() {
        JsonObject tokens = json(post("/api/v1/resident-sessions", new JsonObject().put("code", "abc")), 201, "Tokens");

        assertThat(get("/api/v1/staff/me", tokens).statusCode()).isEqualTo(401);
    }

    @Test
    void tokensAreNotCached() {
        assertThat(post("/api/v1/staff-sessions", credentials(clerk.password())).getHeader("Cache-Control"))
                .isEqualTo("no-store");
    }

    @Test
    void aPhoneAsksForTheSameUnitsOnlyOnce() {
        for (String question : List.of(
                "/api/v1/units/" + COMMUNITY,
                "/api/v1/units/" + BANNER + "/children",
                "/api/v1/units?prefix=%E5%A5%BD%E5%8A%9B%E4%BF%9D&limit=5",
                "/api/v1/dictionary")) {
            HttpResponse<Buffer> first = client.get(question).send().await();
            HttpResponse<Buffer> again = client.get(question)
                    .putHeader("If-None-Match", "\"other\", W/" + first.getHeader("ETag"))
                    .send()
                    .await();

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isNull();
            assertThat(again.getHeader("ETag")).isEqualTo(first.getHeader("ETag"));
            assertThat(again.getHeader("Cache-Control")).startsWith("public");
        }
    }

    @Test
    void aUnitComesWithItsPath() {
        JsonObject unit = json(client.get("/api/v1/units/" + COMMUNITY).send().await(), 200, "UnitDetail");

        assertThat(unit.getJsonObject("unit").getString("fullName")).isEqualTo("内蒙古自治区兴安盟扎赉特旗音德尔镇绰尔社区居委会");
        assertThat(unit.getJsonArray("path")).hasSize(5);
        assertThat(json(client.get("/api/v1/units/152223999999").send().await(), 404, "Problem"))
                .isNotNull();
    }

    @Test
    void aSearchFindsServedUnitsFirst() {
        JsonObject found = json(
                client.get("/api/v1/units")
                        .addQueryParam("prefix", "兴")
                        .addQueryParam("limit", "30")
                        .send()
                        .await(),
                200,
                "UnitList");

        List<String> codes = found.getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("unitCode"))
                .toList();
        assertThat(codes).hasSize(30).doesNotHaveDuplicates();
        assertThat(codes.get(0)).startsWith("152223");
        assertThat(codes).anyMatch(code -> !code.startsWith("152223"));
    }

    @Test
    void theDictionaryNamesEveryOptionInBothLanguages() {
        HttpResponse<Buffer> chinese = client.get("/api/v1/dictionary").send().await();
        HttpResponse<Buffer> english = client.get("/api/v1/dictionary")
                .putHeader("Accept-Language", "en")
                .send()
                .await();

        JsonObject dictionary = json(chinese, 200, "Dictionary");
        assertThat(dictionary.getJsonArray("riskTypes")).hasSize(13);
        assertThat(dictionary.getJsonArray("consents")).hasSize(3);
        assertThat(dictionary.getJsonArray("servedUnits").getJsonObject(0).getString("name"))
                .isEqualTo("扎赉特旗");
        assertThat(chinese.bodyAsString())
                .doesNotContainPattern("\"text\":\"(risk|reporter|relation|urgent|id-absent)\\.");
        assertThat(json(english, 200, "Dictionary")
                        .getJsonArray("relations")
                        .getJsonObject(1)
                        .getString("text"))
                .isEqualTo("Spouse");
        assertThat(english.getHeader("ETag")).isNotEqualTo(chinese.getHeader("ETag"));
        assertThat(chinese.getHeader("Vary")).isEqualTo("Accept-Language");
    }

    private JsonObject credentials(String password) {
        return new JsonObject().put("account", clerk.account()).put("password", password);
    }

    private static JsonObject refreshToken(JsonObject tokens) {
        return new JsonObject().put("refreshToken", tokens.getString("refreshToken"));
    }

    private HttpResponse<Buffer> post(String path, JsonObject body) {
        return client.post(path).sendJsonObject(body).await();
    }

    private HttpResponse<Buffer> get(String path, JsonObject tokens) {
        HttpRequest<Buffer> request = client.request(HttpMethod.GET, path);
        return request.bearerTokenAuthentication(tokens.getString("accessToken"))
                .send()
                .await();
    }

    private static JsonObject json(HttpResponse<Buffer> response, int status, String schema) {
        assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(status);
        JsonObject definition = CONTRACT.document()
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject(schema);
        Validator validator = Schemas.validator(definition);
        JsonObject body = response.bodyAsJsonObject();
        assertThat(Schemas.faults(validator, body, definition)).isEmpty();
        return body;
    }
}
