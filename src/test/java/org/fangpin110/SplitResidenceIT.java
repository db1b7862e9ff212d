package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.support.Answer;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A family registered in 巴岱村 reports from the village next door, under either policy. */
class SplitResidenceIT {
    private static final String HUKOU = Reports.VILLAGE;
    private static final String RESIDENCE = "152223107209";

    @RegisterExtension
    static final TestApp APP = new TestApp();

    private static TestApp hukouDecides;

    @BeforeAll
    static void start() throws Exception {
        APP.loadSampleRegistry();
        hukouDecides = TestApp.with(Map.of("FANGPIN_ROUTING_SPLIT_RESIDENCE", "hukou-decides"))
                .start();
        hukouDecides.loadSampleRegistry();
    }

    @AfterAll
    static void stop() {
        hukouDecides.stop();
    }

    @Test
    void theResidenceOwnsTheCaseAndTheHukouVillageHelps() {
        expect(APP, false, RESIDENCE, HUKOU);
    }

    @Test
    void whereTheHukouVillageDecidesTheResidenceHelps() {
        expect(hukouDecides, false, HUKOU, RESIDENCE);
    }

    @Test
    void urgentHelpStaysWithTheResidence() {
        expect(hukouDecides, true, RESIDENCE, HUKOU);
    }

    private static void expect(TestApp app, boolean urgent, String owner, String helper) {
        JsonObject report = Reports.crackedWall().put("hukouUnit", RESIDENCE);
        report.getJsonObject("subject")
                .put("name", urgent ? "包建国" : "钱文斌")
                .put("idNo", urgent ? "152223197008197568" : "152223198009146556");
        if (urgent) {
            report.put("urgent", true).put("urgentKind", "NO_FOOD");
        }
        Answer answer = app.resident("family-" + UUID.randomUUID()).submit(UUID.randomUUID(), report);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);

        JsonObject owned = line(app.village(owner), answer.json());
        JsonObject helped = line(app.village(helper), answer.json());
        assertThat(owned.containsKey("helping")).isFalse();
        assertThat(helped.getBoolean("helping")).isTrue();
        assertThat(helped.getJsonObject("ownerUnit").getString("unitCode")).isEqualTo(owner);
        assertThat(helped.getJsonObject("helperUnit").getString("unitCode")).isEqualTo(helper);
        JsonObject read = app.village(helper)
                .get("/api/v1/cases/" + helped.getString("caseId"))
                .json();
        assertThat(read.getJsonArray("events").stream().map(event -> ((JsonObject) event).getString("kind")))
                .containsExactly("report-received", "helper-named");
        assertThat(read.getJsonArray("allowedActions")).isEmpty();
        Answer accepted = app.village(owner)
                .send(
                        "POST",
                        "/api/v1/cases/" + helped.getString("caseId") + "/accept",
                        "{}".getBytes(),
                        "If-Match",
                        "\"1\"");
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(200);
    }

    private static JsonObject line(Visitor reader, JsonObject receipt) {
        return reader.get("/api/v1/queue?limit=100").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(found -> found.getString("receiptNo").equals(receipt.getString("receiptNo")))
                .findFirst()
                .orElseThrow();
    }
}
