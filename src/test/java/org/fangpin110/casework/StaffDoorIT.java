package org.fangpin110.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fangpin110.audit.AuditHandler;
import org.fangpin110.audit.AuditRepository;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.household.CaseSearchKeys;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.db.ChangeListener;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Contract;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The staff's door over HTTP, with the contract's own checks; a token is the account's name. */
@ExtendWith({TestDatabase.class, VertxExtension.class})
class StaffDoorIT {
    private static final String VILLAGE = Desk.village(Desk.TOWNSHIP, 30);
    private static final Set<String> OURS = Set.of(
            "listQueue",
            "countQueue",
            "findCase",
            "streamQueueEvents",
            "getCase",
            "getCasePhoto",
            "claimCase",
            "releaseCase",
            "acceptCase",
            "transferCase",
            "returnCase",
            "closeCase",
            "confirmCase",
            "dismissCase",
            "listAuditEvents",
            "searchCases");

    /** Those of others that read their bodies themselves. */
    private static final Set<String> DECODED = Set.of("submitReport", "receiveSmsPush");

    private final Map<String, StaffMember> signedIn = new ConcurrentHashMap<>();
    private Desk desk;
    private QueueEvents events;
    private ChangeListener listener;
    private HttpServer server;
    private HttpClient client;
    private StaffMember villager;

    @BeforeEach
    void open(Pool pool, Vertx vertx) {
        desk = new Desk(pool, vertx);
        events = new QueueEvents(1000, new QueueEvents.Limits(50, 10, Duration.ofMillis(50), 2));
        events.subscribe(vertx.eventBus());
        listener = new ChangeListener(vertx, () -> pool.getConnection().map(PgConnection::cast));
        listener.start().await();
        Router router = Router.router(vertx);
        api(pool, vertx).mount(router);
        server = vertx.createHttpServer().requestHandler(router).listen(0).await();
        client = vertx.createHttpClient();
        villager = signIn(desk.somebody(Role.VILLAGE, VILLAGE));
    }

    @AfterEach
    void close() {
        listener.stop().await();
        server.close().await();
        client.close().await();
    }

    private Api api(Pool pool, Vertx vertx) {
        Contract contract = Contract.load();
        Api api = new Api(vertx, contract, new Messages(), (operation, status, nanos) -> {});
        AuditTrail trail = new AuditTrail(desk.ids, desk.clock);
        new QueueHandler(
                        desk.reader,
                        new CaseSearch(pool, new CaseSearchKeys(new BlindIndex(Desk.KEY)), trail),
                        desk.view,
                        events)
                .bind(api);
        new CaseHandler(desk.reader, desk.service, desk.view).bind(api);
        new AuditHandler(pool, new AuditRepository(), trail).bind(api);
        contract.operationIds().stream()
                .filter(operation -> !OURS.contains(operation) && !DECODED.contains(operation))
                .forEach(operation -> api.bind(operation, request -> Future.succeededFuture(Reply.noContent())));
        DECODED.forEach(
                operation -> api.bind(operation, body -> body, request -> Future.succeededFuture(Reply.noContent())));
        api.authenticate("residentToken", token -> Future.failedFuture(AppException.unauthenticated("sign-in-again")));
        return api.authenticate(
                "staffToken",
                token -> signedIn.containsKey(token)
                        ? Future.succeededFuture(signedIn.get(token))
                        : Future.failedFuture(AppException.unauthenticated("sign-in-again")));
    }

    private StaffMember signIn(StaffMember staff) {
        signedIn.put(staff.account(), staff);
        return staff;
    }

    @Test
    void aCaseIsFoundInTheQueueReadAcceptedAndClosed() {
        UUID caseId = desk.openCase(VILLAGE);

        JsonArray items = get(villager, "/api/v1/queue").getJsonArray("items");
        JsonObject detail = get(villager, "/api/v1/cases/" + caseId);
        JsonObject accepted = post(villager, "/api/v1/cases/" + caseId + "/accept", 1, new JsonObject());
        JsonObject closed = post(
                villager,
                "/api/v1/cases/" + caseId + "/close",
                2,
                JsonObject.of("outcome", "HELPED_ONLY", "answer", "已送去临时救助"));

        assertThat(items.toString()).contains(caseId.toString(), "白音那", "住房安全");
        assertThat(detail.getJsonArray("allowedActions"))
                .isEqualTo(JsonArray.of("CLAIM", "ACCEPT", "RETURN", "ASK_RESIDENT", "HELP_FIRST"));
        assertThat(accepted.getString("state")).isEqualTo("ACCEPTED");
        assertThat(closed.getInteger("version")).isEqualTo(3);
    }

    @Test
    void malformedPlacesAndForeignUnitsAreRefused() {
        assertThat(status(villager, "/api/v1/queue?after=abc")).isEqualTo(400);
        assertThat(status(villager, "/api/v1/queue?unit=" + Desk.TOWNSHIP)).isEqualTo(404);
        assertThat(status(signIn(desk.somebody(Role.AUDITOR, Desk.BANNER)), "/api/v1/queue"))
                .isEqualTo(403);
        assertThat(status(villager, "/api/v1/cases/" + UUID.randomUUID())).isEqualTo(404);
    }

    @Test
    void theAuditorSeesTheBannerAndIsSeen() {
        UUID caseId = desk.openCase(VILLAGE);
        get(villager, "/api/v1/cases/" + caseId);
        StaffMember auditor = signIn(desk.somebody(Role.AUDITOR, Desk.BANNER));
        StaffMember elsewhere = signIn(desk.somebody(Role.AUDITOR, "152224000000"));

        JsonObject ofCase = get(auditor, "/api/v1/audit-events?caseId=" + caseId);
        JsonObject newest = get(auditor, "/api/v1/audit-events?limit=1");
        JsonObject before = get(auditor, "/api/v1/audit-events?limit=1&after=" + newest.getString("nextAfter"));

        assertThat(ofCase.getJsonArray("items").getJsonObject(0).getString("action"))
                .isEqualTo("case-read");
        assertThat(newest.getJsonArray("items").getJsonObject(0).getString("action"))
                .isEqualTo("audit-read");
        assertThat(before.getJsonArray("items").getJsonObject(0).getString("auditId"))
                .isNotEqualTo(newest.getString("nextAfter"));
        assertThat(get(elsewhere, "/api/v1/audit-events?caseId=" + caseId).getJsonArray("items"))
                .isEmpty();
        assertThat(status(auditor, "/api/v1/audit-events?after=abc")).isEqualTo(400);
    }

    @Test
    void aStepReachesWhoWatchesTheQueueAndNobodyElse() throws InterruptedException {
        UUID caseId = desk.openCase(VILLAGE);
        StaffMember stranger = signIn(desk.somebody(Role.VILLAGE, Desk.village(Desk.OTHER_TOWNSHIP, 1)));
        BlockingQueue<String> mine = stream(villager, null);
        BlockingQueue<String> theirs = stream(stranger, null);

        desk.service.claim(villager, caseId, 1).await();

        assertThat(next(mine)).contains("event: queue-changed", "{\"units\":[\"" + VILLAGE + "\"]}", "id: 1000-1");
        assertThat(theirs.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void whoComesBackIsToldWhatChangedMeanwhile() throws InterruptedException {
        events.told(VILLAGE);
        assertThat(next(stream(villager, "1000-0"))).contains("queue-changed", VILLAGE);
        assertThat(next(stream(villager, "77-0"))).contains("queue-reset");
    }

    @Test
    void aLostListenConnectionResetsEverybodyAndIsReplaced() throws InterruptedException {
        BlockingQueue<String> mine = stream(villager, null);

        desk.rows("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                + " and query = 'listen fangpin110'");

        assertThat(next(mine)).contains("queue-reset");
        desk.rows("select pg_notify('fangpin110', '" + VILLAGE + "')");
        assertThat(next(mine)).contains("queue-changed");
    }

    @Test
    void whoLosesAccessLosesTheStreamAndGivesThePlaceBack() throws InterruptedException {
        BlockingQueue<String> mine = stream(villager, null);
        assertThat(events.streams()).isEqualTo(1);

        signedIn.remove(villager.account());

        assertThat(next(mine)).isEqualTo("ended");
        assertThat(events.streams()).isZero();
    }

    private BlockingQueue<String> stream(StaffMember staff, String lastSeen) throws InterruptedException {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        RequestOptions options = options(staff, HttpMethod.GET, "/api/v1/queue/events");
        if (lastSeen != null) {
            options.addHeader("Last-Event-ID", lastSeen);
        }
        client.request(options)
                .compose(request -> request.send().onSuccess(response -> {
                    response.handler(chunk -> split(chunk, told));
                    response.endHandler(end -> told.add("ended"));
                }))
                .await();
        assertThat(told.poll(5, TimeUnit.SECONDS)).startsWith("retry: 3000");
        return told;
    }

    private static void split(Buffer chunk, BlockingQueue<String> told) {
        for (String block : chunk.toString().split("\n\n")) {
            if (!block.isBlank() && !block.equals(":")) {
                told.add(block);
            }
        }
    }

    private static String next(BlockingQueue<String> told) throws InterruptedException {
        return told.poll(5, TimeUnit.SECONDS);
    }

    private JsonObject get(StaffMember staff, String path) {
        return answer(client.request(options(staff, HttpMethod.GET, path)).compose(request -> request.send()));
    }

    private JsonObject post(StaffMember staff, String path, int version, JsonObject body) {
        RequestOptions options = options(staff, HttpMethod.POST, path)
                .addHeader("If-Match", "\"" + version + "\"")
                .addHeader("Content-Type", "application/json");
        return answer(client.request(options).compose(request -> request.send(body.toBuffer())));
    }

    private int status(StaffMember staff, String path) {
        return client.request(options(staff, HttpMethod.GET, path))
                .compose(request -> request.send())
                .await()
                .statusCode();
    }

    private static JsonObject answer(Future<HttpClientResponse> sent) {
        return sent.compose(response -> response.body().map(body -> {
                    assertThat(response.statusCode()).as(body.toString()).isEqualTo(200);
                    return body.toJsonObject();
                }))
                .await();
    }

    private RequestOptions options(StaffMember staff, HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setPort(server.actualPort())
                .setHost("localhost")
                .setURI(path)
                .addHeader("Authorization", "Bearer " + staff.account());
    }
}
