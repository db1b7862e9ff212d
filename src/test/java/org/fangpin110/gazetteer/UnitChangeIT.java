package org.fangpin110.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fangpin110.gazetteer.Banner.change;
import static org.fangpin110.gazetteer.Banner.into;
import static org.fangpin110.gazetteer.Banner.items;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fangpin110.gazetteer.Banner.Reported;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.support.Answer;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Units change while cases are open: cases follow by event, clocks run on, and nobody else's units are touched. */
class UnitChangeIT {
    private static final String TOWNSHIP = "152223107000";

    @RegisterExtension
    static final TestApp APP = TestApp.with(Map.of(
            "FANGPIN_SERVED_UNITS", TestApp.BANNER + "," + Banner.OTHER, "FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900"));

    private static Banner banner;

    /** Anew before each test, and whenever time moved far: tokens do not last for days. */
    @BeforeEach
    void signIn() {
        banner = new Banner(APP, "herder");
    }

    @Test
    void aMergeInTheMiddleOfOpenCasesMovesThemByEventWithNobodysClockReset() {
        String a = banner.village();
        String b = banner.village();
        String merged = banner.freshCode();
        Visitor atA = APP.village(a);
        Reported plain = banner.reportTo(a);
        Reported urgent = banner.report(
                report -> report.put("hukouUnit", a).put("urgent", true).put("urgentKind", "NO_FOOD"));
        Reported claimed = banner.reportTo(b);
        Reported accepted = banner.reportTo(a);
        Reported claimedAbove = banner.reportTo(b);
        Reported closed = banner.reportTo(a);
        banner.claim(APP.village(b), claimed, 1);
        banner.step(atA, accepted, "accept", 1);
        banner.claim(APP.staff("town-" + b.substring(0, 9)), claimedAbove, 1);
        banner.step(atA, closed, "accept", 1);
        atA.post(
                "/api/v1/cases/" + closed.caseId() + "/close",
                new JsonObject().put("outcome", "HELPED_ONLY").put("answer", "已送去救助款"),
                "If-Match",
                "\"2\"");
        List<Reported> open = List.of(plain, urgent, claimed, accepted, claimedAbove);
        List<String> before = open.stream().map(banner::clocks).toList();
        APP.clock().advance(Duration.ofMinutes(90));
        signIn();
        Visitor atMerged = APP.village(a);

        JsonObject change = into(change("MERGE", a, b), merged, "合心村委会");
        JsonObject preview = banner.preview(change).json();
        JsonObject made = banner.made(change);

        assertThat(items(preview, "caseMoves"))
                .extracting(move -> move.getInteger("open"))
                .containsExactly(3, 2);
        assertThat(items(preview, "cases"))
                .extracting(one -> one.getString("receiptNo"))
                .containsExactlyInAnyOrderElementsOf(
                        open.stream().map(Reported::receiptNo).toList());
        assertThat(made.getString("changeStatus")).isEqualTo("APPLIED");
        assertThat(open).allSatisfy(one -> assertThat(banner.owner(one)).isEqualTo(merged));
        assertThat(open.stream().map(banner::clocks)).isEqualTo(before);
        assertThat(banner.events(plain))
                .containsExactly("report-received at " + a, "unit-changed from " + a + " at " + merged);
        assertThat(banner.owner(closed)).as("old cases keep the old code").isEqualTo(a);

        assertThat(banner.holder(claimed)).as("the holder came along").isNotNull();
        if (a.substring(0, 9).equals("152223107")) {
            assertThat(banner.holder(claimedAbove)).isNotNull();
        } else {
            assertThat(banner.holder(claimedAbove))
                    .as("no township of the new village")
                    .isNull();
            assertThat(banner.events(claimedAbove)).last().isEqualTo("case-released at " + merged);
        }
        Answer queue = atMerged.get("/api/v1/queue?unit=" + merged);
        assertThat(items(queue.json(), "items")).hasSize(5);
        assertThat(items(queue.json(), "items").get(0).getBoolean("urgent")).isTrue();
        assertThat(banner.step(atMerged, plain, "accept", 2).status()).isEqualTo(200);
        assertThat(banner.timeline(plain).getJsonArray("timeline").encode()).contains("unit-changed", "合心村委会");
    }

    @Test
    void oldCodesOldNamesAndScannedCodesFollowTheSuccessor() {
        String old = banner.village();
        String oldName = banner.name(old);
        String kept = banner.village();

        banner.made(into(change("MERGE", old), kept, null));

        assertThat(banner.owner(banner.reportTo(old))).isEqualTo(kept);
        Reported scanned = banner.report(report -> {
            report.remove("hukouUnit");
            return report.put("unitUnknown", true).put("scanCode", old);
        });
        assertThat(banner.owner(scanned)).isEqualTo(kept);
        String township = banner.name(kept.substring(0, 9) + "000");
        assertThat(banner.owner(banner.reportFrom(township + oldName))).isEqualTo(kept);
        JsonObject retired = APP.stranger().get("/api/v1/units/" + old).json();
        assertThat(retired.getString("successorCode")).isEqualTo(kept);
    }

    @Test
    void aHelperThatTakesOverHelpsNoMore() {
        String owner = banner.village();
        String helper = banner.village();
        Reported open = banner.reportTo(owner);
        banner.row("update case_file set helper_unit = $2 where id = $1 returning id", open.caseId(), helper);

        banner.made(into(change("MERGE", owner), helper, null));

        assertThat(banner.owner(open)).isEqualTo(helper);
        assertThat(banner.row("select helper_unit from case_file where id = $1", open.caseId())
                        .getString(0))
                .isNull();
    }

    @Test
    void aRenameKeepsRoutingByTheOldName() {
        String code = banner.village();
        String oldName = banner.name(code);
        String township = banner.name(code.substring(0, 9) + "000");

        banner.made(change("RENAME", code).put("name", "幸福花苑村委会"));

        assertThat(banner.owner(banner.reportFrom(township + oldName))).isEqualTo(code);
        assertThat(banner.owner(banner.reportFrom(township + "幸福花苑村"))).isEqualTo(code);
        JsonObject unit = banner.admin.get("/api/v1/admin/units/" + code).json();
        assertThat(items(unit, "periods"))
                .extracting(period -> period.getString("name"))
                .containsExactly(oldName, "幸福花苑村委会");
        assertThat(items(unit, "aliases"))
                .anySatisfy(alias -> assertThat(alias.getString("alias") + alias.getString("kind"))
                        .isEqualTo(oldName + "HISTORIC"));
    }

    @Test
    void casesOfASplitVillageWaitInTheTownshipPoolWithThePartsNamed() {
        String whole = banner.village();
        String wholeName = banner.name(whole);
        String township = whole.substring(0, 9) + "000";
        String east = whole.substring(0, 9) + "391";
        String west = whole.substring(0, 9) + "392";
        Reported held = banner.reportTo(whole);
        banner.claim(APP.village(whole), held, 1);
        String before = banner.clocks(held);

        banner.made(into(change("SPLIT", whole), east, "旭日东村委会", west, "旭日西村委会"));

        assertThat(banner.owner(held)).isEqualTo(township);
        assertThat(banner.clocks(held)).isEqualTo(before);
        assertThat(banner.holder(held)).isNull();
        JsonObject seen =
                APP.township(township).get("/api/v1/cases/" + held.caseId()).json();
        assertThat(items(seen, "events"))
                .extracting(event -> event.getString("text"))
                .anySatisfy(text -> assertThat(text).contains(wholeName, "旭日东村委会", "旭日西村委会"));
        assertThat(seen.getJsonObject("summary").getString("destination")).isEqualTo("TOWNSHIP_POOL");
        assertThat(banner.owner(banner.reportFrom(banner.name(township) + wholeName)))
                .as("the old name asks a person")
                .isEqualTo(township);
        assertThat(banner.owner(banner.reportTo(whole))).isEqualTo(township);
        Answer transferred = APP.township(township)
                .post(
                        "/api/v1/cases/" + held.caseId() + "/transfer",
                        new JsonObject().put("toUnit", east).put("reason", "TRIAGED"),
                        "If-Match",
                        "\"3\"");
        assertThat(transferred.status()).as(transferred.toString()).isEqualTo(200);
        assertThat(APP.village(whole).get("/api/v1/queue?unit=" + east).status())
                .as("who worked for the whole works for each part")
                .isEqualTo(200);
    }

    @Test
    void aRecodedVillageIsTheSameVillageUnderAnotherCode() {
        String old = banner.village();
        String code = old.substring(0, 9) + "393";
        Reported open = banner.reportTo(old);

        JsonObject made = banner.made(into(change("RECODE", old), code, null));

        assertThat(banner.owner(open)).isEqualTo(code);
        assertThat(banner.name(code)).isEqualTo(banner.name(old));
        assertThat(made.getJsonObject("change").getJsonArray("units")).containsExactly(old);
        Row version = banner.row(
                "select effective_from, inserted_count, retired_count from unit_table_version where version = $1",
                made.getLong("appliedVersion"));
        assertThat(version.getLocalDate(0)).isEqualTo(banner.today());
        assertThat(version.getInteger(1) + version.getInteger(2)).isEqualTo(2);
        Row routing = banner.row(
                "select routing ->> 'unitTableVersion' from report where id = $1",
                banner.reportTo(old).reportId());
        assertThat(Long.parseLong(routing.getString(0))).isGreaterThanOrEqualTo(made.getLong("appliedVersion"));
    }

    @Test
    void aVillageWithoutAQueueHandsItsCasesUp() {
        String code = banner.village();
        Reported open = banner.reportTo(code);

        banner.made(change("ROUTABLE", code).put("routable", false));

        assertThat(banner.owner(open)).isEqualTo(code.substring(0, 9) + "000");
    }

    @Test
    void anotherBannersUnitsAreNotTheirs() {
        Visitor foreign = APP.staff("admin-150422");
        String ours = banner.village();
        int version = banner.preview(change("RETIRE", ours)).json().getInteger("version");

        Answer preview = foreign.post("/api/v1/admin/unit-changes/preview", change("RETIRE", ours));
        Answer made =
                foreign.post("/api/v1/admin/unit-changes", change("RETIRE", ours), "If-Match", "\"" + version + "\"");

        assertThat(preview.faults()).containsExactly("/units/0 unit-not-in-your-banner");
        assertThat(made.status()).isEqualTo(422);
        assertThat(foreign.get("/api/v1/admin/units/" + ours).status()).isEqualTo(404);
        assertThat(foreign.get("/api/v1/admin/units?within=" + ours).status()).isEqualTo(404);
        assertThat(banner.admin.get("/api/v1/admin/units/" + ours).status()).isEqualTo(200);
    }

    @Test
    void thePagesOfUnitsNameEachOnceAndEnd() {
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            JsonObject page = banner.admin
                    .get("/api/v1/admin/units?inForce=true&limit=40&within=" + TOWNSHIP + after)
                    .json();
            items(page, "items").forEach(item -> seen.add(item.getString("unitCode")));
            after = page.containsKey("nextAfter") ? "&after=" + page.getString("nextAfter") : "";
        } while (!after.isEmpty());

        long stored = banner.row("select count(*) from unit where unit_code like '152223107%' and valid_to is null")
                .getLong(0);
        assertThat(seen).doesNotHaveDuplicates().hasSize((int) stored);
    }

    @Test
    void faultsAreToldAllAtOnce() {
        Answer answer = banner.preview(into(
                change("SPLIT", banner.village()),
                "152223107208",
                "巴岱村委会",
                "152223999201",
                "旭日村委会",
                "150422100300",
                "旭日村委会"));

        assertThat(answer.faults())
                .containsExactly(
                        "/into/0/unitCode unit-code-taken",
                        "/into/1/unitCode unit-code-without-township",
                        "/into/2/unitCode unit-not-in-your-banner");
        assertThat(banner.preview(change("RENAME", banner.village())).faults())
                .containsExactly("/name unit-name-needed");
        assertThat(banner.preview(change("MERGE", banner.village())).faults())
                .containsExactly("/into unit-count-wrong");
    }

    @Test
    void whoWouldWorkNowhereIsWarnedOf() {
        JsonObject preview =
                banner.preview(into(change("ADD"), banner.freshCode(), "巴岱村委会")).json();

        assertThat(items(preview, "warnings"))
                .extracting(warning -> warning.getString("code"))
                .containsExactlyInAnyOrder("name-collision", "unit-without-staff");
    }

    @Test
    void whoChangedWhatStandsInTheTrail() {
        String old = banner.village();
        banner.made(change("RETIRE", old));

        JsonArray trail = APP.staff("audit-152223")
                .get("/api/v1/audit-events?limit=100")
                .json()
                .getJsonArray("items");

        assertThat(trail.encode()).contains("units-changed", "RETIRE " + old);
        assertThat(APP.staff("audit-152223").get("/api/v1/admin/unit-changes").status())
                .isEqualTo(200);
        assertThat(APP.newStaff("newcomer", new Post(Role.VILLAGE, banner.village()))
                        .get("/api/v1/admin/unit-changes")
                        .status())
                .isEqualTo(403);
    }
}
