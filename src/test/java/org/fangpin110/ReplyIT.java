package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.fangpin110.sandbox.InboxMessage;
import org.fangpin110.sandbox.WechatSandbox;
import org.fangpin110.support.Answer;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the step of a case to the family's phone, through the whole application. */
class ReplyIT {
    private static final ZoneId HERE = ZoneId.of("Asia/Shanghai");
    private static final String NEXT_DOOR = "152223107209";

    @RegisterExtension
    static final TestApp APP = new TestApp();

    private final String user = "family-" + UUID.randomUUID();
    private final JsonObject report = Reports.crackedWall();
    private Visitor family;

    @BeforeEach
    void aDayBegins() {
        until(LocalTime.of(10, 0));
        family = APP.resident(user);
    }

    @Test
    void whoAllowedAMessageGetsItByWechatAndByNothingElse() {
        allow(1);

        String receipt = submit();
        APP.deliver();

        assertThat(wechat()).singleElement().asString().contains(receipt, "已受理");
        assertThat(sms()).isEmpty();
        assertThat(rows(receipt)).containsExactly("WECHAT SUBMITTED");
    }

    @Test
    void whoDidNotGetsAnSms() {
        String receipt = submit();
        APP.deliver();

        assertThat(wechat()).isEmpty();
        assertThat(sms()).containsExactly("【扎赉特旗农牧局】您的申报已受理，编号" + receipt + "，请留意工作人员联系或在小程序查看进度。");
        assertThat(rows(receipt)).containsExactly("SMS SUBMITTED");
    }

    /** We noted a consent that WeChat does not know of: it answers 43101. */
    @Test
    void whomWechatRefusesGetsAnSms() {
        family.post("/api/v1/message-grants", accepted());

        String receipt = submit();
        APP.deliver();

        assertThat(wechat()).isEmpty();
        assertThat(sms()).hasSize(1);
        assertThat(rows(receipt)).containsExactly("SMS SUBMITTED", "WECHAT FAILED");
        assertThat(one("select failure from message m join report r on r.id = m.report_id"
                        + " where m.channel = 'WECHAT' and r.receipt_no = '" + receipt + "'"))
                .isEqualTo("refused");
    }

    @Test
    void whoHasNoPhoneIsToBeCalledOn() {
        report.getJsonObject("subject").put("noPhone", true).remove("phone");

        String receipt = submit();
        APP.deliver();

        assertThat(rows(receipt)).containsExactly("CALL_TASK QUEUED");
    }

    @Test
    void aStepIsToldOnceHoweverOftenItsEventComes() {
        allow(1);
        String receipt = submit();
        take(APP.village(Reports.VILLAGE), caseOf(receipt), "accept", 1, new JsonObject());
        APP.deliver();
        List<String> rows = rows(receipt);
        int told = wechat().size() + sms().size();

        for (int again = 0; again < 3; again++) {
            APP.pool()
                    .query("update outbox set done_at = null, outcome = null, available_at = created_at, attempt = 0")
                    .execute()
                    .await();
            APP.deliver();
        }

        assertThat(told).isEqualTo(2);
        assertThat(wechat().size() + sms().size()).isEqualTo(told);
        assertThat(rows(receipt)).isEqualTo(rows);
    }

    @Test
    void atNightOnlyWhoActedOrIsInNeedIsTold() {
        String receipt = submit();
        JsonObject urgent = Reports.crackedWall().put("urgent", true).put("urgentKind", "NO_FOOD");
        String urgentReceipt = ok(family.submit(UUID.randomUUID(), urgent)).getString("receiptNo");
        APP.deliver();

        until(LocalTime.of(22, 30));
        Visitor village = APP.village(Reports.VILLAGE);
        take(village, caseOf(receipt), "accept", 1, new JsonObject());
        take(village, caseOf(urgentReceipt), "accept", 1, new JsonObject());
        APP.deliver();
        List<String> atNight = sms();
        List<String> urgentAtNight = smsTo(urgent);
        until(LocalTime.of(7, 59));
        APP.deliver();
        List<String> beforeEight = sms();
        until(LocalTime.of(8, 0));
        APP.deliver();

        assertThat(atNight).hasSize(1).allMatch(text -> text.contains("已受理"));
        assertThat(urgentAtNight).hasSize(2);
        assertThat(beforeEight).hasSize(1);
        assertThat(sms()).hasSize(2).first().asString().contains("正在核查");
    }

    /** As after an outage: everything is due at once. The fourth and the fifth are for the phone of the village. */
    @Test
    void aBacklogIsToldInOrderAndNoMoreThanThreeTimesADay() {
        String receipt = submit();
        String caseId = caseOf(receipt);
        Visitor village = APP.village(Reports.VILLAGE);
        JsonObject away = new JsonObject().put("reason", "MOVED_AWAY").put("note", "迁走了");
        JsonObject back = new JsonObject().put("toUnit", Reports.VILLAGE).put("reason", "TRIAGED");
        take(village, caseId, "return", 1, away);
        take(APP.township(Reports.TOWNSHIP), caseId, "transfer", 2, back);
        take(village, caseId, "accept", 3, new JsonObject());
        take(
                village,
                caseId,
                "close",
                4,
                new JsonObject().put("outcome", "HELPED_ONLY").put("answer", "已经修好了"));

        APP.deliver();

        assertThat(sms()).hasSize(3);
        assertThat(sms().get(2)).contains("已受理");
        assertThat(sms().get(1)).contains("已转由好力保镇办理");
        assertThat(sms().get(0)).contains("已转由巴岱村委会办理");
        assertThat(rows(receipt))
                .containsExactly(
                        "CALL_TASK QUEUED", "CALL_TASK QUEUED", "SMS SUBMITTED", "SMS SUBMITTED", "SMS SUBMITTED");
    }

    @Test
    void noMessageOfAWholeJourneySaysWhoIsInTroubleOrWhy() {
        report.put("addressText", "好力保镇巴岱村东头大柳树旁")
                .put("riskMain", "ILLNESS")
                .put("riskMore", new JsonArray().add("DISABILITY"))
                .put("groupName", "三组")
                .put("annualIncome", 4321)
                .put("rigidSpending", 98765);
        int before = inbox().size();
        allow(2);
        String receipt = submit();
        String withdrawn =
                ok(family.submit(UUID.randomUUID(), Reports.crackedWall())).getString("receiptNo");
        family.post("/api/v1/reports/" + withdrawn + "/withdrawal", new JsonObject().put("reason", "填错了人"));
        String caseId = caseOf(receipt);
        APP.deliver();
        take(
                APP.village(Reports.VILLAGE),
                caseId,
                "return",
                1,
                new JsonObject().put("reason", "CONFLICT_OF_INTEREST").put("note", "是书记的亲戚"));
        take(
                APP.township(Reports.TOWNSHIP),
                caseId,
                "transfer",
                2,
                new JsonObject()
                        .put("toUnit", NEXT_DOOR)
                        .put("reason", "TRIAGED")
                        .put("note", "请避嫌"));
        APP.deliver();
        until(LocalTime.of(10, 0)); // three SMS a day
        Visitor nextDoor = APP.village(NEXT_DOOR);
        take(nextDoor, caseId, "accept", 3, new JsonObject().put("note", "胃癌晚期"));
        take(
                nextDoor,
                caseId,
                "close",
                4,
                new JsonObject().put("outcome", "HELPED_ONLY").put("answer", "人均收入超过监测线，不符合条件。"));
        APP.deliver();

        List<String> texts = inbox().stream()
                .limit(inbox().size() - before)
                .map(message -> message.template() + String.join("", message.lines()))
                .toList();
        JsonObject subject = report.getJsonObject("subject");
        assertThat(texts).hasSize(6).anyMatch(text -> text.contains("已撤回")).anyMatch(text -> text.contains("已办结"));
        assertThat(texts).allSatisfy(text -> assertThat(text)
                .doesNotContain(
                        subject.getString("name"),
                        subject.getString("phone"),
                        subject.getString("idNo"),
                        "后墙",
                        "住院",
                        "大柳树",
                        "三组",
                        "4321",
                        "98765",
                        "因病",
                        "因残",
                        "病",
                        "残",
                        "贫困",
                        "收入",
                        "不符合",
                        "亲戚",
                        "避嫌",
                        "填错",
                        "ILLNESS"));
        assertThat(one("select string_agg(payload::text, ' ') from outbox"))
                .doesNotContain(subject.getString("name"), subject.getString("phone"), subject.getString("idNo"));
    }

    /** Moves time on to the next such moment of the day. */
    private static void until(LocalTime time) {
        ZonedDateTime now = APP.clock().instant().atZone(HERE);
        ZonedDateTime then = now.with(time);
        APP.clock().advance(Duration.between(now, then.isAfter(now) ? then : then.plusDays(1)));
    }

    private void allow(int messages) {
        wechatSandbox().grant(user, "SANDBOX_PROGRESS", messages);
        for (int i = 0; i < messages; i++) {
            family.post("/api/v1/message-grants", accepted());
        }
    }

    private static JsonObject accepted() {
        JsonObject grant = JsonObject.of("template", "progress", "accepted", true);
        return new JsonObject().put("grants", JsonArray.of(grant));
    }

    private String submit() {
        return ok(family.submit(UUID.randomUUID(), report)).getString("receiptNo");
    }

    private static void take(Visitor staff, String caseId, String step, int version, JsonObject body) {
        byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
        ok(staff.send("POST", "/api/v1/cases/" + caseId + "/" + step, bytes, "If-Match", "\"" + version + "\""));
    }

    private static JsonObject ok(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer.json();
    }

    private static String caseOf(String receipt) {
        return one("select case_id::text from report where receipt_no = '" + receipt + "'");
    }

    /** Channel and status of each message of the report, by channel. */
    private static List<String> rows(String receipt) {
        return APP
                .pool()
                .preparedQuery("select m.channel || ' ' || m.status from message m join report r on r.id = m.report_id"
                        + " where r.receipt_no = $1 order by 1")
                .execute(Tuple.of(receipt))
                .await()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static String one(String sql) {
        return APP.pool().query(sql).execute().await().iterator().next().getString(0);
    }

    private List<String> wechat() {
        return to(wechatSandbox().openid(user)).toList();
    }

    private List<String> sms() {
        return smsTo(report);
    }

    /** Newest first. */
    private static List<String> smsTo(JsonObject report) {
        return to("+86" + report.getJsonObject("subject").getString("phone")).toList();
    }

    private static Stream<String> to(String recipient) {
        return APP.app().sandbox().orElseThrow().inbox().messages(recipient, 0, 100).stream()
                .map(message -> String.join("", message.lines()));
    }

    private static List<InboxMessage> inbox() {
        return APP.app().sandbox().orElseThrow().inbox().messages(null, 0, 5_000);
    }

    private static WechatSandbox wechatSandbox() {
        return APP.app().sandbox().orElseThrow().wechat();
    }
}
