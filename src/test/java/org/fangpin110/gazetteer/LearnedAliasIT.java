package org.fangpin110.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fangpin110.gazetteer.Banner.items;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.fangpin110.gazetteer.Banner.Reported;
import org.fangpin110.support.Answer;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hamlet nobody knew, taught by where staff sent its reports and confirmed by an administrator. */
class LearnedAliasIT {
    private static final String VILLAGE = Reports.VILLAGE;
    private static final String TOWNSHIP = Reports.TOWNSHIP;

    @RegisterExtension
    static final TestApp APP = TestApp.with(Map.of(
            "FANGPIN_SERVED_UNITS", TestApp.BANNER + ",150422000000", "FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900"));

    private static Banner banner;
    private static Visitor township;

    @BeforeAll
    static void people() {
        banner = new Banner(APP, "herder");
        township = APP.township(TOWNSHIP);
    }

    private static void transfer(Reported reported, String reason) {
        Answer answer = township.post(
                "/api/v1/cases/" + reported.caseId() + "/transfer",
                new JsonObject().put("toUnit", VILLAGE).put("reason", reason),
                "If-Match",
                "\"1\"");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private static List<JsonObject> suggestions(String status) {
        return items(
                banner.admin
                        .get("/api/v1/admin/alias-suggestions?limit=100&suggestionStatus=" + status)
                        .json(),
                "items");
    }

    private static JsonObject suggestion(String place) {
        return suggestions("OPEN").stream()
                .filter(one -> one.getString("placeText").equals(place))
                .findFirst()
                .orElseThrow();
    }

    private static Answer decide(JsonObject suggestion, String how, JsonObject body) {
        String path = "/api/v1/admin/alias-suggestions/" + suggestion.getString("suggestionId") + "/" + how;
        String seen = "\"" + suggestion.getInteger("version") + "\"";
        return body == null
                ? banner.admin.post(path, "If-Match", seen)
                : banner.admin.post(path, body, "If-Match", seen);
    }

    @Test
    void aHamletStaffPlacedOnceRoutesByItselfOnceConfirmed() {
        Reported first = banner.reportFrom("好力保镇柳条屯17号");
        Reported second = banner.reportFrom("我家在好力保镇柳条屯");
        assertThat(banner.owner(first)).isEqualTo(TOWNSHIP);

        transfer(first, "TRIAGED");
        JsonObject suggested = suggestion("柳条屯");
        JsonObject preview = banner.admin
                .get("/api/v1/admin/alias-suggestions/" + suggested.getString("suggestionId"))
                .json();
        Answer confirmed = decide(suggested, "confirm", null);
        Reported next = banner.reportFrom("好力保镇柳条屯东头");

        assertThat(suggested.getInteger("caseCount")).isEqualTo(1);
        assertThat(suggested.getJsonArray("cases"))
                .containsExactly(first.caseId().toString());
        assertThat(suggested.getJsonObject("unit").getString("unitCode")).isEqualTo(VILLAGE);
        assertThat(preview.getInteger("recentReports")).isEqualTo(2);
        assertThat(confirmed.json().getString("suggestionStatus")).isEqualTo("CONFIRMED");
        assertThat(banner.owner(second)).as("what was decided stays").isEqualTo(TOWNSHIP);
        assertThat(banner.owner(next)).isEqualTo(VILLAGE);
        JsonObject routing = banner.row("select routing from report where id = $1", next.reportId())
                .getJsonObject(0);
        assertThat(items(routing, "reasons"))
                .extracting(reason -> reason.getString("code"))
                .contains("text-village-alias");
        Long newest = banner.row("select max(version) from unit_table_version").getLong(0);
        assertThat(routing.getLong("unitTableVersion")).isEqualTo(newest);
        assertThat(decide(suggested, "confirm", null).problem()).isEqualTo("suggestion-decided");

        Answer withdrawn = banner.admin.post(
                "/api/v1/admin/unit-aliases/withdraw",
                new JsonObject().put("unitCode", VILLAGE).put("alias", "柳条屯"));
        assertThat(withdrawn.status()).isEqualTo(204);
        assertThat(banner.owner(banner.reportFrom("好力保镇柳条屯"))).isEqualTo(TOWNSHIP);
    }

    @Test
    void anotherNodeReadsTheNameAfterItsNextLook() throws Exception {
        TestApp other = APP.another(Map.of());
        try {
            Banner there = new Banner(other, "far", null);
            banner.admin.post(
                    "/api/v1/admin/unit-aliases",
                    new JsonObject().put("unitCode", VILLAGE).put("alias", "九棵榆屯"));
            assertThat(banner.owner(banner.reportFrom("好力保镇九棵榆屯"))).isEqualTo(VILLAGE);

            other.app().lookAround().await();

            assertThat(banner.owner(there.reportFrom("好力保镇九棵榆屯"))).isEqualTo(VILLAGE);
        } finally {
            other.stop();
        }
    }

    @Test
    void aVillageThatAcceptsSpeaksForTheHamletAndACaseSpeaksOnce() {
        Reported named =
                banner.report(report -> report.put("hukouUnit", VILLAGE).put("addressText", "好力保镇巴岱村沙坨艾里"));
        Reported pooled = banner.reportFrom("好力保镇沙坨艾里");
        transfer(pooled, "TRIAGED");
        for (Reported one : List.of(named, pooled)) {
            int version = banner.row("select version from case_file where id = $1", one.caseId())
                    .getInteger(0);
            APP.village(VILLAGE)
                    .post(
                            "/api/v1/cases/" + one.caseId() + "/accept",
                            new JsonObject(),
                            "If-Match",
                            "\"" + version + "\"");
        }

        assertThat(suggestion("沙坨艾里").getInteger("caseCount")).isEqualTo(2);
    }

    @Test
    void whatIsNoPlaceOrNoMisrouteTeachesNothing() {
        transfer(banner.reportFrom("好力保镇王秀兰家"), "TRIAGED");
        transfer(banner.reportFrom("好力保镇13800000001"), "TRIAGED");
        transfer(banner.reportFrom("好力保镇红柳艾里"), "CONFLICT_OF_INTEREST");

        assertThat(suggestions("OPEN"))
                .extracting(one -> one.getString("placeText"))
                .allMatch(place -> !place.contains("王") && !place.contains("红柳") && place.matches("\\D{2,8}"));
    }

    @Test
    void aRejectedWordIsNotSuggestedAgain() {
        transfer(banner.reportFrom("好力保镇黑鱼泡屯"), "WRONG_VILLAGE");

        Answer rejected = decide(suggestion("黑鱼泡屯"), "reject", new JsonObject().put("rejection", "TOO_COMMON"));
        transfer(banner.reportFrom("好力保镇黑鱼泡屯"), "WRONG_VILLAGE");

        assertThat(rejected.status()).as(rejected.toString()).isEqualTo(200);
        assertThat(suggestions("OPEN"))
                .noneMatch(one -> one.getString("placeText").equals("黑鱼泡屯"));
        assertThat(suggestions("REJECTED")).anySatisfy(one -> {
            assertThat(one.getString("rejection")).isEqualTo("TOO_COMMON");
            assertThat(one.getInteger("caseCount")).isEqualTo(2);
        });
        assertThat(banner.owner(banner.reportFrom("好力保镇黑鱼泡屯"))).isEqualTo(TOWNSHIP);
    }

    @Test
    void anotherBannersAdministratorSeesNoneOfIt() {
        transfer(banner.reportFrom("好力保镇双泡子屯"), "TRIAGED");
        Visitor foreign = APP.staff("admin-150422");
        String path = "/api/v1/admin/alias-suggestions/" + suggestion("双泡子屯").getString("suggestionId");
        JsonObject ours = new JsonObject().put("unitCode", VILLAGE).put("alias", "别处屯");

        assertThat(items(foreign.get("/api/v1/admin/alias-suggestions").json(), "items"))
                .isEmpty();
        assertThat(foreign.get(path).status()).isEqualTo(404);
        assertThat(foreign.post(path + "/confirm", "If-Match", "\"1\"").status())
                .isEqualTo(404);
        assertThat(foreign.post("/api/v1/admin/unit-aliases", ours).status()).isEqualTo(404);
        assertThat(APP.staff("audit-152223").get(path).status()).isEqualTo(200);
        assertThat(APP.staff("audit-152223")
                        .post(path + "/confirm", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aWordIsGivenToAUnitOnce() {
        JsonObject alias = new JsonObject().put("unitCode", VILLAGE).put("alias", "红旗林场屯");

        assertThat(banner.admin.post("/api/v1/admin/unit-aliases", alias).status())
                .isEqualTo(204);
        assertThat(banner.admin.post("/api/v1/admin/unit-aliases", alias).problem())
                .isEqualTo("alias-in-use");
    }
}
