package org.fangpin110.separation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.support.Answer;
import org.fangpin110.support.Checks;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConflictOfInterestIT {
    private static final String NEXT_DOOR = "152223107209";

    @RegisterExtension
    static final TestApp APP = TestApp.with(Map.of("FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900"));

    private static Checks checks;
    private static Visitor cadre;
    private static Visitor village;
    private static Visitor township;

    @BeforeAll
    static void people() {
        checks = new Checks(APP);
        cadre = APP.newStaff("cadre", new Post(Role.VILLAGE, Reports.VILLAGE)); // 试用cadre
        APP.pool()
                .query("update staff set display_name = '王志强' where account = 'cadre'")
                .execute()
                .await();
        village = APP.village(Reports.VILLAGE);
        township = APP.township(Reports.TOWNSHIP);
    }

    @Test
    void aReportThatNamesACadreGoesToTheTownshipAndOutOfTheVillagesSight() {
        String caseId = checks.reported(report -> report.put("hardshipText", "房子漏雨，找王志强几次都不给办。"));
        assertThat(village.get(path(caseId)).status()).isEqualTo(200);
        Row before = row(caseId);

        APP.deliver();

        Row after = row(caseId);
        assertThat(after.getString("owner_unit")).isEqualTo(Reports.TOWNSHIP);
        assertThat(after.getOffsetDateTime("due_at")).isEqualTo(before.getOffsetDateTime("due_at"));
        assertThat(village.get(path(caseId)).status()).isEqualTo(404);
        assertThat(cadre.get(path(caseId)).status()).isEqualTo(404);
        JsonObject shown = township.get(path(caseId)).json();
        assertThat(shown.encode()).contains("conflict-of-interest", "NAMED_IN_REPORT", "申报里提到了本村干部");
        assertThat(village.get("/api/v1/queue?limit=100").text()).doesNotContain(caseId);
        assertThat(township.get("/api/v1/queue?limit=100").text()).contains(caseId);
    }

    @Test
    void lookingAgainChangesNothing() {
        String caseId = checks.reported(report -> report.put("hardshipText", "房子漏雨，找王志强几次都不给办。"));
        APP.deliver();
        int version = row(caseId).getInteger("version");
        APP.pool()
                .preparedQuery(
                        "update outbox set done_at = null, available_at = now() - interval '1 day' where kind = 'report-received'")
                .execute()
                .await();

        APP.deliver();

        assertThat(row(caseId).getInteger("version")).isEqualTo(version);
    }

    @Test
    void anOrdinaryReportStaysWhereItIs() {
        String caseId = checks.reported(report -> report);

        APP.deliver();

        assertThat(row(caseId).getString("owner_unit")).isEqualTo(Reports.VILLAGE);
    }

    @Test
    void theVillageGetsItBackByNoWay() {
        String caseId = checks.reported(report -> report.put("hardshipText", "房子漏雨，找王志强几次都不给办。"));
        APP.deliver();

        Answer back = transfer(caseId, Reports.VILLAGE);
        Answer onward = transfer(caseId, NEXT_DOOR);

        assertThat(back.status()).isEqualTo(422);
        assertThat(back.text()).contains("unit-with-conflict");
        assertThat(onward.status()).isEqualTo(200);
    }

    @Test
    void aRelatedHandlerOfTheVillageHandsItUp() {
        String caseId = checks.reported(report -> report);

        Answer stale = declare(village, caseId, 7);
        Answer declared = declare(village, caseId, 1);

        assertThat(stale.status()).isEqualTo(412);
        assertThat(declared.status()).isEqualTo(204);
        assertThat(row(caseId).getString("owner_unit")).isEqualTo(Reports.TOWNSHIP);
        assertThat(declare(village, caseId, 2).status()).isEqualTo(404);
        assertThat(township.get(path(caseId)).text()).contains("HANDLER_RELATED");
    }

    @Test
    void aboveTheVillageOnlyThePersonStaysAway() {
        String caseId = checks.reported(report -> report);
        township.post(path(caseId) + "/claim", "If-Match", "\"1\"");

        Answer declared = declare(township, caseId, 2);

        assertThat(declared.status()).isEqualTo(204);
        assertThat(row(caseId).getString("owner_unit")).isEqualTo(Reports.VILLAGE);
        assertThat(row(caseId).getUUID("claimed_by")).isNull();
        UUID person = checks.staffId("town-" + Reports.TOWNSHIP.substring(0, 9));
        VillageSkip skip = new VillageSkip(APP.pool(), () -> null, null, APP.clock());
        assertThat(skip.isRecused(APP.pool(), UUID.fromString(caseId), person).await())
                .isTrue();
        assertThat(skip.isRecused(APP.pool(), UUID.fromString(caseId), checks.staffId("cadre"))
                        .await())
                .isFalse();
    }

    private static Answer declare(Visitor who, String caseId, int version) {
        return who.post(path(caseId) + "/conflict-of-interest", "If-Match", "\"" + version + "\"");
    }

    private static Answer transfer(String caseId, String unit) {
        return township.post(
                path(caseId) + "/transfer",
                new JsonObject().put("toUnit", unit).put("reason", "TRIAGED"),
                "If-Match",
                "\"" + row(caseId).getInteger("version") + "\"");
    }

    private static String path(String caseId) {
        return "/api/v1/cases/" + caseId;
    }

    private static Row row(String caseId) {
        return APP.pool()
                .preparedQuery("select * from case_file where id = $1")
                .execute(Tuple.of(UUID.fromString(caseId)))
                .await()
                .iterator()
                .next();
    }
}
