package org.fangpin110.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.fangpin110.platform.sms.VendorPeer;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.support.Answer;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.Colleague;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A family no message reached: the call that is owed, and the message that is sent once more. */
class MessageDeskIT {
    private static final Vertx VERTX = Vertx.vertx();
    private static final VendorPeer PEER = VendorPeer.start(VERTX);
    private static final String KEY = "aliyun-key-that-nobody-guesses";

    @RegisterExtension
    static final TestApp APP = TestApp.at(
            Instant.parse("2026-06-10T02:00:00Z"),
            Map.of(
                    "FANGPIN_SMS_PROVIDER",
                    "aliyun",
                    "FANGPIN_SMS_ALIYUN_URL",
                    PEER.url().toString(),
                    "FANGPIN_SMS_ALIYUN_ACCESS_KEY_ID",
                    "AK",
                    "FANGPIN_SMS_ALIYUN_ACCESS_KEY_SECRET",
                    VendorPeer.SECRET,
                    "FANGPIN_SMS_ALIYUN_TEMPLATES",
                    "report-received=SMS_1:no+unit",
                    "FANGPIN_SMS_ALIYUN_CALLBACK_KEY",
                    KEY));

    private static Colleague village;
    private static Colleague desk;

    private JsonObject report;
    private String receiptNo;
    private String caseId;

    @AfterAll
    static void stop() {
        PEER.stop();
        VERTX.close().await();
    }

    @BeforeEach
    void told() {
        if (village == null) {
            village = APP.colleague("caller", new Post(Role.VILLAGE, Reports.VILLAGE));
            desk = APP.colleague("message-desk", new Post(Role.BANNER_DESK, TestApp.BANNER));
        }
        PEER.taken.clear();
        report = Reports.crackedWall();
        receiptNo = APP.resident("called-" + UUID.randomUUID())
                .submit(UUID.randomUUID(), report)
                .json()
                .getString("receiptNo");
        caseId = one("select case_id::text from report where receipt_no = '" + receiptNo + "'");
        APP.deliver();
    }

    /** The carrier says that it did not arrive. */
    private void lost() {
        String id = one("select provider_message_id from message where channel = 'SMS' and case_id = '" + caseId + "'");
        JsonArray said = JsonArray.of(new JsonObject()
                .put("phone_number", report.getJsonObject("subject").getString("phone"))
                .put("success", false)
                .put("err_code", "UNDELIV")
                .put("biz_id", id));
        Answer taken = APP.stranger()
                .send(
                        "POST",
                        "/api/v1/sms/aliyun/" + KEY + "/receipts",
                        said.encode().getBytes(StandardCharsets.UTF_8));
        assertThat(taken.status()).isEqualTo(200);
    }

    private static String one(String sql) {
        return APP.pool().query(sql).execute().await().iterator().next().getString(0);
    }

    private List<String> rows() {
        return StreamSupport.stream(
                        APP.pool()
                                .query("select channel || ' ' || status || coalesce(' ' || failure, '') from message"
                                        + " where case_id = '" + caseId + "' order by 1")
                                .execute()
                                .await()
                                .spliterator(),
                        false)
                .map(row -> row.getString(0))
                .toList();
    }

    private static List<JsonObject> items(JsonObject page) {
        return page.getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    private JsonObject owed() {
        return items(village.now().get("/api/v1/call-tasks?limit=100").json()).stream()
                .filter(task -> task.getString("caseId").equals(caseId))
                .findFirst()
                .orElseThrow();
    }

    private Answer call(String result, String note) {
        return call(UUID.randomUUID(), result, note);
    }

    private Answer call(UUID key, String result, String note) {
        String id =
                one("select message_id::text from message where channel = 'CALL_TASK' and case_id = '" + caseId + "'");
        JsonObject body = new JsonObject().put("callResult", result);
        if (note != null) {
            body.put("note", note);
        }
        return village.now()
                .send(
                        "POST",
                        "/api/v1/call-tasks/" + id + "/calls",
                        body.encode().getBytes(StandardCharsets.UTF_8),
                        "Idempotency-Key",
                        key.toString());
    }

    private Answer resend() {
        String id = one("select message_id::text from message where channel = 'SMS' and case_id = '" + caseId + "'");
        return desk.now()
                .post("/api/v1/messages/" + id + "/resend", new JsonObject().put("resendReason", "PROVIDER_RECOVERED"));
    }

    @Test
    void theVillageSeesWhomToCallAndWhatToSayAndItsWordEndsTheTask() {
        lost();
        JsonObject task = owed();
        JsonObject opened = village.now()
                .get("/api/v1/call-tasks/" + task.getString("messageId"))
                .json();

        assertThat(task.encode()).doesNotContain(report.getJsonObject("subject").getString("phone"));
        assertThat(opened.getJsonObject("callee").getString("phone"))
                .isEqualTo(report.getJsonObject("subject").getString("phone"));
        assertThat(opened.getJsonObject("callee").getString("name"))
                .isEqualTo(report.getJsonObject("subject").getString("name"));
        assertThat(opened.getString("words")).contains(receiptNo);
        assertThat(one("select string_agg(action, ',') from audit_event where case_id = '" + caseId
                        + "' and action = 'call-task-read'"))
                .isEqualTo("call-task-read");

        Answer done = call("TOLD", "本人接的，听明白了");

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.json().getJsonObject("task").getBoolean("open")).isFalse();
        assertThat(done.json().getJsonArray("calls").getJsonObject(0).getString("note"))
                .isEqualTo("本人接的，听明白了");
        assertThat(rows()).containsExactly("CALL_TASK DELIVERED", "SMS FAILED receipt:undeliv");
        assertThat(items(village.now().get("/api/v1/call-tasks?limit=100").json()))
                .noneMatch(one -> one.getString("caseId").equals(caseId));
        assertThat(one("select encode(note, 'escape') from call_attempt where note is not null limit 1"))
                .doesNotContain("听明白了");
    }

    @Test
    void aCallNobodyAnswersLeavesTheTaskAndGivingUpNeedsThreeTriesOnTwoDays() {
        lost();
        call("NO_ANSWER", null);
        call("NO_ANSWER", null);
        call("NO_ANSWER", null);
        assertThat(owed().getInteger("calls")).isEqualTo(3);

        Answer early = call("UNREACHABLE", null);
        APP.clock().advance(Duration.ofDays(1));
        call("WRONG_NUMBER", null);
        Answer late = call("UNREACHABLE", "邻居说外出打工");

        assertThat(early.status()).isEqualTo(422);
        assertThat(early.json().getString("type")).endsWith("unreachable-too-soon");
        assertThat(late.status()).isEqualTo(200);
        assertThat(rows()).contains("CALL_TASK FAILED unreachable");
    }

    @Test
    void theSameCallSentTwiceCountsOnceAndAnEndedTaskTakesNoMore() {
        lost();
        UUID key = UUID.randomUUID();
        List<Answer> answers = AtOnce.run(8, nth -> call(key, "TOLD_AT_HOME", null));

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers.get(0).json().getJsonArray("calls")).hasSize(1);
        assertThat(call("TOLD", null).status()).isEqualTo(409);
    }

    @Test
    void aLostMessageIsSentOnceMoreAndTheCallIsTakenBackUntilThatIsLostToo() {
        lost();
        APP.clock().advance(Duration.ofDays(1));

        Answer sent = resend();
        Answer twice = resend();

        assertThat(sent.status()).isEqualTo(200);
        assertThat(twice.status()).isEqualTo(409);
        assertThat(rows()).containsExactly("CALL_TASK FAILED resent", "SMS QUEUED");

        PEER.taken.clear();
        APP.deliver();
        assertThat(PEER.taken).hasSize(1);
        assertThat(rows()).containsExactly("CALL_TASK FAILED resent", "SMS SUBMITTED");

        lost();
        assertThat(rows()).containsExactly("CALL_TASK QUEUED", "SMS FAILED receipt:undeliv");
        assertThat(owed().getInteger("calls")).isZero();
    }

    @Test
    void nothingIsSentAgainWhileSomebodyIsCallingOrAfterTheyTold() {
        lost();
        call("NO_ANSWER", null);
        assertThat(resend().status()).isEqualTo(409);

        call("TOLD", null);
        assertThat(resend().status()).isEqualTo(409);
    }

    @Test
    void theDeskReadsEveryMessageWithItsFateNewestFirstPageByPage() {
        lost();
        JsonObject first = desk.now().get("/api/v1/messages?limit=1").json();
        JsonObject second = desk.now()
                .get("/api/v1/messages?limit=1&after=" + first.getString("nextAfter"))
                .json();
        List<JsonObject> failed = items(desk.now()
                .get("/api/v1/messages?messageStatus=FAILED&channel=SMS&limit=100")
                .json());

        assertThat(items(first).get(0).getString("messageId"))
                .isNotEqualTo(items(second).get(0).getString("messageId"));
        JsonObject ours = failed.stream()
                .filter(one -> one.getString("caseId").equals(caseId))
                .findFirst()
                .orElseThrow();
        assertThat(ours.getJsonObject("failure").getString("text")).isEqualTo("运营商回执：没有送到手机");
        assertThat(ours.getBoolean("resendable")).isTrue();
        assertThat(ours.getJsonObject("step").getString("text")).isEqualTo("已受理");
        List<JsonObject> ofCase =
                items(village.now().get("/api/v1/cases/" + caseId + "/messages").json());
        assertThat(ofCase)
                .extracting(one -> one.getJsonObject("channel").getString("code"))
                .containsExactlyInAnyOrder("SMS", "CALL_TASK");
    }

    @Test
    void theNumbersOfADayAreWhatTheRowsSay() {
        lost();
        JsonObject counts = desk.now().get("/api/v1/messages/counts").json();
        long counted = items(counts).stream()
                .filter(one -> one.getJsonObject("channel").getString("code").equals("SMS"))
                .filter(one ->
                        one.getJsonObject("messageStatus").getString("code").equals("FAILED"))
                .mapToInt(one -> one.getInteger("messages"))
                .sum();

        assertThat(String.valueOf(counted))
                .isEqualTo(one("select count(*)::text from message where channel = 'SMS' and status = 'FAILED'"));
        assertThat(desk.now()
                        .get("/api/v1/messages/counts?from=2026-01-01&to=2026-06-01")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aCallFollowsTheCaseToItsNewOwner() {
        lost();
        assertThat(owed().getString("caseId")).isEqualTo(caseId);
        APP.pool()
                .query("update case_file set owner_unit = '152224100201' where id = '" + caseId + "'")
                .execute()
                .await();
        Colleague elsewhere = APP.colleague(
                "caller-" + UUID.randomUUID().toString().substring(0, 8), new Post(Role.BANNER_DESK, "152224000000"));

        List<JsonObject> there = items(elsewhere.now().get("/api/v1/call-tasks").json());

        assertThat(there).extracting(one -> one.getString("caseId")).containsExactly(caseId);
        assertThat(items(village.now().get("/api/v1/call-tasks?limit=100").json()))
                .noneMatch(one -> one.getString("caseId").equals(caseId));
    }

    private void writes(String phone, String text) {
        JsonArray said = JsonArray.of(new JsonObject()
                .put("phone_number", phone)
                .put("content", text)
                .put("sequence_id", UUID.randomUUID().toString()));
        assertThat(APP.stranger()
                        .send(
                                "POST",
                                "/api/v1/sms/aliyun/" + KEY + "/replies",
                                said.encode().getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatAFamilyWritesStandsBesideItsCase() {
        writes(report.getJsonObject("subject").getString("phone"), "房子又漏了，能早点来吗");

        List<JsonObject> read =
                items(village.now().get("/api/v1/cases/" + caseId + "/replies").json());

        assertThat(read).extracting(one -> one.getString("text")).containsExactly("房子又漏了，能早点来吗");
        assertThat(one("select count(*)::text from audit_event where case_id = '" + caseId
                        + "' and action = 'replies-read'"))
                .isEqualTo("1");
    }

    @Test
    void whatComesFromAnUnknownNumberWaitsForTheDeskUntilItIsPutToACaseOrLaidAside() {
        writes("13911112222", "我家报过，姓白");
        writes("13911113333", "推销种子");
        List<JsonObject> waiting =
                items(desk.now().get("/api/v1/replies?limit=100").json());
        assertThat(waiting).extracting(one -> one.getString("text")).contains("我家报过，姓白", "推销种子");
        String first = id(waiting, "我家报过，姓白");

        Answer unknown = settle(first, "ZZZZZZZZZZZZ");
        Answer put = settle(first, receiptNo);
        Answer again = settle(first, receiptNo);
        Answer aside = settle(id(waiting, "推销种子"), null);

        assertThat(unknown.status()).isEqualTo(422);
        assertThat(put.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(404);
        assertThat(aside.status()).isEqualTo(204);
        assertThat(items(desk.now().get("/api/v1/replies?limit=100").json()))
                .extracting(one -> one.getString("text"))
                .doesNotContain("我家报过，姓白", "推销种子");
        assertThat(items(village.now()
                        .get("/api/v1/cases/" + caseId + "/replies")
                        .json()))
                .extracting(one -> one.getString("text"))
                .contains("我家报过，姓白");
    }

    private static String id(List<JsonObject> replies, String text) {
        return replies.stream()
                .filter(one -> one.getString("text").equals(text))
                .findFirst()
                .orElseThrow()
                .getString("replyId");
    }

    private static Answer settle(String replyId, String receiptNo) {
        return desk.now()
                .post(
                        "/api/v1/replies/" + replyId + "/settle",
                        receiptNo == null ? new JsonObject() : new JsonObject().put("receiptNo", receiptNo));
    }
}
