package org.fangpin110.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fangpin110.gazetteer.Banner.change;
import static org.fangpin110.gazetteer.Banner.into;
import static org.fangpin110.gazetteer.Banner.items;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.gazetteer.Banner.Reported;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.support.Answer;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Units change while cases are open: cases follow by event, clocks run on, and nobody else's units are touched. */
class UnitChangeIT {
    private static final String OTHER_BANNER = "150422000000";
    private static final String TOWNSHIP = "152223107000";
    private static final AtomicInteger NEXT_CODE = new AtomicInteger(300);

    @RegisterExtension
    static final TestApp APP = TestApp.with(Map.of(
            "FANGPIN_SERVED_UNITS", TestApp.BANNER + "," + OTHER_BANNER, "FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900"));

    private static Banner banner;
    private static List<String> villages;
    private static int used;

    /** Anew before each test, and whenever time moved far: tokens do not last for days. */
    @BeforeEach
    void signIn() {
        banner = new Banner(APP, "herder");
    }

    @BeforeAll
    static void places() {
        villages = APP
                .pool()
                .query("select unit_code from unit where parent_code like '152223%' and level = 5 and is_routable "
                        + "and valid_to is null order by unit_code desc")
                .execute()
                .await()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    /** A village no other test uses. */
    private static String village() {
        return villages.get(used++);
    }

    private static String freshCode() {
        return "152223107" + NEXT_CODE.incrementAndGet();
    }

    private static LocalDate today() {
        return LocalDate.ofInstant(APP.clock().instant(), WorkCalendar.ZONE);
    }

    private static final String CLOCKS =
            """
            select received_at, due_at, promised_by, accepted_at, priority, state, policy_version, bounce_count
            from case_file where id = $1""";

    private static String clocks(Reported reported) {
        return banner.row(CLOCKS, reported.caseId()).deepToString();
    }

    private static List<String> events(Reported reported) {
        return APP
                .pool()
                .preparedQuery("select kind || coalesce(' from ' || from_unit, '') || ' at ' || owner_unit "
                        + "from case_event where case_id = $1 order by sequence")
                .execute(io.vertx.sqlclient.Tuple.of(reported.caseId()))
                .await()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static Answer step(Visitor staff, Reported reported, String step, int version) {
        Answer answer = staff.post(
                "/api/v1/cases/" + reported.caseId() + "/" + step, new JsonObject(), "If-Match", "\"" + version + "\"");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private static Answer claim(Visitor staff, Reported reported, int version) {
        return staff.post("/api/v1/cases/" + reported.caseId() + "/claim", "If-Match", "\"" + version + "\"");
    }

    @Test
    void aMergeInTheMiddleOfOpenCasesMovesThemByEventWithNobodysClockReset() {
        String a = village();
        String b = village();
        String merged = freshCode();
        Visitor atA = APP.village(a);
        Reported plain = banner.reportTo(a);
        Reported urgent = banner.report(
                report -> report.put("hukouUnit", a).put("urgent", true).put("urgentKind", "NO_FOOD"));
        Reported claimed = banner.reportTo(b);
        Reported accepted = banner.reportTo(a);
        Reported claimedAbove = banner.reportTo(b);
        Reported closed = banner.reportTo(a);
        claim(APP.village(b), claimed, 1);
        step(atA, accepted, "accept", 1);
        claim(APP.staff("town-" + b.substring(0, 9)), claimedAbove, 1);
        step(atA, closed, "accept", 1);
        atA.post(
                "/api/v1/cases/" + closed.caseId() + "/close",
                new JsonObject().put("outcome", "HELPED_ONLY").put("answer", "已送去救助款"),
                "If-Match",
                "\"2\"");
        List<Reported> open = List.of(plain, urgent, claimed, accepted, claimedAbove);
        List<String> before = open.stream().map(UnitChangeIT::clocks).toList();
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
        assertThat(open.stream().map(UnitChangeIT::clocks)).isEqualTo(before);
        assertThat(events(plain))
                .containsExactly("report-received at " + a, "unit-changed from " + a + " at " + merged);
        assertThat(banner.owner(closed)).as("old cases keep the old code").isEqualTo(a);

        assertThat(holder(claimed)).as("the holder came along").isNotNull();
        if (a.substring(0, 9).equals("152223107")) {
            assertThat(holder(claimedAbove)).isNotNull();
        } else {
            assertThat(holder(claimedAbove))
                    .as("no township of the new village")
                    .isNull();
            assertThat(events(claimedAbove)).last().isEqualTo("case-released at " + merged);
        }
        Answer queue = atMerged.get("/api/v1/queue?unit=" + merged);
        assertThat(items(queue.json(), "items")).hasSize(5);
        assertThat(items(queue.json(), "items").get(0).getBoolean("urgent")).isTrue();
        assertThat(step(atMerged, plain, "accept", 2).status()).isEqualTo(200);
        assertThat(banner.timeline(plain).getJsonArray("timeline").encode()).contains("unit-changed", "合心村委会");
    }

    private static Object holder(Reported reported) {
        return banner.row("select claimed_by from case_file where id = $1", reported.caseId())
                .getUUID(0);
    }

    @Test
    void oldCodesOldNamesAndScannedCodesFollowTheSuccessor() {
        String old = village();
        String oldName = name(old);
        String kept = village();

        banner.made(into(change("MERGE", old), kept, null));

        assertThat(banner.owner(banner.reportTo(old))).isEqualTo(kept);
        Reported scanned = banner.report(report -> {
            report.remove("hukouUnit");
            return report.put("unitUnknown", true).put("scanCode", old);
        });
        assertThat(banner.owner(scanned)).isEqualTo(kept);
        String township = name(kept.substring(0, 9) + "000");
        assertThat(banner.owner(banner.reportFrom(township + oldName))).isEqualTo(kept);
        JsonObject retired = APP.stranger().get("/api/v1/units/" + old).json();
        assertThat(retired.getString("successorCode")).isEqualTo(kept);
    }

    private static String name(String code) {
        return banner.row("select name from unit where unit_code = $1 order by valid_from desc limit 1", code)
                .getString(0);
    }

    @Test
    void aRenameKeepsRoutingByTheOldName() {
        String code = village();
        String oldName = name(code);
        String township = name(code.substring(0, 9) + "000");

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
        String whole = village();
        String wholeName = name(whole);
        String township = whole.substring(0, 9) + "000";
        String east = whole.substring(0, 9) + "391";
        String west = whole.substring(0, 9) + "392";
        Reported held = banner.reportTo(whole);
        claim(APP.village(whole), held, 1);
        String before = clocks(held);

        banner.made(into(change("SPLIT", whole), east, "旭日东村委会", west, "旭日西村委会"));

        assertThat(banner.owner(held)).isEqualTo(township);
        assertThat(clocks(held)).isEqualTo(before);
        assertThat(holder(held)).isNull();
        JsonObject seen =
                APP.township(township).get("/api/v1/cases/" + held.caseId()).json();
        assertThat(items(seen, "events"))
                .extracting(event -> event.getString("text"))
                .anySatisfy(text -> assertThat(text).contains(wholeName, "旭日东村委会", "旭日西村委会"));
        assertThat(seen.getJsonObject("summary").getString("destination")).isEqualTo("TOWNSHIP_POOL");
        assertThat(banner.owner(banner.reportFrom(name(township) + wholeName)))
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
        String old = village();
        String code = old.substring(0, 9) + "393";
        Reported open = banner.reportTo(old);

        JsonObject made = banner.made(into(change("RECODE", old), code, null));

        assertThat(banner.owner(open)).isEqualTo(code);
        assertThat(name(code)).isEqualTo(name(old));
        assertThat(made.getJsonObject("change").getJsonArray("units")).containsExactly(old);
        Row version = banner.row(
                "select effective_from, inserted_count, retired_count from unit_table_version where version = $1",
                made.getLong("appliedVersion"));
        assertThat(version.getLocalDate(0)).isEqualTo(today());
        assertThat(version.getInteger(1) + version.getInteger(2)).isEqualTo(2);
        Row routing = banner.row(
                "select routing ->> 'unitTableVersion' from report where id = $1",
                banner.reportTo(old).reportId());
        assertThat(Long.parseLong(routing.getString(0))).isGreaterThanOrEqualTo(made.getLong("appliedVersion"));
    }

    @Test
    void aVillageWithoutAQueueHandsItsCasesUp() {
        String code = village();
        Reported open = banner.reportTo(code);

        banner.made(change("ROUTABLE", code).put("routable", false));

        assertThat(banner.owner(open)).isEqualTo(code.substring(0, 9) + "000");
    }

    @Test
    void aPlannedChangeWaitsForTheFirstMomentOfItsDay() {
        String old = village();
        String kept = village();
        Reported open = banner.reportTo(old);
        String day = today().plusDays(1).toString();
        JsonObject planned = banner.made(into(change("MERGE", old), kept, null).put("effectiveFrom", day));
        JsonObject other = banner.made(change("RETIRE", village()).put("effectiveFrom", day));
        assertThat(planned.getString("changeStatus")).isEqualTo("PLANNED");
        assertThat(banner.admin.get("/api/v1/admin/units?within=" + old).json().encode())
                .contains(planned.getString("changeId"));
        Answer cancelled = banner.admin.post(
                "/api/v1/admin/unit-changes/" + other.getString("changeId") + "/cancel", "If-Match", "\"1\"");
        assertThat(cancelled.json().getString("changeStatus")).isEqualTo("CANCELLED");

        APP.app().lookAround().await();
        assertThat(banner.owner(open)).as("not yet").isEqualTo(old);
        Duration untilMidnight = Duration.between(
                APP.clock().instant(),
                LocalDate.parse(day).atStartOfDay(WorkCalendar.ZONE).toInstant());
        APP.clock().advance(untilMidnight);
        signIn();
        APP.app().lookAround().await();

        assertThat(banner.owner(open)).isEqualTo(kept);
        assertThat(listed("PLANNED")).isEmpty();
        assertThat(listed("APPLIED")).contains(planned.getString("changeId"));
        assertThat(banner.row("select valid_to from unit where unit_code = $1", old)
                        .getLocalDate(0))
                .hasToString(day);
    }

    private static List<String> listed(String status) {
        return items(
                        banner.admin
                                .get("/api/v1/admin/unit-changes?limit=100&changeStatus=" + status)
                                .json(),
                        "items")
                .stream()
                .map(item -> item.getString("changeId"))
                .toList();
    }

    @Test
    void whatNoLongerFitsOnItsDayIsMarkedAndNotForced() {
        String old = village();
        String day = today().plusDays(1).toString();
        JsonObject planned =
                banner.made(change("RENAME", old).put("name", "新名字村委会").put("effectiveFrom", day));
        banner.made(change("RETIRE", old));

        APP.clock().advance(Duration.ofDays(1));
        signIn();
        APP.app().lookAround().await();

        JsonObject failed = items(
                        banner.admin
                                .get("/api/v1/admin/unit-changes?changeStatus=FAILED")
                                .json(),
                        "items")
                .get(0);
        assertThat(failed.getString("changeId")).isEqualTo(planned.getString("changeId"));
        assertThat(failed.getString("failure")).isEqualTo("unit-unknown");
    }

    @Test
    void ofTwoChangesMadeAtOnceOneIsAskedToLookAgain() {
        List<String> both = List.of(village(), village());
        int version = banner.preview(change("RETIRE", both.get(0))).json().getInteger("version");

        List<Answer> answers = AtOnce.run(2, i -> banner.make(change("RETIRE", both.get(i)), version));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 412);
        Answer refused = answers.stream()
                .filter(answer -> answer.status() == 412)
                .findFirst()
                .orElseThrow();
        assertThat(refused.json().getInteger("currentVersion")).isEqualTo(version + 1);
    }

    @Test
    void anotherBannersUnitsAreNotTheirs() {
        Visitor foreign = APP.staff("admin-150422");
        String ours = village();
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
                change("SPLIT", village()), "152223107208", "巴岱村委会", "152223999201", "旭日村委会", "150422100300", "旭日村委会"));

        assertThat(answer.faults())
                .containsExactly(
                        "/into/0/unitCode unit-code-taken",
                        "/into/1/unitCode unit-code-without-township",
                        "/into/2/unitCode unit-not-in-your-banner");
        assertThat(banner.preview(change("RENAME", village())).faults()).containsExactly("/name unit-name-needed");
        assertThat(banner.preview(change("MERGE", village())).faults()).containsExactly("/into unit-count-wrong");
    }

    @Test
    void whoWouldWorkNowhereIsWarnedOf() {
        JsonObject preview =
                banner.preview(into(change("ADD"), freshCode(), "巴岱村委会")).json();

        assertThat(items(preview, "warnings"))
                .extracting(warning -> warning.getString("code"))
                .containsExactlyInAnyOrder("name-collision", "unit-without-staff");
    }

    /** Residents go on sending to the old village, by two nodes, one of which has not heard of the change. */
    @Test
    void aReportThatWasUnderWayDuringTheChangeEndsAtTheSuccessor() throws Exception {
        String old = village();
        String kept = village();
        TestApp behind = APP.another(Map.of());
        try {
            Banner other = new Banner(behind, "late", null);
            AtomicBoolean over = new AtomicBoolean();
            List<List<Reported>> sent = AtOnce.run(5, i -> {
                List<Reported> mine = new ArrayList<>();
                if (i == 0) {
                    while (APP.pool()
                                    .query("select count(*) from case_file where owner_unit = '" + old + "'")
                                    .execute()
                                    .await()
                                    .iterator()
                                    .next()
                                    .getLong(0)
                            < 10) {
                        Thread.onSpinWait();
                    }
                    banner.made(into(change("MERGE", old), kept, null));
                    over.set(true);
                    return mine;
                }
                while (!over.get() || mine.size() < 5) {
                    mine.add((i % 2 == 0 ? banner : other).reportTo(old));
                }
                return mine;
            });
            List<Reported> all = sent.stream().flatMap(List::stream).toList();
            List<Reported> late =
                    Stream.generate(() -> other.reportTo(old)).limit(3).toList();
            assertThat(late).as("this node has not heard").anyMatch(one -> banner.owner(one)
                    .equals(old));

            APP.app().lookAround().await();

            assertThat(Stream.concat(all.stream(), late.stream()))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(one -> assertThat(banner.owner(one)).isEqualTo(kept));
            behind.app().lookAround().await();
            assertThat(banner.owner(other.reportTo(old))).isEqualTo(kept);
        } finally {
            behind.stop();
        }
    }

    @Test
    void aNodeThatIsBehindMovesNothing() throws Exception {
        String old = village();
        String code = old.substring(0, 9) + "394";
        TestApp behind = APP.another(Map.of());
        try {
            banner.made(into(change("RECODE", old), code, null));
            Reported open = banner.reportTo(code);

            behind.app().lookAround().await();

            assertThat(banner.owner(open)).isEqualTo(code);
            assertThat(events(open)).hasSize(1);
        } finally {
            behind.stop();
        }
    }

    @Test
    void whoChangedWhatStandsInTheTrail() {
        String old = village();
        banner.made(change("RETIRE", old));

        JsonArray trail = APP.staff("audit-152223")
                .get("/api/v1/audit-events?limit=100")
                .json()
                .getJsonArray("items");

        assertThat(trail.encode()).contains("units-changed", "RETIRE " + old);
        assertThat(APP.staff("audit-152223").get("/api/v1/admin/unit-changes").status())
                .isEqualTo(200);
        assertThat(APP.newStaff("newcomer", new Post(Role.VILLAGE, villages.get(150)))
                        .get("/api/v1/admin/unit-changes")
                        .status())
                .isEqualTo(403);
    }
}
