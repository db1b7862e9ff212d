package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.fangpin110.support.Answer;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a resident does after the report: looks it up, adds to it, takes it back; and never sees another's. */
class OwnReportsIT {
    @RegisterExtension
    static final TestApp APP = new TestApp();

    private final Visitor resident = APP.resident("u-" + UUID.randomUUID());
    private final Visitor stranger = APP.resident("v-" + UUID.randomUUID());

    @Test
    void theKeyFindsTheReceiptOfWhoMadeIt() {
        UUID key = UUID.randomUUID();
        Answer submitted = resident.submit(key, Reports.crackedWall());

        Answer found = resident.get("/api/v1/reports/by-key/" + key);

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json()).isEqualTo(submitted.json());
        assertThat(resident.get("/api/v1/reports/by-key/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(stranger.get("/api/v1/reports/by-key/" + key).status()).isEqualTo(404);
    }

    @Test
    void myReportsComeNewestFirstPageByPage() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            APP.clock().advance(Duration.ofSeconds(1));
            sent.add(0, submit(Reports.crackedWall()));
        }

        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String after = "";
        while (after != null) {
            JsonObject page = resident.get("/api/v1/reports?limit=3" + after).json();
            JsonArray items = page.getJsonArray("items");
            sizes.add(items.size());
            items.forEach(item -> seen.add(((JsonObject) item).getString("receiptNo")));
            after = page.containsKey("nextAfter") ? "&after=" + page.getString("nextAfter") : null;
        }

        assertThat(seen).isEqualTo(sent);
        assertThat(sizes).containsExactly(3, 3, 1);
    }

    @Test
    void aPlaceNobodyMadeIsRefused() {
        Answer refused = resident.get("/api/v1/reports?after=bm9ib2R5&limit=0");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.faults()).contains("#limit too-small");
        assertThat(resident.get("/api/v1/reports?after=bm9ib2R5").status()).isEqualTo(400);
    }

    @Test
    void anothersReceiptNumberIsNotThere() {
        String receiptNo = submit(Reports.crackedWall());
        String path = "/api/v1/reports/" + receiptNo;
        String key = UUID.randomUUID().toString();

        List<Answer> answers = List.of(
                stranger.get(path),
                stranger.post(path + "/supplements", new JsonObject().put("text", "x"), "Idempotency-Key", key),
                stranger.post(path + "/withdrawal", new JsonObject()),
                stranger.get(path + "/photos/" + UUID.randomUUID()));

        assertThat(answers).extracting(Answer::status).containsOnly(404);
        assertThat(stranger.get("/api/v1/reports").json().getJsonArray("items")).isEmpty();
        assertThat(resident.get(path).json().getJsonObject("status").getString("code"))
                .isEqualTo("ACKNOWLEDGED");
    }

    @Test
    void theReporterOfAnotherPersonSeesTheStepsOnly() {
        String receiptNo = submit(Reports.crackedWall()
                .put("reporterKind", "NEIGHBOUR")
                .put("reporter", new JsonObject().put("name", "乌云").put("phone", "13800138000")));

        Answer seen = resident.get("/api/v1/reports/" + receiptNo);

        assertThat(seen.json().getBoolean("forOther")).isTrue();
        assertThat(seen.json().containsKey("report")).isFalse();
        assertThat(seen.json().getJsonArray("timeline")).isNotEmpty();
        assertThat(seen.text()).doesNotContain("后墙", "idNo", "1380013", "乌云");
    }

    @Test
    void theSameSupplementTwiceIsAddedOnce() {
        String receiptNo = submit(Reports.crackedWall());
        UUID key = UUID.randomUUID();

        List<Answer> answers = AtOnce.run(8, i -> supplement(receiptNo, key, "老人又住院了"));
        Answer other = supplement(receiptNo, key, "别的话");

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        assertThat(timeline(receiptNo)).containsExactly("report-received", "report-supplemented");
    }

    @Test
    void withdrawingTwiceAnswersTheSameAndClosesTheCaseOnce() {
        String receiptNo = submit(Reports.crackedWall());

        List<Answer> answers = AtOnce.run(6, i -> withdraw(receiptNo));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(withdraw(receiptNo).json().getJsonObject("status").getString("code"))
                .isEqualTo("WITHDRAWN");
        assertThat(timeline(receiptNo)).containsExactly("report-received", "report-withdrawn");
        Row file = caseOf(receiptNo);
        assertThat(file.getString("outcome")).isEqualTo("WITHDRAWN");
        assertThat(file.getValue("closed_at")).isNotNull();
        assertThat(supplement(receiptNo, UUID.randomUUID(), "还有").problem()).isEqualTo("report-closed");
    }

    @Test
    void aCaseStaysOpenUntilTheLastOfItsReportsIsTakenBack() {
        JsonObject report = Reports.crackedWall();
        String first = submit(report);
        Answer second = stranger.submit(UUID.randomUUID(), report);

        withdraw(first);
        boolean openBetween = caseOf(first).getValue("closed_at") == null;
        Answer last = stranger.post(
                "/api/v1/reports/" + second.json().getString("receiptNo") + "/withdrawal", new JsonObject());

        assertThat(openBetween).isTrue();
        assertThat(last.status()).isEqualTo(200);
        assertThat(caseOf(first).getValue("closed_at")).isNotNull();
    }

    @Test
    void afterAWithdrawnCaseANewReportOpensANewOne() {
        JsonObject report = Reports.crackedWall();
        String first = submit(report);
        withdraw(first);

        String second = submit(report);

        assertThat(caseOf(second).getUUID("id")).isNotEqualTo(caseOf(first).getUUID("id"));
        assertThat(caseOf(second).getValue("closed_at")).isNull();
    }

    @Test
    void withdrawalsAndNewReportsAtOnceLeaveNoReportInAClosedCase() {
        for (int round = 0; round < 8; round++) {
            JsonObject report = Reports.crackedWall();
            String first = submit(report);

            List<Answer> answers =
                    AtOnce.run(6, i -> i == 0 ? withdraw(first) : resident.submit(UUID.randomUUID(), report.copy()));

            assertThat(answers).extracting(Answer::status).allMatch(status -> status == 200 || status == 201);
            assertThat(
                            rows(
                                    """
                            select 1 from report r join case_file c on c.id = r.case_id
                            where r.withdrawn_at is null and c.closed_at is not null"""))
                    .as("round " + round)
                    .isEmpty();
        }
    }

    private Answer supplement(String receiptNo, UUID key, String text) {
        return resident.post(
                "/api/v1/reports/" + receiptNo + "/supplements",
                new JsonObject().put("text", text),
                "Idempotency-Key",
                key.toString());
    }

    private Answer withdraw(String receiptNo) {
        return resident.post("/api/v1/reports/" + receiptNo + "/withdrawal", new JsonObject());
    }

    private String submit(JsonObject report) {
        Answer answer = resident.submit(UUID.randomUUID(), report);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().getString("receiptNo");
    }

    private List<String> timeline(String receiptNo) {
        JsonArray steps = resident.get("/api/v1/reports/" + receiptNo).json().getJsonArray("timeline");
        return IntStream.range(0, steps.size())
                .mapToObj(i -> steps.getJsonObject(i).getString("code"))
                .toList();
    }

    private static Row caseOf(String receiptNo) {
        return rows("select c.* from case_file c join report r on r.case_id = c.id where r.receipt_no = $1", receiptNo)
                .get(0);
    }

    private static List<Row> rows(String sql, Object... values) {
        return APP.pool().preparedQuery(sql).execute(Tuple.from(values)).await().stream()
                .toList();
    }
}
