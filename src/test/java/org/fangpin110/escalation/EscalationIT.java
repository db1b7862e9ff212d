package org.fangpin110.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.form.FormCode;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.sandbox.InboxMessage;
import org.fangpin110.staff.Duty;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.CaseWalk;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.fangpin110.workflow.Action;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody acts: each test on an application of its own, from Monday noon on, with a report due at the end of Wednesday. */
class EscalationIT {
    private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T04:00:00Z");
    /** The midnight after Wednesday in Inner Mongolia. */
    private static final Instant DUE = Instant.parse("2026-11-25T16:00:00Z");

    private static final String UNSERVED = "152223107209";

    private final TestApp app = TestApp.with(Map.of());

    @BeforeEach
    void start() throws Exception {
        app.start();
        run("update duty_roster set removed_at = $1", OffsetDateTime.parse("2026-11-23T00:00:00Z")); // of the demo
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    @Test
    void aCaseClimbsLevelByLevelOnWorkingDays() {
        UUID caseId = report();

        assertThat(levelsAt(caseId, MONDAY_NOON)).isEmpty();
        assertThat(levelsAt(caseId, DUE.minus(Duration.ofDays(1)).minusSeconds(1)))
                .isEmpty();
        assertThat(levelsAt(caseId, DUE.minus(Duration.ofDays(1)))).containsExactly("DUE_SOON");
        assertThat(levelsAt(caseId, DUE)).containsExactly("DUE_SOON", "OVERDUE");
        assertThat(levelsAt(caseId, DUE.plus(Duration.ofDays(1)))).containsExactly("DUE_SOON", "OVERDUE", "TOWNSHIP");
        assertThat(levelsAt(caseId, Instant.parse("2026-11-30T15:59:59Z"))) // Monday; the weekend does not count
                .containsExactly("DUE_SOON", "OVERDUE", "TOWNSHIP");
        assertThat(levelsAt(caseId, Instant.parse("2026-11-30T16:00:00Z")))
                .containsExactly("DUE_SOON", "OVERDUE", "TOWNSHIP", "BANNER");
        assertThat(app.app().escalation().scan().await()).isZero();
        assertThat(strings("select kind from case_event where case_id = $1 order by sequence", caseId))
                .containsExactly(
                        "report-received",
                        "case-due-soon",
                        "case-overdue",
                        "case-escalated-township",
                        "case-escalated-banner");
    }

    @Test
    void afterALongDowntimeEachLevelComesOnceOldestFirstAndOneMessageTellsOfAll() {
        onDuty(TestApp.BANNER, "13900000001");
        UUID first = report();
        UUID second = report();

        to(Instant.parse("2026-12-07T04:00:00Z"));
        int risen = app.app().escalation().scan().await();

        assertThat(risen).isEqualTo(8);
        assertThat(levels(first)).containsExactly("DUE_SOON", "OVERDUE", "TOWNSHIP", "BANNER");
        assertThat(levels(second)).hasSize(4);
        assertThat(dutySms("13900000001"))
                .singleElement()
                .satisfies(sms -> assertThat(sms).contains("2件").doesNotContain("1380"));
    }

    @Test
    void twoNodesAtOnceNeverDoubleALevelOrAMessage() throws Exception {
        onDuty(TestApp.BANNER, "13900000002");
        for (int i = 0; i < 40; i++) {
            report();
        }
        TestApp other = app.another(Map.of());
        try {
            to(Instant.parse("2026-12-07T04:00:00Z"));
            List<Future<Integer>> passes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                passes.add(app.app().escalation().scan());
                passes.add(other.app().escalation().scan());
            }
            int risen = passes.stream().mapToInt(pass -> pass.await()).sum();
            risen += app.app().escalation().scan().await();

            assertThat(risen).isEqualTo(160);
            assertThat(number("select count(*) from case_event where actor_kind = 'SYSTEM' and kind like 'case-%'"))
                    .isEqualTo(160);
            assertThat(number("select count(*) from (select case_id, last_sequence from case_event e join case_file c"
                            + " on c.id = e.case_id group by 1, 2 having max(sequence) <> last_sequence) x"))
                    .isZero();
            assertThat(dutySms("13900000002")).hasSize(1);
        } finally {
            other.stop();
        }
    }

    @Test
    void aCaseOfAUnitWithoutStaffClimbsLikeAnyOther() {
        UUID caseId = reportTo(UNSERVED);
        run(
                "update staff set is_active = false where staff_id in (select staff_id from staff_post where unit_code = $1)",
                UNSERVED);

        assertThat(levelsAt(caseId, DUE)).containsExactly("DUE_SOON", "OVERDUE");
    }

    @Test
    void withoutAnybodyOnDutyTheLevelAboveIsTold() {
        onDuty(TestApp.BANNER, "13900000003");
        report();

        to(DUE.plus(Duration.ofHours(9)));
        app.app().escalation().scan().await();

        assertThat(dutySms("13900000003")).hasSize(1);
    }

    @Test
    void atNightNobodyIsWoken() {
        onDuty(Reports.VILLAGE, "13900000004");
        report();

        to(DUE);
        app.app().escalation().scan().await();

        assertThat(dutySms("13900000004")).isEmpty();
        to(Instant.parse("2026-11-26T00:00:00Z"));
        assertThat(dutySms("13900000004")).hasSize(1);
    }

    @Test
    void anUnopenedCaseRaisesOneAlarmAnEpisode() {
        onDuty(Reports.TOWNSHIP, "13900000005");
        UUID caseId = report();

        to(MONDAY_NOON.plus(Duration.ofHours(4)).minusSeconds(1));
        assertThat(app.app().escalation().watchQueues().await()).isZero();
        to(MONDAY_NOON.plus(Duration.ofHours(4)).plusSeconds(1));
        assertThat(app.app().escalation().watchQueues().await()).isEqualTo(1);
        assertThat(app.app().escalation().watchQueues().await()).isZero();
        assertThat(dutySms("13900000005")).hasSize(1);

        Visitor village = app.village(Reports.VILLAGE);
        assertThat(village.get("/api/v1/cases/" + caseId).status()).isEqualTo(200);
        assertThat(app.app().escalation().watchQueues().await()).isZero();
        assertThat(number("select count(*) from queue_alarm where ended_at is null"))
                .isZero();
        report();
        to(MONDAY_NOON.plus(Duration.ofDays(1)));
        assertThat(app.app().escalation().watchQueues().await()).isEqualTo(1);
    }

    /** Handed on by a step: accepted and long under way, and yet new to the township. */
    @Test
    void whatWasHandedOnAndNeverOpenedThereRaisesAnAlarmInEveryState() {
        onDuty(TestApp.BANNER, "13900000015");
        UUID caseId = report();
        Visitor village = app.village(Reports.VILLAGE);
        village.post("/api/v1/cases/" + caseId + "/accept", new JsonObject(), "If-Match", "\"1\"");
        to(MONDAY_NOON.plus(Duration.ofDays(1)));
        assertThat(app.app().escalation().watchQueues().await())
                .as("who accepted it has seen it")
                .isZero();
        run(
                """
                update case_file set state = 'NOTICE_ENDED', owner_unit = $2, opened_at = null, queued_at = $3,
                    due_at = $3::timestamptz + interval '400 days'
                where id = $1""",
                caseId,
                Reports.TOWNSHIP,
                app.clock().instant().atOffset(ZoneOffset.UTC));
        assertThat(app.app().escalation().watchQueues().await()).isZero();

        to(MONDAY_NOON.plus(Duration.ofDays(2)));

        assertThat(app.app().escalation().watchQueues().await()).isEqualTo(1);
        assertThat(dutySms("13900000015")).hasSize(1);
        app.township(Reports.TOWNSHIP).get("/api/v1/cases/" + caseId);
        assertThat(app.app().escalation().watchQueues().await()).isZero();
        assertThat(number("select count(*) from queue_alarm where ended_at is null"))
                .isZero();
    }

    /** Departments have no duty phone: the desk of the banner hears it, once, and every morning until they answer. */
    @Test
    void lateAnswersOfDepartmentsComeToTheBannerDeskOnceAndIntoItsMorningMessage() throws Exception {
        onDuty(TestApp.BANNER, "13900000016");
        CaseWalk walk =
                new CaseWalk(app, app.resident("asked"), Reports.crackedWall()).accepted(app.village(Reports.VILLAGE));
        walk.taken(app.village(Reports.VILLAGE), Action.AUTHORISE, FormCode.AUTHORISATION);
        run("update case_file set due_at = $2 where id = $1", walk.caseId(), far());
        int asked = (int) number("select count(*) from information_check");
        assertThat(asked).isPositive();
        to(Instant.parse("2026-11-30T01:00:00Z"));
        assertThat(app.app().escalation().checkInvariants().await())
                .containsEntry("check-overdue-without-escalation", (long) asked);

        List<Integer> told = AtOnce.run(4, i -> app.app().escalation().scan().await());

        assertThat(told.stream().mapToInt(Integer::intValue).sum()).isEqualTo(asked);
        assertThat(app.app().escalation().checkInvariants().await())
                .containsEntry("check-overdue-without-escalation", 0L);
        assertThat(dutySms("13900000016")).singleElement().satisfies(sms -> assertThat(sms)
                .contains(asked + "项"));
        to(Instant.parse("2026-12-01T00:10:00Z"));
        app.app().escalation().digest().await();
        assertThat(dutySms("13900000016")).anySatisfy(sms -> assertThat(sms).contains("部门比对超期" + asked + "项"));
        walk.departmentsAnswer();
        to(Instant.parse("2026-12-02T00:10:00Z"));
        app.app().escalation().digest().await();
        assertThat(dutySms("13900000016")).hasSize(2);
    }

    private static OffsetDateTime far() {
        return OffsetDateTime.parse("2027-06-01T00:00:00Z");
    }

    @Test
    void whoeverLooksFromAboveHasNotReadTheQueue() {
        UUID caseId = report();

        assertThat(app.desk().get("/api/v1/cases/" + caseId).status()).isEqualTo(200);

        assertThat(number("select count(*) from case_file where opened_at is not null"))
                .isZero();
        app.village(Reports.VILLAGE).get("/api/v1/cases/" + caseId);
        assertThat(number("select count(*) from case_file where opened_at is not null and version = 1"))
                .isEqualTo(1);
    }

    @Test
    void aQueueWithoutStaffAlarmsAtOnce() {
        onDuty(Reports.TOWNSHIP, "13900000006");
        report();
        run(
                "update staff set is_active = false where staff_id in (select staff_id from staff_post where unit_code = $1)",
                Reports.VILLAGE);

        assertThat(app.app().escalation().watchQueues().await()).isEqualTo(1);

        assertThat(dutySms("13900000006")).hasSize(1);
    }

    @Test
    void theMorningMessageComesOnceAWorkingDay() throws Exception {
        onDuty(Reports.VILLAGE, "13900000007");
        report();
        TestApp other = app.another(Map.of());
        try {
            to(Instant.parse("2026-11-23T23:59:00Z"));
            assertThat(app.app().escalation().digest().await()).isZero();
            to(Instant.parse("2026-11-24T00:00:00Z"));
            assertThat(app.app().escalation().digest().await()).isEqualTo(1);
            assertThat(other.app().escalation().digest().await()).isZero();
            assertThat(dutySms("13900000007")).singleElement().satisfies(sms -> assertThat(sms)
                    .contains("待办1件"));
            to(Instant.parse("2026-11-28T00:30:00Z")); // Saturday
            assertThat(app.app().escalation().digest().await()).isZero();
        } finally {
            other.stop();
        }
    }

    @Test
    void invariantsHoldAndTellWhenTheyDoNot() throws Exception {
        UUID caseId = report();
        to(DUE.plus(Duration.ofMinutes(10)));

        assertThat(app.app().escalation().checkInvariants().await()).containsEntry("overdue-without-escalation", 1L);
        app.app().escalation().scan().await();
        assertThat(app.app().escalation().checkInvariants().await())
                .hasSize(5)
                .allSatisfy((name, offenders) -> assertThat(offenders).as(name).isZero());

        run("update case_file set received_at = received_at + interval '1 hour' where id = $1", caseId);
        run("update staff set is_active = $1", false);
        assertThat(app.app().escalation().checkInvariants().await())
                .containsEntry("clock-not-from-submission", 1L)
                .containsEntry("open-without-anybody", 1L);
        URI metrics = URI.create("http://127.0.0.1:" + app.app().managementPort() + "/metrics");
        assertThat(new String(metrics.toURL().openStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("fangpin110_invariant_offenders{invariant=\"clock-not-from-submission\"} 1.0");
    }

    @Test
    void nobodyIsSkippedWhenMoreThanAPageIsDueAtTheSameMoment() {
        copies(report(), 1_200);

        to(DUE.plus(Duration.ofMinutes(1)));
        app.app().escalation().scan().await();

        assertThat(number("select count(distinct case_id) from case_escalation where level = 'OVERDUE'"))
                .isEqualTo(1_201);
        assertThat(app.app().escalation().scan().await()).isZero();
    }

    @Test
    void oneBrokenCaseDoesNotKeepTheOthers() {
        UUID broken = report();
        UUID unreadable = report();
        UUID sound = report();
        app.ownerPool()
                .query(
                        "create function refuse() returns trigger language plpgsql as $$ begin if new.case_id = '"
                                + broken
                                + "' then raise exception 'broken'; end if; return new; end $$;"
                                + "create trigger broken before insert on case_escalation for each row execute function refuse()")
                .execute()
                .await();
        run("update case_file set due_at = '1970-01-02' where id = $1", unreadable); // before any policy and calendar

        List<String> climbed = levelsAt(sound, DUE);

        assertThat(climbed).containsExactly("DUE_SOON", "OVERDUE");
        assertThat(levels(broken)).isEmpty();
        app.ownerPool()
                .query("drop trigger broken on case_escalation")
                .execute()
                .await();
        assertThat(levelsAt(broken, DUE.plusSeconds(60))).containsExactly("DUE_SOON", "OVERDUE");
    }

    @Test
    void theMostSpecificRegionSaysWhenACaseClimbs() {
        for (String level : List.of("DUE_SOON", "OVERDUE", "TOWNSHIP", "BANNER")) {
            run(
                    "insert into policy_escalation (region_code, level, value, unit, effective_from, version, basis)"
                            + " values ($1, $2, $3, 'HOUR', '2026-01-01', 2, 'x')",
                    Reports.TOWNSHIP,
                    level,
                    level.equals("DUE_SOON") ? 1 : level.equals("BANNER") ? 3 : 2);
        }
        UUID here = report();
        UUID elsewhere = reportTo("152223100200");

        assertThat(levelsAt(here, DUE.minus(Duration.ofHours(2)))).isEmpty();
        assertThat(levels(elsewhere)).containsExactly("DUE_SOON");
        assertThat(levelsAt(here, DUE.minus(Duration.ofHours(1)))).containsExactly("DUE_SOON");
        assertThat(levelsAt(here, DUE.plus(Duration.ofHours(2)))).containsExactly("DUE_SOON", "OVERDUE", "TOWNSHIP");
        assertThat(levelsAt(here, DUE.plus(Duration.ofHours(3)))).endsWith("BANNER");
        assertThat(levels(elsewhere)).containsExactly("DUE_SOON", "OVERDUE");
    }

    @Test
    void queueAndCaseShowHowFarTheWordHasClimbed() {
        UUID caseId = report();
        Visitor township = app.township(Reports.TOWNSHIP);

        assertThat(shown(township, caseId)).containsExactly("NONE", "NONE");
        levelsAt(caseId, DUE.minus(Duration.ofDays(1)));
        assertThat(shown(app.township(Reports.TOWNSHIP), caseId)).containsExactly("DUE_SOON", "DUE_SOON");
        to(DUE.plusSeconds(1));
        assertThat(shown(app.township(Reports.TOWNSHIP), caseId))
                .as("before a scan has seen it")
                .containsExactly("OVERDUE", "OVERDUE");
        levelsAt(caseId, DUE.plus(Duration.ofDays(1)));
        assertThat(shown(app.township(Reports.TOWNSHIP), caseId)).containsExactly("ESC_TOWNSHIP", "ESC_TOWNSHIP");
        levelsAt(caseId, Instant.parse("2026-11-30T16:00:00Z"));
        assertThat(shown(app.township(Reports.TOWNSHIP), caseId)).containsExactly("ESC_BANNER", "ESC_BANNER");
    }

    @Test
    void aReportThatJoinsAnAcceptedCaseDoesNotShortenItsStep() {
        JsonObject sent = Reports.crackedWall();
        UUID caseId = reported(sent);
        Visitor village = app.village(Reports.VILLAGE);
        assertThat(village.send(
                                "POST",
                                "/api/v1/cases/" + caseId + "/accept",
                                "{}".getBytes(StandardCharsets.UTF_8),
                                "If-Match",
                                "\"1\"")
                        .status())
                .isEqualTo(200);
        Instant owed = due(caseId);
        String joined = "select count(*) from report where case_id = '" + caseId + "'";

        app.resident("family").submit(UUID.randomUUID(), sent);
        assertThat(number(joined)).isEqualTo(2);
        assertThat(due(caseId)).isEqualTo(owed);

        app.resident("family").submit(UUID.randomUUID(), sent.copy().put("urgent", true));
        assertThat(number(joined)).isEqualTo(3);
        assertThat(due(caseId)).as("an urgent call is owed at once").isBefore(owed);
    }

    private Instant due(UUID caseId) {
        return app.pool()
                .preparedQuery("select due_at from case_file where id = $1")
                .execute(Tuple.of(caseId))
                .await()
                .iterator()
                .next()
                .getOffsetDateTime(0)
                .toInstant();
    }

    /** In the queue and in the case. */
    private static List<String> shown(Visitor reader, UUID caseId) {
        return List.of(
                reader.get("/api/v1/queue")
                        .json()
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("overdueLevel"),
                reader.get("/api/v1/cases/" + caseId)
                        .json()
                        .getJsonObject("summary")
                        .getString("overdueLevel"));
    }

    /** As many cases more, of nobody, like this one. */
    private void copies(UUID caseId, int count) {
        app.pool()
                .query(
                        "insert into case_file (id, banner_code, owner_unit, destination, state, priority, received_at, due_at,"
                                + " promised_by, policy_version, first_report_id, changed_at) select gen_random_uuid(), banner_code,"
                                + " owner_unit, destination, state, priority, received_at, due_at, promised_by, policy_version,"
                                + " first_report_id, changed_at from case_file, generate_series(1, " + count
                                + ") where id = '"
                                + caseId + "'")
                .execute()
                .await();
    }

    private UUID report() {
        return reportTo(Reports.VILLAGE);
    }

    private UUID reportTo(String unit) {
        return reported(Reports.crackedWall().put("hukouUnit", unit));
    }

    private UUID reported(JsonObject sent) {
        var answer = app.resident("family").submit(UUID.randomUUID(), sent);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        UUID caseId = app.pool()
                .preparedQuery("select case_id from report where id = $1")
                .execute(Tuple.of(UUID.fromString(answer.json().getString("reportId"))))
                .await()
                .iterator()
                .next()
                .getUUID(0);
        return caseId;
    }

    private void onDuty(String unit, String phone) {
        UUID id = UUID.randomUUID();
        FieldCipher cipher = app.cipher();
        app.pool()
                .preparedQuery(
                        """
                        insert into duty_roster (duty_id, unit_code, ordinal, phone, from_at, made_by, made_at)
                        values ($1, $2, 0, $3, '2026-01-01', $1, now())""")
                .execute(Tuple.of(id, unit, Buffer.buffer(cipher.encryptText(Duty.phoneContext(id), phone))))
                .await();
    }

    private void to(Instant time) {
        app.clock().advance(Duration.between(app.clock().instant(), time));
    }

    private List<String> levelsAt(UUID caseId, Instant time) {
        to(time);
        app.app().escalation().scan().await();
        return levels(caseId);
    }

    private List<String> levels(UUID caseId) {
        return strings(
                "select level from case_escalation where case_id = $1 order by array_position("
                        + "array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], level)",
                caseId);
    }

    /** The texts to a duty phone, everything that may be said by now said. */
    private List<String> dutySms(String phone) {
        app.clock().advance(Duration.ofMinutes(2));
        return app.deliver().stream()
                .filter(message -> message.template().startsWith("staff-")
                        && message.recipient().endsWith(phone.substring(7)))
                .map(InboxMessage::lines)
                .map(lines -> String.join("", lines))
                .toList();
    }

    private List<String> strings(String sql, Object... values) {
        return app.pool().preparedQuery(sql).execute(Tuple.from(values)).await().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private long number(String sql) {
        return app.pool().query(sql).execute().await().iterator().next().getLong(0);
    }

    private void run(String sql, Object... values) {
        app.pool().preparedQuery(sql).execute(Tuple.from(values)).await();
    }
}
