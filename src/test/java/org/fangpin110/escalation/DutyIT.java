package org.fangpin110.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.sandbox.InboxMessage;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.support.Answer;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.fangpin110.unit.UnitRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who answers for a unit: rosters, posts, and what happens to work when they change. */
class DutyIT {
    private static final String ROSTER = "/api/v1/units/" + Reports.VILLAGE + "/duty-roster";
    private static final String POSTS = "/api/v1/units/" + Reports.VILLAGE + "/posts";
    private static final String NEXT_DOOR = "152223107209";

    private final TestApp app = TestApp.with(Map.of());

    @BeforeEach
    void start() throws Exception {
        app.start();
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    // rosters

    @Test
    void aTownshipKeepsTheRosterOfItsVillageAndSeesNumbersMasked() {
        Visitor township = app.township(Reports.TOWNSHIP);
        JsonObject before = township.get(ROSTER).json();

        Answer answer = replace(
                township,
                before.getInteger("version"),
                line("13812345678"),
                line("13987654321").put("until", "2026-12-01T00:00:00+08:00"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("13812345678").contains("138****5678");
        assertThat(answer.json().getJsonObject("onDuty").getString("phone")).isEqualTo("138****5678");
        assertThat(answer.header("ETag")).isEqualTo("\"" + (before.getInteger("version") + 1) + "\"");
        assertThat(number("select count(*) from duty_roster where position('13812345678'::bytea in phone) > 0"))
                .isZero();
        assertThat(number("select count(*) from duty_roster where removed_at is not null and unit_code = '"
                        + Reports.VILLAGE + "'"))
                .as("the roster before is kept")
                .isEqualTo(1);
    }

    @Test
    void aMaskedNumberWrittenBackIsRefusedAndALineWithoutOneKeepsIts() {
        Visitor township = app.township(Reports.TOWNSHIP);
        int version = township.get(ROSTER).json().getInteger("version");
        JsonObject made = replace(township, version, line("13812345678")).json();
        String dutyId = made.getJsonArray("duties").getJsonObject(0).getString("dutyId");
        version = made.getInteger("version");

        Answer masked = replace(township, version, line("138****5678").put("dutyId", dutyId));
        Answer kept = replace(township, version, new JsonObject().put("dutyId", dutyId), line("13700000000"));

        assertThat(masked.status()).isEqualTo(422);
        assertThat(masked.text()).contains("/duties/0/phone", "phone-masked");
        assertThat(kept.status()).as(kept.toString()).isEqualTo(200);
        assertThat(kept.json().getJsonArray("duties").getJsonObject(0).getString("dutyId"))
                .isEqualTo(dutyId);
        assertThat(township.get(ROSTER + "/" + dutyId + "/phone").json().getString("phone"))
                .isEqualTo("13812345678");
        assertThat(number("select count(*) from audit_event where action = 'duty-phone-read' and detail = '" + dutyId
                        + "' and actor_kind = 'STAFF'"))
                .isEqualTo(1);
    }

    @Test
    void everyFaultOfARosterIsToldAtOnceAndNothingChanges() {
        Visitor township = app.township(Reports.TOWNSHIP);
        JsonObject before = township.get(ROSTER).json();
        String stranger = staffId("village-" + NEXT_DOOR);

        Answer answer = replace(
                township,
                before.getInteger("version"),
                line("0482-6184919"),
                line("13812345678").put("staffId", stranger),
                line("13812345678").put("from", "2026-12-01T00:00:00Z").put("until", "2026-12-01T00:00:00Z"),
                new JsonObject().put("dutyId", UUID.randomUUID().toString()),
                line("13812345678").put("from", "2026-13-41T00:00:00Z"),
                new JsonObject());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getJsonArray("errors").stream()
                        .map(error -> ((JsonObject) error).getString("pointer") + " "
                                + ((JsonObject) error).getString("code")))
                .containsExactly(
                        "/duties/0/phone phone-takes-no-sms",
                        "/duties/1/staffId no-post-in-unit",
                        "/duties/2/until ends-before-it-begins",
                        "/duties/3/dutyId unknown-duty",
                        "/duties/4/from wrong-format",
                        "/duties/5/phone phone-missing");
        assertThat(township.get(ROSTER).json()).isEqualTo(before);
    }

    @Test
    void ofTwoWhoReplaceTheSameRosterOneIsToldThatItChanged() {
        Visitor township = app.township(Reports.TOWNSHIP);
        int version = township.get(ROSTER).json().getInteger("version");

        Answer first = replace(township, version, line("13812345678"));
        Answer second = replace(app.desk(), version, line("13900000000"));

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(412);
        assertThat(township.get(ROSTER).json().getInteger("version")).isEqualTo(version + 1);
    }

    @Test
    void whoIsOnDutyIsSaidByTheClockAndElseByTheLevelAbove() {
        Visitor township = app.township(Reports.TOWNSHIP);
        int version = township.get(ROSTER).json().getInteger("version");
        replace(
                township,
                version,
                line("13800000001").put("from", "2026-11-23T16:00:00+08:00").put("until", "2026-11-23T18:00:00+08:00"));

        assertThat(onDutyNow(township)).isEqualTo(Reports.TOWNSHIP); // noon
        app.clock().advance(Duration.ofHours(4));
        assertThat(onDutyNow(app.township(Reports.TOWNSHIP))).isEqualTo(Reports.VILLAGE);
        app.clock().advance(Duration.ofHours(2));
        assertThat(onDutyNow(app.township(Reports.TOWNSHIP))).isEqualTo(Reports.TOWNSHIP);
    }

    @Test
    void theDemoUnitsHaveSomebodyOnDuty() {
        report();
        app.clock().advance(Duration.ofDays(3));
        app.app().escalation().scan().await();
        app.clock().advance(Duration.ofMinutes(2));

        assertThat(staffSms()).anyMatch(text -> text.contains("1件"));
    }

    // the contractor's file

    @Test
    void aRosterFileIsImportedAllOfItOrNothing() {
        String good = "unit_code,phone,account,from,until\n"
                + Reports.VILLAGE + ",13811110001,village-" + Reports.VILLAGE + ",2026-11-01,2026-12-31\n"
                + Reports.VILLAGE + ",13811110002,,,\n" + NEXT_DOOR + ",13811110003,,,\n";
        String bad = good + "999999999999,13811110004,,,\n" + NEXT_DOOR + ",138****0004,,,\n" + NEXT_DOOR
                + ",13811110005,nobody,,\n" + NEXT_DOOR + ",13811110006,village-" + Reports.VILLAGE + ",,\n";

        RosterImport.Result refusedShape = load(bad);
        RosterImport.Result refused = load(bad.replace("138****0004", "13811110009"));
        long before = number("select count(*) from duty_roster where made_by = '00000000-0000-0000-0000-000000000000'"
                + " and removed_at is not null");
        RosterImport.Result done = load(good);

        assertThat(refusedShape.faults()).containsExactly(new RosterFile.Fault(6, "phone", "phone-masked"));
        assertThat(refused.faults())
                .containsExactly(
                        new RosterFile.Fault(5, "unit_code", "unknown-unit"),
                        new RosterFile.Fault(7, "account", "unknown-account"),
                        new RosterFile.Fault(8, "account", "no-post-in-unit"));
        assertThat(before).isZero();
        assertThat(done).isEqualTo(new RosterImport.Result(2, 3, List.of()));
        JsonArray lines = app.township(Reports.TOWNSHIP).get(ROSTER).json().getJsonArray("duties");
        assertThat(lines).hasSize(2);
        assertThat(lines.getJsonObject(0).getString("until")).isEqualTo("2026-12-31T16:00:00Z");
    }

    @Test
    void everyUnitOfTheRegionInOneFile() {
        StringBuilder file = new StringBuilder("unit_code,phone\n");
        List<String> codes = new ArrayList<>();
        app.pool()
                .query("select unit_code from unit where level = 5 and valid_to is null order by 1 limit 14592")
                .execute()
                .await()
                .forEach(row -> codes.add(row.getString(0)));
        codes.forEach(code -> file.append(code).append(",13811110001\n"));

        RosterImport.Result done = load(file.toString());

        assertThat(done).isEqualTo(new RosterImport.Result(codes.size(), codes.size(), List.of()));
        assertThat(number("select count(*) from duty_roster where removed_at is null"))
                .isGreaterThanOrEqualTo(codes.size());
    }

    // posts

    @Test
    void whoLeavesHoldsNoCaseAndNoPhoneAndTheUnitIsToldOnce() {
        Visitor leaving = app.newStaff("leaving", new Post(Role.VILLAGE, Reports.VILLAGE));
        app.deactivate("village-" + Reports.VILLAGE);
        Visitor township = app.township(Reports.TOWNSHIP);
        int version = township.get(ROSTER).json().getInteger("version");
        replace(township, version, line("13822220001").put("staffId", staffId("leaving")), line("13822220002"));
        UUID caseId = report();
        assertThat(leaving.send("POST", "/api/v1/cases/" + caseId + "/claim", null, "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
        app.deliver();

        app.deactivate("leaving");

        assertThat(number("select count(*) from case_file where claimed_by is not null"))
                .isZero();
        assertThat(number("select count(*) from case_event where kind = 'case-freed' and actor_kind = 'SYSTEM'"))
                .isEqualTo(1);
        assertThat(township.get(ROSTER).json().getJsonArray("duties")).hasSize(1);
        assertThat(number("select count(*) from queue_alarm where kind = 'NO_STAFF' and ended_at is null"))
                .isEqualTo(1);
        assertThat(app.app().escalation().watchQueues().await()).isZero();
        app.clock().advance(Duration.ofMinutes(3));
        assertThat(staffSms().stream().filter(text -> text.contains("无在岗"))).hasSize(1);
        assertThat(staffSms().stream().filter(text -> text.contains("待办无人查看"))).hasSize(1);
        assertThat(township.get("/api/v1/cases/" + caseId).status()).isEqualTo(200);
    }

    @Test
    void whileSomebodyElseServesThereNobodyIsTold() {
        app.newStaff("second", new Post(Role.VILLAGE, Reports.VILLAGE));
        report();

        app.deactivate("second");

        assertThat(number("select count(*) from queue_alarm")).isZero();
        assertThat(number("select count(*) from outbox where kind = 'staff-notice'"))
                .isZero();
    }

    @Test
    void anAdministratorHandsAPostOver() {
        app.newStaff("new-here", new Post(Role.VILLAGE, NEXT_DOOR));
        Visitor admin = app.staff("admin-152223");

        Answer started = start(admin, POSTS, "new-here", "VILLAGE");
        Answer again = start(admin, POSTS, "new-here", "VILLAGE");
        String old = postId(admin, "village-" + Reports.VILLAGE);
        Answer ended = admin.post("/api/v1/posts/" + old + "/end");
        Answer twice = admin.post("/api/v1/posts/" + old + "/end");

        assertThat(started.status()).as(started.toString()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(409);
        assertThat(ended.status()).isEqualTo(204);
        assertThat(twice.status()).isEqualTo(404);
        assertThat(admin.get(POSTS).text()).contains("new-here").doesNotContain("village-" + Reports.VILLAGE);
        assertThat(number("select count(*) from audit_event where action in ('post-started', 'post-ended')"))
                .isEqualTo(2);
    }

    @Test
    void nobodyGivesRightsToThemselvesOrToStrangers() {
        app.newStaff("elsewhere", new Post(Role.VILLAGE, "150422100201"));
        Visitor admin = app.staff("admin-152223");

        assertThat(start(admin, POSTS, "admin-152223", "VILLAGE").text()).contains("not-yourself");
        assertThat(start(admin, POSTS, "elsewhere", "VILLAGE").text()).contains("not-staff-of-the-banner");
        assertThat(start(admin, POSTS, "nobody", "VILLAGE").text()).contains("not-staff-of-the-banner");
        assertThat(start(admin, POSTS, "desk-152223", "TOWNSHIP").text()).contains("role-at-wrong-level");
        assertThat(start(admin, POSTS, "desk-152223", "AUDITOR").status()).isEqualTo(400);
        assertThat(start(admin, "/api/v1/units/150422100201/posts", "desk-152223", "VILLAGE")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theLastAdministratorStaysEvenWhenTwoLeaveAtOnce() throws Exception {
        app.newStaff("second-admin", new Post(Role.BANNER_ADMIN, TestApp.BANNER));
        Visitor admin = app.staff("admin-152223");
        String banner = "/api/v1/units/" + TestApp.BANNER + "/posts";
        String mine = postId(admin, banner, "admin-152223");
        String theirs = postId(admin, banner, "second-admin");
        UUID first = UUID.fromString(mine);
        PostHandover handover = new PostHandover(
                app.pool(),
                new org.fangpin110.audit.AuditTrail(new TimeOrderedIds(app.clock()), app.clock()),
                app.clock());
        var member = new org.fangpin110.staff.StaffMember(
                UUID.randomUUID(), "x", "x", List.of(new Post(Role.BANNER_ADMIN, TestApp.BANNER)));

        List<Future<Void>> both = List.of(handover.end(member, first), handover.end(member, UUID.fromString(theirs)));
        Future.join(both).otherwiseEmpty().await();

        assertThat(both.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(number("select count(*) from staff_post where role = 'BANNER_ADMIN' and ended_at is null"
                        + " and unit_code = '" + TestApp.BANNER + "'"))
                .isEqualTo(1);
    }

    private static Answer start(Visitor admin, String path, String account, String role) {
        return admin.post(path, new JsonObject().put("account", account).put("role", role));
    }

    private static String postId(Visitor admin, String account) {
        return postId(admin, POSTS, account);
    }

    private static String postId(Visitor admin, String path, String account) {
        return admin.get(path).json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(post -> post.getString("account").equals(account))
                .findFirst()
                .orElseThrow()
                .getString("postId");
    }

    private RosterImport.Result load(String text) {
        try {
            RosterFile file = RosterFile.read(
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                    app.clock().instant());
            return new RosterImport(app.cipher(), new TimeOrderedIds(app.clock()), app.clock())
                    .apply(
                            app.pool(),
                            file,
                            new UnitRepository().load(app.pool()).await())
                    .await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject line(String phone) {
        return new JsonObject().put("phone", phone);
    }

    private static Answer replace(Visitor keeper, int version, JsonObject... lines) {
        JsonObject body = new JsonObject().put("duties", new JsonArray(List.of(lines)));
        return keeper.send(
                "PUT", ROSTER, body.encode().getBytes(StandardCharsets.UTF_8), "If-Match", "\"" + version + "\"");
    }

    private static String onDutyNow(Visitor keeper) {
        return keeper.get(ROSTER)
                .json()
                .getJsonObject("onDuty")
                .getJsonObject("unit")
                .getString("unitCode");
    }

    private UUID report() {
        var answer = app.resident("family").submit(UUID.randomUUID(), Reports.crackedWall());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return app.pool()
                .preparedQuery("select case_id from report where id = $1")
                .execute(Tuple.of(UUID.fromString(answer.json().getString("reportId"))))
                .await()
                .iterator()
                .next()
                .getUUID(0);
    }

    private List<String> staffSms() {
        return app.deliver().stream()
                .filter(message -> message.template().startsWith("staff-"))
                .map(InboxMessage::lines)
                .map(lines -> String.join("", lines))
                .toList();
    }

    private String staffId(String account) {
        return app.pool()
                .preparedQuery("select staff_id from staff where account = $1")
                .execute(Tuple.of(account))
                .await()
                .iterator()
                .next()
                .getUUID(0)
                .toString();
    }

    private long number(String sql) {
        return app.pool().query(sql).execute().await().iterator().next().getLong(0);
    }
}
