package org.fangpin110.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.fangpin110.platform.sms.VendorPeer;
import org.fangpin110.support.Answer;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole application and a carrier that knows only the contract: messages out, receipts and replies back. */
class SmsPushIT {
    private static final Vertx VERTX = Vertx.vertx();
    private static final VendorPeer PEER = VendorPeer.start(VERTX);
    private static final String KEY = "aliyun-key-that-nobody-guesses";
    private static final String OTHER_KEY = "tencent-key-that-nobody-guesses";

    @RegisterExtension
    static final TestApp APP = TestApp.with(Map.ofEntries(
            Map.entry("FANGPIN_SMS_PROVIDER", "aliyun,tencent"),
            Map.entry("FANGPIN_SMS_ALIYUN_URL", PEER.url().toString()),
            Map.entry("FANGPIN_SMS_ALIYUN_ACCESS_KEY_ID", "AK"),
            Map.entry("FANGPIN_SMS_ALIYUN_ACCESS_KEY_SECRET", VendorPeer.SECRET),
            Map.entry(
                    "FANGPIN_SMS_ALIYUN_TEMPLATES",
                    "report-received=SMS_1:no+unit,sms-status=SMS_2:no+status,sms-help=SMS_3"),
            Map.entry("FANGPIN_SMS_ALIYUN_CALLBACK_KEY", KEY),
            Map.entry("FANGPIN_SMS_TENCENT_URL", PEER.url().toString()),
            Map.entry("FANGPIN_SMS_TENCENT_SECRET_ID", "AKID"),
            Map.entry("FANGPIN_SMS_TENCENT_SECRET_KEY", VendorPeer.SECRET),
            Map.entry("FANGPIN_SMS_TENCENT_SDK_APP_ID", "1400"),
            Map.entry("FANGPIN_SMS_TENCENT_CALLBACK_KEY", OTHER_KEY),
            Map.entry("FANGPIN_SMS_TENCENT_CALLBACK_ADDRESSES", "203.0.113.9"),
            Map.entry("FANGPIN_SMS_PROXIES", "127.0.0.1")));

    private String phone;
    private String receiptNo;
    private int replies;

    @BeforeEach
    void report() {
        PEER.taken.clear();
        PEER.fault = VendorPeer.Fault.NONE;
    }

    @AfterAll
    static void stop() {
        PEER.stop();
        VERTX.close().await();
    }

    private void submitted() {
        JsonObject report = Reports.crackedWall();
        phone = report.getJsonObject("subject").getString("phone");
        receiptNo = APP.resident("sms-" + UUID.randomUUID())
                .submit(UUID.randomUUID(), report)
                .json()
                .getString("receiptNo");
    }

    private void told() {
        submitted();
        APP.deliver();
    }

    private Answer push(String provider, String key, String kind, Object body, String... headers) {
        byte[] bytes = (body instanceof JsonObject object ? object.encode() : ((JsonArray) body).encode())
                .getBytes(StandardCharsets.UTF_8);
        return APP.stranger().send("POST", "/api/v1/sms/" + provider + "/" + key + "/" + kind, bytes, headers);
    }

    private Answer receipt(String id, boolean delivered) {
        return push(
                "aliyun",
                KEY,
                "receipts",
                new JsonArray()
                        .add(new JsonObject()
                                .put("phone_number", phone)
                                .put("success", delivered)
                                .put("err_code", delivered ? "DELIVERED" : "UNDELIV")
                                .put("biz_id", id)));
    }

    private Answer reply(String from, String text) {
        return push(
                "aliyun",
                KEY,
                "replies",
                new JsonArray()
                        .add(new JsonObject()
                                .put("phone_number", from)
                                .put("content", text)
                                .put("sequence_id", from + "-" + replies++)));
    }

    private String providerId() {
        return one("select provider_message_id from message m join report r on r.id = m.report_id"
                + " where m.channel = 'SMS' and r.receipt_no = '" + receiptNo + "'");
    }

    private List<String> rows() {
        return StreamSupport.stream(
                        APP.pool()
                                .query(
                                        "select m.channel || ' ' || m.status || coalesce(' ' || failure, '') from message m"
                                                + " join report r on r.id = m.report_id where r.receipt_no = '"
                                                + receiptNo
                                                + "' order by 1")
                                .execute()
                                .await()
                                .spliterator(),
                        false)
                .map(row -> row.getString(0))
                .toList();
    }

    private static String one(String sql) {
        return APP.pool().query(sql).execute().await().iterator().next().getString(0);
    }

    private List<String> smsTo(String number) {
        return PEER.taken.stream()
                .filter(message -> number.equals(message.getString("PhoneNumbers")))
                .map(message -> message.getString("TemplateCode") + message.getString("TemplateParam"))
                .toList();
    }

    @Test
    void aMessageIsAcceptedAndThenDelivered() {
        told();
        assertThat(rows()).containsExactly("SMS SUBMITTED");

        Answer first = receipt(providerId(), true);
        Answer again = receipt(providerId(), true);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().getInteger("code")).isZero();
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(rows()).containsExactly("SMS DELIVERED");
    }

    @Test
    void whatDidNotArriveBecomesACallTask() {
        told();

        receipt(providerId(), false);
        receipt(providerId(), false);

        assertThat(rows()).containsExactly("CALL_TASK QUEUED", "SMS FAILED receipt:undeliv");
    }

    @Test
    void whatDidNotArriveAtAnObjectorBecomesACallTaskToo() {
        told();
        String id = providerId();
        UUID objectionId = UUID.randomUUID();
        APP.pool()
                .query("update message set report_id = null, objection_id = '" + objectionId
                        + "', recipient = 'objection:" + objectionId + "' where provider_message_id = '" + id + "'")
                .execute()
                .await();

        assertThat(receipt(id, false).status()).isEqualTo(200);

        assertThat(one(
                        "select string_agg(channel || ' ' || status, ', ' order by channel) from message where objection_id = '"
                                + objectionId + "'"))
                .isEqualTo("CALL_TASK QUEUED, SMS FAILED");
    }

    @Test
    void receiptsOutOfOrderEndInDelivered() {
        told();
        receipt(providerId(), true);

        receipt(providerId(), false);

        assertThat(rows()).containsExactly("SMS DELIVERED");
    }

    @Test
    void aReceiptThatOvertakesOurOwnNoteWaitsForIt() {
        submitted();
        APP.deliver();
        String id = providerId();
        APP.pool()
                .query("update message set status = 'QUEUED', provider = null, provider_message_id = null"
                        + " where provider_message_id = '" + id + "'")
                .execute()
                .await();
        receipt(id, true);
        assertThat(rows()).containsExactly("SMS QUEUED");

        APP.pool()
                .query("update message set status = 'SUBMITTED', provider = 'aliyun', provider_message_id = '" + id
                        + "' where report_id = (select id from report where receipt_no = '" + receiptNo + "')")
                .execute()
                .await();
        APP.app().smsReceipts().settle().await();

        assertThat(rows()).containsExactly("SMS DELIVERED");
    }

    @Test
    void aLostAnswerIsUnknownAndNotSentAgainAndSettledByTheReceipt() {
        PEER.fault = VendorPeer.Fault.HANG_UP;
        told();
        PEER.fault = VendorPeer.Fault.NONE;
        APP.clock().advance(Duration.ofMinutes(30));
        APP.deliver();
        assertThat(rows()).containsExactly("SMS UNKNOWN unknown");
        assertThat(PEER.taken).isEmpty();

        receipt("9" + System.nanoTime(), true);

        assertThat(rows()).containsExactly("SMS DELIVERED");
    }

    @Test
    void whatStaysUnknownForADayIsCalled() {
        PEER.fault = VendorPeer.Fault.HTTP_500;
        told();
        APP.app().smsReceipts().settle().await();
        assertThat(rows()).containsExactly("SMS UNKNOWN unknown");

        APP.clock().advance(Duration.ofHours(25));
        APP.app().smsReceipts().settle().await();

        assertThat(rows()).containsExactly("CALL_TASK QUEUED", "SMS UNKNOWN unknown");
        APP.clock().advance(Duration.ofHours(23));
    }

    @Test
    void aWrongKeyAnUnknownProviderAndAForeignAddressFindNothing() {
        told();
        JsonArray body = new JsonArray();

        assertThat(push("aliyun", KEY + "x", "receipts", body).status()).isEqualTo(404);
        assertThat(push("mas-http", KEY, "receipts", body).status()).isEqualTo(404);
        assertThat(push("tencent", OTHER_KEY, "receipts", body).status()).isEqualTo(404);
        assertThat(push("aliyun", KEY, "receipts", body).status()).isEqualTo(400);
        JsonArray good = new JsonArray()
                .add(new JsonObject()
                        .put("mobile", phone)
                        .put("report_status", "SUCCESS")
                        .put("errmsg", "DELIVRD")
                        .put("sid", "1:2"));
        assertThat(push("tencent", OTHER_KEY, "receipts", good, "X-Forwarded-For", "10.0.0.1, 203.0.113.9")
                        .json()
                        .getInteger("result"))
                .isZero();
        assertThat(push("tencent", OTHER_KEY, "receipts", good, "X-Forwarded-For", "203.0.113.9, 10.0.0.1")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoAsksGetsTheWordOfItsOwnCase() {
        told();
        PEER.taken.clear();

        reply(phone, "查询");
        APP.deliver();
        reply(phone, receiptNo);
        APP.deliver();

        assertThat(smsTo(phone))
                .hasSize(2)
                .allMatch(text -> text.startsWith("SMS_2") && text.contains(receiptNo) && text.contains("已受理"));
    }

    @Test
    void aReplyThatComesTwiceIsAnsweredOnce() {
        told();
        PEER.taken.clear();

        reply(phone, "查询");
        replies--;
        reply(phone, "查询");
        APP.deliver();

        assertThat(smsTo(phone)).hasSize(1);
    }

    @Test
    void anotherNumberLearnsNothingOfACase() {
        told();
        PEER.taken.clear();

        reply("13700000077", receiptNo);
        APP.deliver();

        assertThat(smsTo("13700000077")).hasSize(1).allMatch(text -> text.startsWith("SMS_3"));
        assertThat(PEER.taken.toString()).doesNotContain(receiptNo);
    }

    @Test
    void otherWordsReachTheCaseAndAreHelpedOnceADay() {
        told();
        PEER.taken.clear();

        reply(phone, "我家又下雪了");
        reply(phone, "有人吗");
        APP.deliver();
        reply("13700000078", "你好");
        APP.deliver();

        assertThat(smsTo(phone)).hasSize(1).allMatch(text -> text.startsWith("SMS_3"));
        assertThat(one("select count(*)::text from sms_reply s join report r on r.case_id = s.case_id"
                        + " where s.kind = 'TEXT' and r.receipt_no = '" + receiptNo + "'"))
                .isEqualTo("2");
        assertThat(one("select count(*)::text from sms_reply where kind = 'TEXT' and case_id is null"))
                .isEqualTo("1");
    }

    @Test
    void whoWantsNoMoreIsCalledInstead() {
        submitted();
        reply(phone, " td ");
        APP.deliver();

        assertThat(smsTo(phone)).isEmpty();
        assertThat(rows()).containsExactly("CALL_TASK QUEUED");
    }
}
