package org.fangpin110.leaflet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.fangpin110.sandbox.WechatSandbox;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.support.Answer;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.fangpin110.unit.EntryCode;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.Units;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeafletIT {
    private static final String CODES = "/wxa/getwxacodeunlimit";
    private static final EntryCode CODE = new EntryCode(Reports.VILLAGE);

    @RegisterExtension
    static final TestApp APP = new TestApp();

    private static WechatSandbox wechat() {
        return APP.app().sandbox().orElseThrow().wechat();
    }

    private static String leaflet(String unit) {
        return "/api/v1/units/" + unit + "/leaflet";
    }

    private static List<Unit> villages(String unit) {
        return Units.shipped().within(UnitRange.of(unit)).stream()
                .filter(found -> found.isVillage() && found.routable())
                .toList();
    }

    @Test
    void aVillagePrintsItsLeafletWithTheProgramsCodeAndTheOrdinaryOne() throws Exception {
        Visitor village = APP.village(Reports.VILLAGE);
        Answer answer = village.get(leaflet(Reports.VILLAGE));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/pdf");
        try (Paper paper = new Paper(answer.bytes())) {
            assertThat(paper.pages()).isOne();
            assertThat(paper.text(1)).contains("巴岱村", "好力保镇", "打开微信");
            assertThat(paper.codes(1)).containsExactlyInAnyOrder(CODE.scene(), CODE.address("http://localhost:8110"));
        }
        Answer again = village.get(leaflet(Reports.VILLAGE), "If-None-Match", answer.header("etag"));
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void aTownshipPrintsAllItsVillagesInCodeOrderAndAsksWechatOnceForEach() throws Exception {
        List<Unit> villages = villages(Reports.TOWNSHIP);
        Visitor township = APP.township(Reports.TOWNSHIP);
        Answer answer = township.get(leaflet(Reports.TOWNSHIP));
        int asked = wechat().requests(CODES);
        township.get(leaflet(Reports.TOWNSHIP));

        assertThat(wechat().requests(CODES)).isEqualTo(asked);
        try (Paper paper = new Paper(answer.bytes())) {
            assertThat(paper.pages()).isEqualTo(villages.size()).isGreaterThan(5);
            for (int i = 0; i < villages.size(); i++) {
                assertThat(paper.text(i + 1))
                        .contains(villages.get(i).name(), villages.get(i).code());
            }
            assertThat(paper.codes(2)).contains(new EntryCode(villages.get(1).code()).scene());
        }
    }

    @Test
    void aBannerPrintsEverything() throws Exception {
        Answer answer = APP.staff("admin-152223").get(leaflet(TestApp.BANNER));

        try (Paper paper = new Paper(answer.bytes())) {
            assertThat(paper.pages()).isEqualTo(villages(TestApp.BANNER).size()).isGreaterThan(200);
        }
    }

    @Test
    void theCodeAloneIsAPictureOrADrawing() {
        Visitor village = APP.village(Reports.VILLAGE);
        String code = "/api/v1/units/" + Reports.VILLAGE + "/entry-code";

        assertThat(Paper.codes(village.get(code + ".png?size=400").bytes()))
                .containsExactly(CODE.address("http://localhost:8110"));
        assertThat(village.get(code + ".svg").text()).startsWith("<svg ").contains("width=\"600\"");
        assertThat(village.get(code + ".png?size=5").status()).isEqualTo(400);
    }

    @Test
    void nobodyPrintsForAnothersUnitNorForOneWithoutVillages() {
        Visitor township = APP.township(Reports.TOWNSHIP);

        assertThat(township.get(leaflet(TestApp.BANNER)).status()).isEqualTo(404);
        assertThat(township.get(leaflet("152223100000")).status()).isEqualTo(404);
        assertThat(township.get(leaflet("152223107999")).status()).isEqualTo(404);
        assertThat(township.get("/api/v1/units/" + Reports.TOWNSHIP + "/entry-code.png")
                        .problem())
                .isEqualTo("unit-takes-no-reports");
        assertThat(APP.newStaff("auditor-only", new Post(Role.AUDITOR, TestApp.BANNER))
                        .get(leaflet(Reports.VILLAGE))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void thePageBehindTheCodeSaysWhoseItIsInWords() {
        Answer page = APP.stranger().get("/v/" + CODE.text());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.header("content-security-policy")).contains("default-src 'none'");
        assertThat(page.text()).contains("巴岱村", "好力保镇", "tel:12317", "weixin://dl/business/");
        assertThat(APP.stranger()
                        .get("/v/" + CODE.text(), "Accept-Language", "en")
                        .text())
                .contains("You scanned", "巴岱村");
        Answer unknown = APP.stranger().get("/v/" + Reports.VILLAGE + "0");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("content-type")).startsWith("text/html");
        assertThat(unknown.text()).contains("没有找到这个码", "12317");
    }

    @Test
    void whatWasScannedFromALeafletReachesItsVillageAndAMangledScanNone() {
        assertThat(villageGets(CODE.address("http://localhost:8110"))).isTrue();
        assertThat(villageGets(CODE.scene())).isTrue();
        assertThat(villageGets(Reports.VILLAGE)).isTrue();
        assertThat(villageGets(CODE.text().replace(Reports.VILLAGE, "152223107280")))
                .isFalse();
    }

    /** Whether a report that says nothing but the scan about where it is from stands in the village's queue. */
    private static boolean villageGets(String scanned) {
        JsonObject report = Reports.crackedWall().put("scanCode", scanned);
        report.remove("hukouUnit");
        Answer answer = APP.resident("scanner").submit(UUID.randomUUID(), report);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return APP.village(Reports.VILLAGE)
                .get("/api/v1/queue?limit=100")
                .text()
                .contains(answer.json().getString("receiptNo"));
    }
}
