package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.fangpin110.sandbox.Fault;
import org.fangpin110.sandbox.WechatSandbox;
import org.fangpin110.support.Answer;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What looks like no report waits for a look, and what cannot wait does not. */
class HeldReportIT {
    private static final String ADVERTISEMENT = "刷单兼职日结300，扫码进群 http://evil.example/464";

    @RegisterExtension
    static final TestApp APP = new TestApp();

    private Visitor sender;
    private Visitor village;

    @BeforeEach
    void somebodySignsIn() {
        sender = APP.resident("sender-" + UUID.randomUUID());
        village = APP.village(Reports.VILLAGE);
    }

    @Test
    void anAdvertisementGetsItsReceiptAndWaitsInTheVillageToBeChecked() {
        String receipt = submit(ADVERTISEMENT);
        String ordinary = submit("房子后墙裂了大口子");

        assertThat(inQueue("?toCheck=true", receipt)).isNotNull();
        assertThat(inQueue("?toCheck=true", receipt).getBoolean("toCheck")).isTrue();
        assertThat(inQueue("?toCheck=true", ordinary)).isNull();
        assertThat(inQueue("", receipt)).isNotNull();
        JsonObject seen = theCase(receipt);
        assertThat(seen.getJsonArray("allowedActions"))
                .contains("CONFIRM", "DISMISS")
                .doesNotContain("RETURN");
        assertThat(flags(seen)).contains("text-spam", "held-for-check");
    }

    @Test
    void theCaseSaysInWordsWhyItIsHeld() {
        String receipt = submit(ADVERTISEMENT);
        APP.deliver();

        JsonObject screening =
                theCase(receipt).getJsonArray("reports").getJsonObject(0).getJsonObject("screening");

        assertThat(screening.getBoolean("held")).isTrue();
        assertThat(screening.getInteger("spam")).isEqualTo(100);
        assertThat(screening.getJsonArray("signs").encode()).contains("让人扫码、进群", "有网址");
        assertThat(screening.getJsonObject("textCheck").getString("code")).isEqualTo("PASS");
    }

    @Test
    void oneTapMakesItAnOrdinaryCase() {
        String receipt = submit(ADVERTISEMENT);
        Instant dueAt = Instant.parse(theCase(receipt).getJsonObject("summary").getString("dueAt"));

        Answer confirmed = step(receipt, "confirm", 1);

        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(Instant.parse(confirmed.json().getString("dueAt"))).isEqualTo(dueAt);
        JsonObject seen = theCase(receipt);
        assertThat(seen.getJsonObject("summary").getBoolean("toCheck")).isFalse();
        assertThat(seen.getJsonArray("allowedActions")).contains("RETURN").doesNotContain("CONFIRM", "DISMISS");
        assertThat(inQueue("?toCheck=true", receipt)).isNull();
        assertThat(step(receipt, "confirm", 2).problem()).isEqualTo("case-not-to-check");
        assertThat(kindsToldTo(receipt)).containsExactly("report-received");
    }

    @Test
    void oneTapClosesItWithAPoliteSentence() {
        String receipt = submit(ADVERTISEMENT);

        assertThat(step(receipt, "dismiss", 1).json().getString("state")).isEqualTo("CLOSED_OTHER");

        assertThat(theCase(receipt).getJsonObject("outcome").getString("code")).isEqualTo("OFF_TOPIC_GUIDED");
        Answer told = sender.get("/api/v1/reports/" + receipt);
        assertThat(told.json().getString("answer")).contains("12317");
    }

    @Test
    void whatIsHeldIsJudgedBeforeItIsReturned() {
        String receipt = submit("qwer");

        Answer returned = village.post(
                "/api/v1/cases/" + caseOf(receipt) + "/return",
                new JsonObject().put("reason", "WRONG_VILLAGE").put("note", "查无此人"),
                "If-Match",
                "\"1\"");

        assertThat(returned.problem()).isEqualTo("case-to-check-first");
    }

    @Test
    void anOrdinaryCaseIsNotDismissed() {
        assertThat(step(submit("墙裂了"), "dismiss", 1).problem()).isEqualTo("case-not-to-check");
    }

    @Test
    void acceptingSaysThatItIsAReport() {
        String receipt = submit(ADVERTISEMENT);
        village.post("/api/v1/cases/" + caseOf(receipt) + "/accept", new JsonObject(), "If-Match", "\"1\"");

        assertThat(theCase(receipt).getJsonObject("summary").getBoolean("toCheck"))
                .isFalse();
    }

    @Test
    void distressWinsOverEveryScore() {
        String receipt = submit("我家断粮三天了，" + ADVERTISEMENT);

        JsonObject summary = theCase(receipt).getJsonObject("summary");

        assertThat(summary.getBoolean("toCheck")).isFalse();
        assertThat(summary.getBoolean("urgent")).isTrue();
    }

    @Test
    void urgentWordsRaiseTheGreenChannelThoughNothingWasTicked() {
        String receipt = submit("家里断粮三天了，孩子饿得直哭");

        JsonObject seen = theCase(receipt);

        assertThat(seen.getJsonObject("summary").getBoolean("urgent")).isTrue();
        assertThat(Instant.parse(seen.getJsonObject("summary").getString("dueAt")))
                .isEqualTo(APP.clock().instant().plus(Duration.ofMinutes(30)));
        assertThat(flags(seen)).contains("urgent-no-food");
        assertThat(sender.get("/api/v1/reports/" + receipt)
                        .json()
                        .getJsonObject("report")
                        .getBoolean("urgent", false))
                .isFalse();
    }

    @Test
    void whoeverSpeaksOfSuicideIsGivenTheHotlineAndStaffAreToldHowToRespond() {
        Answer answer = sender.submit(UUID.randomUUID(), told("我不想活了"));
        String receipt = answer.json().getString("receiptNo");
        APP.deliver();

        assertThat(answer.json().getJsonArray("notes").encode()).contains("12356");
        JsonObject seen = theCase(receipt);
        assertThat(seen.getJsonObject("summary").getBoolean("urgent")).isTrue();
        assertThat(seen.encode()).contains("别让人独自待着");
        assertThat(kinds(seen)).contains("text-risky").doesNotContain("case-held");
    }

    @Test
    void whatWechatDoubtsIsHeldUnlessSomebodyIsInDistress() {
        String doubtful = submit("他们天天赌博，没人管");
        String hungry = submit("家里没有饭吃");
        APP.deliver();

        assertThat(kinds(theCase(doubtful))).contains("text-doubtful", "case-held");
        assertThat(theCase(doubtful).getJsonObject("summary").getBoolean("toCheck"))
                .isTrue();
        assertThat(kinds(theCase(hungry))).contains("text-doubtful").doesNotContain("case-held");
        assertThat(sender.get("/api/v1/reports/" + doubtful)
                        .json()
                        .getJsonArray("timeline")
                        .encode())
                .doesNotContain("held", "doubtful");
    }

    @Test
    void aDeadWechatDelaysNobodyAndIsAskedAgainForTwoHours() {
        sandbox().fail("/wxa/msg_sec_check", Fault.errcode(-1, "system error"));
        String receipt = submit("他们天天赌博，没人管");
        APP.deliver();

        assertThat(kindsToldTo(receipt)).contains("report-received");
        assertThat(textCheck(receipt)).isNull();
        assertThat(theCase(receipt).getJsonObject("summary").getBoolean("toCheck"))
                .isFalse();

        APP.clock().advance(Duration.ofHours(3));
        APP.deliver();

        assertThat(textCheck(receipt)).isEqualTo("UNCHECKED");
        sandbox().clearFaults();
    }

    @Test
    void theSameTextManyTimesFromOneAccountIsLookedAt() {
        String last = null;
        for (int i = 0; i < 6; i++) {
            last = submit("家里困难，请求帮助");
            APP.deliver();
        }

        assertThat(kinds(theCase(last))).contains("case-held");
        assertThat(theCase(last).encode()).contains("同一账号一天内多次发来同样的话");
    }

    @Test
    void aSecondProperReportOfTheSamePersonFreesTheCase() {
        JsonObject first = told(ADVERTISEMENT);
        String receipt = sender.submit(UUID.randomUUID(), first).json().getString("receiptNo");
        sender.submit(UUID.randomUUID(), first.copy().put("hardshipText", "刚才孩子乱发的，家里房子漏了"));
        APP.deliver();

        assertThat(theCase(receipt).getJsonObject("summary").getBoolean("toCheck"))
                .isFalse();
        assertThat(kinds(theCase(receipt))).contains("case-hold-lifted");
    }

    private static WechatSandbox sandbox() {
        return APP.app().sandbox().orElseThrow().wechat();
    }

    private JsonObject told(String text) {
        return Reports.crackedWall().put("hardshipText", text);
    }

    private String submit(String text) {
        Answer answer = sender.submit(UUID.randomUUID(), told(text));
        assertThat(answer.status()).isEqualTo(201);
        return answer.json().getString("receiptNo");
    }

    private JsonObject inQueue(String query, String receipt) {
        String after = "";
        while (true) {
            JsonObject page = village.get("/api/v1/queue" + query + (query.isEmpty() ? "?" : "&") + "limit=100" + after)
                    .json();
            for (Object item : page.getJsonArray("items")) {
                if (((JsonObject) item).getString("receiptNo").equals(receipt)) {
                    return (JsonObject) item;
                }
            }
            if (page.getString("nextAfter") == null) {
                return null;
            }
            after = "&after=" + page.getString("nextAfter");
        }
    }

    private JsonObject theCase(String receipt) {
        return village.get("/api/v1/cases/" + caseOf(receipt)).json();
    }

    private Answer step(String receipt, String step, int version) {
        return village.post("/api/v1/cases/" + caseOf(receipt) + "/" + step, "If-Match", "\"" + version + "\"");
    }

    private static List<String> flags(JsonObject seen) {
        return codes(seen.getJsonArray("reports").getJsonObject(0).getJsonArray("flags"), "code");
    }

    private static List<String> kinds(JsonObject seen) {
        return codes(seen.getJsonArray("events"), "kind");
    }

    private static List<String> codes(JsonArray list, String name) {
        return list.stream().map(item -> ((JsonObject) item).getString(name)).toList();
    }

    private String caseOf(String receipt) {
        return one("select case_id::text from report where receipt_no = $1", receipt);
    }

    private String textCheck(String receipt) {
        return one(
                "select s.text_check from report_screening s join report r on r.id = s.report_id where r.receipt_no = $1",
                receipt);
    }

    private List<String> kindsToldTo(String receipt) {
        return APP
                .pool()
                .preparedQuery("select kind from outbox o join report r on o.payload->>'caseId' = r.case_id::text"
                        + " where r.receipt_no = $1 and kind <> 'text-check-owed' order by o.id")
                .execute(Tuple.of(receipt))
                .await()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static String one(String sql, String receipt) {
        Row row = APP.pool()
                .preparedQuery(sql)
                .execute(Tuple.of(receipt))
                .await()
                .iterator()
                .next();
        return row.getString(0);
    }
}
