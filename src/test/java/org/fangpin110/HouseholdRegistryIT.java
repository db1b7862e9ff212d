package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.fangpin110.support.Answer;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A loaded registry, seen from a phone and from a desk. */
class HouseholdRegistryIT {
    private static final String BADAI = Reports.VILLAGE;
    private static final String NEXT_DOOR = "152223107209";

    @RegisterExtension
    static final TestApp APP = new TestApp();

    private final Visitor family = APP.resident("family-" + UUID.randomUUID());

    @BeforeAll
    static void load() {
        assertThat(APP.loadSampleRegistry().counts().households()).isEqualTo(50);
    }

    @Test
    void aReportThatNamesNoVillageReachesTheRegisteredOne() {
        JsonObject receipt = submitted("扎赉特旗", "包建国", "152223197008197568");

        JsonObject read = onlyCase(APP.village(BADAI), receipt);

        assertThat(read.getJsonObject("summary").getJsonObject("ownerUnit").getString("unitCode"))
                .isEqualTo(BADAI);
        assertThat(read.getJsonArray("reports")
                        .getJsonObject(0)
                        .getJsonObject("routing")
                        .encode())
                .contains("household-registered");
    }

    @Test
    void whoeverSeesTheCaseSeesWhatTheRegistryKnowsOfTheSubject() {
        JsonObject receipt = submitted("好力保镇巴岱村", "王玉梅", "152223200904065832"); // a child of the same household

        for (Visitor reader : new Visitor[] {APP.village(BADAI), APP.township(Reports.TOWNSHIP), APP.desk()}) {
            JsonObject household = onlyCase(reader, receipt).getJsonObject("household");
            assertThat(household.getJsonObject("village").getString("unitCode")).isEqualTo(BADAI);
            assertThat(household.getJsonObject("householdClass").getString("text"))
                    .isEqualTo("一般户");
            assertThat(household.getJsonObject("monitorStatus").getString("code"))
                    .isEqualTo("NONE");
            assertThat(household.getJsonObject("relationToHead").getString("code"))
                    .isEqualTo("SON");
            assertThat(household.getInteger("memberCount")).isEqualTo(4);
            assertThat(household.getBoolean("dibao")).isFalse();
            assertThat(household.getString("asOf")).isEqualTo("2026-11-01");
            assertThat(household.getString("headName")).isEqualTo("钱**");
            assertThat(household.encode()).doesNotContain("钱文斌", "152223198009146556", "19900000137");
        }
    }

    @Test
    void nobodyElseSeesCaseOrHousehold() {
        JsonObject receipt = submitted("好力保镇巴岱村", "王淑芬", "152223195806187699");
        String caseId =
                onlyCase(APP.village(BADAI), receipt).getJsonObject("summary").getString("caseId");

        Answer refused = APP.village(NEXT_DOOR).get("/api/v1/cases/" + caseId);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.json().containsKey("household")).isFalse();
    }

    @Test
    void aPersonTheRegistryDoesNotKnowHasNoHousehold() {
        JsonObject report = Reports.crackedWall();
        JsonObject receipt = family.submit(UUID.randomUUID(), report).json();

        assertThat(onlyCase(APP.village(BADAI), receipt).containsKey("household"))
                .isFalse();
    }

    private JsonObject submitted(String address, String name, String idNo) {
        JsonObject report = Reports.crackedWall().put("addressText", address).put("unitUnknown", true);
        report.remove("hukouUnit");
        report.getJsonObject("subject").put("name", name).put("idNo", idNo);
        Answer answer = family.submit(UUID.randomUUID(), report);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json();
    }

    /** The case of a receipt as somebody reads it. */
    private static JsonObject onlyCase(Visitor reader, JsonObject receipt) {
        String caseId = reader.get("/api/v1/queue?limit=100").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(line -> line.getString("receiptNo").equals(receipt.getString("receiptNo")))
                .map(line -> line.getString("caseId"))
                .findFirst()
                .orElseThrow();
        return reader.get("/api/v1/cases/" + caseId).json();
    }
}
