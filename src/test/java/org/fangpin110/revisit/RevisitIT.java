package org.fangpin110.revisit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.support.Answer;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.Checks;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RevisitIT {
    @RegisterExtension
    static final TestApp APP = TestApp.with(Map.of("FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900"));

    private Checks checks;
    private Visitor township;
    private UUID villager;

    @BeforeEach
    void people() {
        checks = new Checks(APP);
        township = APP.township(Reports.TOWNSHIP);
        villager = checks.staffId("village-" + Reports.VILLAGE);
        checks.rate("152223000000", 100);
    }

    @Test
    void aDrawnRefusalIsOwedByTheTownshipAndRecordedOnce() {
        String caseId = checks.reported(report -> report);

        assertThat(checks.refuse(caseId, villager)).isTrue();

        JsonObject owed = owed(township, caseId);
        assertThat(owed.getString("township")).isEqualTo(Reports.TOWNSHIP);
        Answer done = record(township, caseId, "AGREED");
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json().getString("note")).isEqualTo("家里情况与原结论说的一样");
        assertThat(owed(township, caseId)).isNull();
        assertThat(record(township, caseId, "CONTRADICTED").problem()).isEqualTo("revisit-done");
        assertThat(actions(caseId)).contains("revisit-drawn", "revisit-agreed");
    }

    @Test
    void whoRefusedDoesNotTakeTheSecondLook() {
        String caseId = checks.reported(report -> report);
        checks.refuse(caseId, checks.staffId("town-" + Reports.TOWNSHIP.substring(0, 9)));
        String colleague = "colleague-" + UUID.randomUUID().toString().substring(0, 8);

        assertThat(record(township, caseId, "AGREED").problem()).isEqualTo("refuser-cannot-revisit");
        assertThat(record(APP.newStaff(colleague, new Post(Role.TOWNSHIP, Reports.TOWNSHIP)), caseId, "AGREED")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aContradictionIsShownToTheDeskWhileTheRefusalStands() {
        String caseId = checks.reported(report -> report);
        checks.refuse(caseId, villager);
        close(caseId);

        record(township, caseId, "CONTRADICTED");

        assertThat(find(APP.desk().get("/api/v1/revisits?contradicted=true&limit=100"), caseId))
                .isNotNull();
        assertThat(find(APP.staff("town-152223100").get("/api/v1/revisits?contradicted=true&limit=100"), caseId))
                .isNull();
        assertThat(column("select state from case_file where id = $1", caseId)).containsExactly("CLOSED_OTHER");
    }

    @Test
    void aRateOfNothingDrawsNobodyAndIsRecordedAllTheSame() {
        checks.rate("152223000000", 0);
        String caseId = checks.reported(report -> report);

        assertThat(checks.refuse(caseId, villager)).isFalse();

        assertThat(actions(caseId)).contains("revisit-not-drawn");
        assertThat(column("select percent::text from revisit_draw where case_id = $1", caseId))
                .containsExactly("0");
        assertThatThrownBy(() -> APP.pool()
                        .query("update revisit_draw set drawn = true")
                        .execute()
                        .await())
                .hasMessageContaining("permission denied");
    }

    @Test
    void theSeedIsCommittedToBeforeItIsUsedAndPublishedWhenItsMonthIsOver() {
        checks.draws().keepSeeds(APP.pool()).await();
        String caseId = checks.reported(report -> report);
        checks.rate("152223000000", 50);
        boolean drawn = checks.refuse(caseId, villager);
        JsonObject secret = seed();
        assertThat(secret.containsKey("seed")).isFalse();

        APP.clock().advance(Duration.ofDays(31));
        checks.draws().keepSeeds(APP.pool()).await();
        checks.draws().keepSeeds(APP.pool()).await();

        JsonObject open = seed();
        Row draw = APP.pool()
                .preparedQuery("select * from revisit_draw where case_id = $1")
                .execute(Tuple.of(UUID.fromString(caseId)))
                .await()
                .iterator()
                .next();
        assertThat(Revisit.commitment(open.getString("seed"))).isEqualTo(secret.getString("commitment"));
        assertThat(Revisit.drawn(
                        open.getString("seed"),
                        UUID.fromString(caseId),
                        draw.getInteger("sequence"),
                        draw.getInteger("percent")))
                .isEqualTo(drawn);
        assertThat(column(
                        "select detail from audit_event where action like 'revisit-seed-%' and detail like $1 order by id",
                        secret.getString("month") + "%"))
                .containsExactly(
                        secret.getString("month") + ":" + secret.getString("commitment"),
                        secret.getString("month") + ":" + open.getString("seed"));
        assertThatThrownBy(() -> APP.pool()
                        .query("update revisit_seed set commitment = repeat('0', 64)")
                        .execute()
                        .await())
                .hasMessageContaining("only ever published");
    }

    @Test
    void nodesThatStartAtOnceAgreeOnOneSeed() {
        APP.clock().advance(Duration.ofDays(62));

        AtOnce.run(6, n -> checks.draws().keepSeeds(APP.pool()).await());

        assertThat(column("select detail from audit_event where action = 'revisit-seed-committed' and $1 <> ''", "x"))
                .extracting(detail -> detail.substring(0, 10))
                .doesNotHaveDuplicates();
    }

    private static JsonObject seed() {
        JsonArray items = APP.staff("audit-152223")
                .get("/api/v1/revisit-seeds?limit=100")
                .json()
                .getJsonArray("items");
        return items.getJsonObject(items.size() - 1);
    }

    private Answer record(Visitor who, String caseId, String finding) {
        return who.post(
                "/api/v1/revisits/" + checks.revisit(caseId) + "/finding",
                new JsonObject().put("revisitFinding", finding).put("note", "家里情况与原结论说的一样"),
                "If-Match",
                "\"1\"");
    }

    private static JsonObject owed(Visitor who, String caseId) {
        return find(who.get("/api/v1/revisits?limit=100"), caseId);
    }

    private static JsonObject find(Answer page, String caseId) {
        return page.json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(item -> item.getString("caseId").equals(caseId))
                .findFirst()
                .orElse(null);
    }

    private static void close(String caseId) {
        APP.pool()
                .preparedQuery(
                        "update case_file set state = 'CLOSED_OTHER', closed_at = now(), outcome = 'NOT_ELIGIBLE' where id = $1")
                .execute(Tuple.of(UUID.fromString(caseId)))
                .await();
    }

    private static List<String> actions(String caseId) {
        return column("select action from audit_event where case_id = $1 order by id", caseId);
    }

    private static List<String> column(String sql, String value) {
        boolean ofCase = sql.contains("case_id = $1") || sql.contains("where id = $1");
        return APP
                .pool()
                .preparedQuery(sql)
                .execute(Tuple.of(ofCase ? (Object) UUID.fromString(value) : value))
                .await()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
