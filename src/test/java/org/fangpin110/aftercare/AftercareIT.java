package org.fangpin110.aftercare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.fangpin110.casefile.CaseEvent;
import org.fangpin110.support.Answer;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a family may do once its report is on its way or at its end. */
class AftercareIT {
    @RegisterExtension
    static final TestApp APP = new TestApp();

    private final String user = "u-" + UUID.randomUUID();
    private Visitor resident = APP.resident(user);
    private Visitor village = APP.village(Reports.VILLAGE);
    private Visitor township = APP.township(Reports.TOWNSHIP);

    /** Days later everybody signs in again. */
    private void daysPass(int days) {
        APP.clock().advance(Duration.ofDays(days));
        resident = APP.resident(user);
        village = APP.village(Reports.VILLAGE);
        township = APP.township(Reports.TOWNSHIP);
    }

    private record Sent(String receiptNo, UUID reportId, UUID caseId, JsonObject report) {}

    private Sent send(Visitor by, JsonObject report) {
        Answer answer = by.submit(UUID.randomUUID(), report);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        UUID reportId = UUID.fromString(answer.json().getString("reportId"));
        return new Sent(
                answer.json().getString("receiptNo"),
                reportId,
                row("select case_id from report where id = $1", reportId).getUUID(0),
                report);
    }

    private Sent send() {
        return send(resident, Reports.crackedWall());
    }

    private Sent closed() {
        Sent sent = send();
        close(sent);
        return sent;
    }

    private void close(Sent sent) {
        String path = "/api/v1/cases/" + sent.caseId();
        int version = row("select version from case_file where id = $1", sent.caseId())
                .getInteger(0);
        String seen = "\"" + version + "\"";
        assertThat(village.post(path + "/accept", new JsonObject(), "If-Match", seen)
                        .status())
                .isEqualTo(200);
        assertThat(village.post(
                                path + "/close",
                                new JsonObject().put("outcome", "HELPED_ONLY").put("answer", "墙修好了"),
                                "If-Match",
                                "\"" + (version + 1) + "\"")
                        .status())
                .isEqualTo(200);
    }

    private Answer rate(Sent sent, int score, boolean solved, String text) {
        JsonObject rating = new JsonObject().put("score", score).put("solved", solved);
        return resident.post(
                "/api/v1/reports/" + sent.receiptNo() + "/rating", text == null ? rating : rating.put("text", text));
    }

    private Answer correct(Sent sent, UUID key, JsonObject correction) {
        return resident.post(
                "/api/v1/reports/" + sent.receiptNo() + "/correction", correction, "Idempotency-Key", key.toString());
    }

    private Answer appeal(Sent sent, UUID key, String text) {
        return resident.post(
                "/api/v1/reports/" + sent.receiptNo() + "/appeal",
                new JsonObject().put("text", text),
                "Idempotency-Key",
                key.toString());
    }

    private Answer withdraw(Sent sent, String consent) {
        return resident.post(
                "/api/v1/reports/" + sent.receiptNo() + "/consent-withdrawal",
                new JsonObject().put("consent", consent));
    }

    private JsonObject mine(Sent sent) {
        return resident.get("/api/v1/reports/" + sent.receiptNo()).json();
    }

    private static JsonObject subject(String field, String value) {
        return new JsonObject().put("subject", new JsonObject().put(field, value));
    }

    private static List<Row> rows(String sql, Object... values) {
        return APP.pool().preparedQuery(sql).execute(Tuple.from(values)).await().stream()
                .toList();
    }

    private static Row row(String sql, Object... values) {
        return rows(sql, values).get(0);
    }

    private static List<String> kinds(UUID caseId) {
        return rows("select kind from case_event where case_id = $1 order by sequence", caseId).stream()
                .map(found -> found.getString(0))
                .toList();
    }

    // the way of the case

    @Test
    void theFamilySeesWhoHasItUntilWhenAndWhatIsToCome() {
        Sent sent = send();

        JsonObject journey = mine(sent).getJsonObject("journey");

        assertThat(journey.getString("code")).isEqualTo("RECEIVED");
        assertThat(journey.getString("now")).contains("巴岱").doesNotContain("{");
        assertThat(journey.getString("dueBy")).isEqualTo("2026-11-25");
        assertThat(journey.getString("dueText")).contains("11月25日（星期三）");
        assertThat(journey.getJsonArray("next")).hasSizeGreaterThan(5);
        assertThat(journey.containsKey("late")).isFalse();
    }

    @Test
    void aLateStepIsOwnedUpToWithAPhoneToCall() {
        Sent sent = send();
        rows(
                """
                insert into unit_office (unit_code, phone, changed_at) values ($1, '0482-6120000', now())
                on conflict do nothing""",
                Reports.VILLAGE);
        daysPass(4);
        JsonObject silent = mine(sent).getJsonObject("journey");
        rows(
                """
                insert into case_escalation (case_id, banner_code, step, level, told_unit, at)
                select id, banner_code, state || ':' || floor(extract(epoch from due_at))::bigint, 'TOWNSHIP', $2, now()
                from case_file where id = $1""",
                sent.caseId(),
                Reports.TOWNSHIP);

        JsonObject told = mine(sent).getJsonObject("journey");

        assertThat(silent.getJsonObject("late").getString("code")).isEqualTo("OVERDUE");
        assertThat(told.getJsonObject("late").getString("text")).contains("超期", "已上报乡镇");
        assertThat(told.getString("officePhone")).isEqualTo("0482-6120000");
    }

    @Test
    void anUnknownStepIsLeftOutOfTheTimeline() {
        Sent sent = send();
        rows(
                """
                with moved as (update case_file set last_sequence = last_sequence + 1 where id = $1 returning *)
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, state, owner_unit)
                select id, banner_code, last_sequence, now(), 'never-heard-of', 'SYSTEM', state, owner_unit from moved""",
                sent.caseId());

        assertThat(resident.get("/api/v1/reports/" + sent.receiptNo()).text()).doesNotContain("never-heard-of");
    }

    @Test
    void theAnswerToAQuestionEndsTheWait() {
        Sent sent = send();
        byte[] note = APP.cipher().encryptText(CaseEvent.noteContext(sent.caseId(), 2), "家里现在几口人？");
        rows(
                """
                with moved as (update case_file set last_sequence = last_sequence + 1 where id = $1 returning *)
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, state, owner_unit, note)
                select id, banner_code, last_sequence, now(), 'resident-asked', 'STAFF', state, owner_unit, $2 from moved""",
                sent.caseId(),
                io.vertx.core.buffer.Buffer.buffer(note));
        rows(
                """
                insert into case_pause (case_id, banner_code, ordinal, reason, approved_by, began_at)
                values ($1, '152223', 1, 'AWAITING_RESIDENT', $1, now())""",
                sent.caseId());
        rows("update case_file set paused_since = now() where id = $1", sent.caseId());
        JsonObject asked = mine(sent).getJsonObject("journey");

        resident.post(
                "/api/v1/reports/" + sent.receiptNo() + "/supplements",
                new JsonObject().put("text", "三口人"),
                "Idempotency-Key",
                UUID.randomUUID().toString());

        assertThat(asked.getString("question")).isEqualTo("家里现在几口人？");
        assertThat(asked.getJsonObject("waiting").getString("code")).isEqualTo("AWAITING_RESIDENT");
        assertThat(asked.containsKey("dueBy")).isFalse();
        JsonObject answered = mine(sent).getJsonObject("journey");
        assertThat(answered.containsKey("question")).isFalse();
        assertThat(answered.containsKey("waiting")).isFalse();
        assertThat(row("select ended_at is null from case_pause where case_id = $1", sent.caseId())
                        .getBoolean(0))
                .isFalse();
    }

    // rating

    @Test
    void aRatingMayBeChangedAndCountsOnce() {
        Sent sent = closed();
        boolean before = rate(sent, 5, true, null).json().getBoolean("reopened");

        Answer changed = rate(sent, 3, true, "慢了点");

        assertThat(before).isFalse();
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(rows("select 1 from case_rating where report_id = $1", sent.reportId()))
                .hasSize(1);
        assertThat(mine(sent).getJsonObject("rating").getInteger("score")).isEqualTo(3);
        assertThat(kinds(sent.caseId())).doesNotContain("case-reopened");
    }

    @Test
    void beforeTheEndThereIsNothingToRate() {
        assertThat(rate(send(), 5, true, null).problem()).isEqualTo("nothing-to-rate-yet");
    }

    @Test
    void whatIsNotSolvedIsOpenAgainOneLevelUpWithItsOwnDeadline() {
        Sent sent = closed();
        daysPass(20);

        List<Answer> answers = AtOnce.run(6, i -> rate(sent, 1, false, "还在漏雨"));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        Row file = row("select * from case_file where id = $1", sent.caseId());
        assertThat(mine(sent).getString("promisedBy"))
                .as("the day of the new promise, not the one long past")
                .isEqualTo(file.getLocalDate("promised_by").toString())
                .isGreaterThan(row("select promised_by from report where id = $1", sent.reportId())
                        .getLocalDate(0)
                        .toString());
        assertThat(file.getString("state")).isEqualTo("RECEIVED");
        assertThat(file.getString("owner_unit")).isEqualTo(Reports.TOWNSHIP);
        assertThat(file.getOffsetDateTime("due_at").toInstant())
                .isAfter(APP.clock().instant());
        assertThat(file.getValue("closed_at")).isNull();
        assertThat(kinds(sent.caseId())).filteredOn("case-reopened"::equals).hasSize(1);
        assertThat(township.get("/api/v1/cases/" + sent.caseId()).text()).contains("还在漏雨");
        assertThat(rows(
                        "select 1 from outbox where kind = 'case-reopened' and payload->>'caseId' = $1",
                        sent.caseId().toString()))
                .hasSize(1);
    }

    @Test
    void afterTheWindowNobodyRates() {
        Sent sent = closed();
        daysPass(31);

        assertThat(rate(sent, 1, false, null).problem()).isEqualTo("rating-window-over");
        assertThat(row("select closed_at is null from case_file where id = $1", sent.caseId())
                        .getBoolean(0))
                .isFalse();
    }

    @Test
    void withANewerOpenCaseTheWordsGoThere() {
        Sent old = closed();
        Sent newer = send(resident, old.report().copy().put("hardshipText", "又塌了一面墙，家里没法住人了。"));
        assertThat(newer.caseId()).isNotEqualTo(old.caseId());

        Answer answer = rate(old, 1, false, "原来的也没修好");

        assertThat(answer.json().getBoolean("reopened")).isFalse();
        assertThat(kinds(newer.caseId())).contains("report-not-solved");
        assertThat(village.get("/api/v1/cases/" + newer.caseId()).text()).contains("原来的也没修好");
        assertThat(row("select closed_at is null from case_file where id = $1", old.caseId())
                        .getBoolean(0))
                .isFalse();
    }

    @Test
    void reopeningAndANewReportAtOnceLeaveOneOpenCase() {
        for (int round = 0; round < 5; round++) {
            Sent sent = closed();

            List<Answer> answers = AtOnce.run(
                    4,
                    i -> i == 0
                            ? rate(sent, 1, false, "没修好")
                            : resident.submit(UUID.randomUUID(), sent.report().copy()));

            assertThat(answers).extracting(Answer::status).allMatch(status -> status == 200 || status == 201);
            assertThat(rows(
                            """
                            select 1 from case_file c where c.closed_at is null and c.person_index =
                                (select person_index from case_file where id = $1)""",
                            sent.caseId()))
                    .as("round " + round)
                    .hasSize(1);
        }
    }

    @Test
    void unitsAboveReadCountsAndNoWords() {
        rate(closed(), 5, true, "谢谢老张");
        rate(closed(), 1, false, "没解决");

        Answer counts = township.get("/api/v1/ratings?unit=" + Reports.TOWNSHIP);

        JsonArray items = counts.json().getJsonArray("items");
        assertThat(items).isNotEmpty();
        int rated = IntStream.range(0, items.size())
                .map(i -> items.getJsonObject(i).getInteger("rated"))
                .sum();
        assertThat(rated).isGreaterThanOrEqualTo(2);
        assertThat(counts.text()).doesNotContain("老张", "没解决");
        assertThat(township.get("/api/v1/ratings?unit=152223100000").status()).isEqualTo(404);
        assertThat(township.get("/api/v1/ratings?from=2026-12&to=2026-01").status())
                .isEqualTo(400);
    }

    // appeal

    @Test
    void onlyARefusalIsAppealedOnceAndInTime() {
        Sent sent = closed();
        assertThat(appeal(sent, UUID.randomUUID(), "不服").problem()).isEqualTo("nothing-to-appeal");
        rows(
                "update case_file set state = 'REFUSED', outcome = 'REFUSED', appeal_until = now() + interval '10 years' where id = $1",
                sent.caseId());
        assertThat(mine(sent).getJsonObject("journey").getString("appealBy")).isNotNull();
        UUID key = UUID.randomUUID();

        List<Answer> answers = AtOnce.run(4, i -> appeal(sent, key, "收入算错了"));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(appeal(sent, key, "别的话").problem()).isEqualTo("idempotency-key-reused");
        assertThat(appeal(sent, UUID.randomUUID(), "再来").problem()).isEqualTo("appealed-already");
        assertThat(kinds(sent.caseId())).filteredOn("refusal-appealed"::equals).hasSize(1);
        assertThat(mine(sent).getJsonObject("journey").containsKey("appealBy")).isFalse();
    }

    @Test
    void sixtyDaysAfterARefusalItIsTooLate() {
        Sent sent = closed();
        rows(
                "update case_file set state = 'REFUSED', outcome = 'REFUSED', appeal_until = now() + interval '10 years' where id = $1",
                sent.caseId());
        daysPass(61);

        assertThat(appeal(sent, UUID.randomUUID(), "不服").problem()).isEqualTo("appeal-window-over");
    }

    // correction

    @Test
    void aCorrectionStandsBesideTheReportAndItsIndexesFollow() {
        Sent sent = send();
        UUID key = UUID.randomUUID();
        Row before = row("select phone_index, name_index from case_file where id = $1", sent.caseId());

        List<Answer> answers = AtOnce.run(4, i -> correct(sent, key, subject("phone", "15900001234")));
        Answer other = correct(sent, key, subject("phone", "15900009999"));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        Row after = row("select phone_index, name_index from case_file where id = $1", sent.caseId());
        assertThat(after.getBuffer("phone_index")).isNotEqualTo(before.getBuffer("phone_index"));
        assertThat(after.getBuffer("name_index")).isEqualTo(before.getBuffer("name_index"));
        assertThat(row("select phone_index from report where id = $1", sent.reportId())
                        .getBuffer(0))
                .isEqualTo(after.getBuffer("phone_index"));
        JsonObject seen = village.get("/api/v1/cases/" + sent.caseId())
                .json()
                .getJsonArray("reports")
                .getJsonObject(0);
        assertThat(seen.getString("subjectPhone"))
                .isEqualTo(sent.report().getJsonObject("subject").getString("phone"));
        assertThat(seen.getJsonArray("corrections").getJsonObject(0).getString("subjectPhone"))
                .isEqualTo("15900001234");
        assertThat(kinds(sent.caseId())).filteredOn("report-corrected"::equals).hasSize(1);
    }

    @Test
    void aMessageGoesToTheCorrectedPhone() {
        Sent sent = send();
        correct(sent, UUID.randomUUID(), subject("phone", "15900004321"));

        assertThat(APP.deliver())
                .anyMatch(message -> message.recipient().endsWith("4321")
                        && message.lines().toString().contains(sent.receiptNo()));
    }

    @Test
    void theNumberOfSomebodyWithAnOpenCaseAsksForAComparisonAndNeverFails() {
        Sent one = send();
        Sent other = send();
        String taken = one.report().getJsonObject("subject").getString("idNo");

        Answer corrected = correct(other, UUID.randomUUID(), subject("idNo", taken));

        assertThat(corrected.status()).as(corrected.text()).isEqualTo(201);
        Row asked = row("select case_id, candidate_id from match_suggestion where case_id = $1", other.caseId());
        assertThat(asked.getUUID("candidate_id")).isEqualTo(one.caseId());
        assertThat(row("select pending_suggestions from case_file where id = $1", other.caseId())
                        .getInteger(0))
                .isEqualTo(1);
        assertThat(village.get("/api/v1/match-suggestions?unit=" + Reports.VILLAGE)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aWrongCorrectionIsToldFieldByField() {
        Answer refused = correct(
                send(),
                UUID.randomUUID(),
                new JsonObject()
                        .put("subject", new JsonObject().put("phone", "123").put("idNo", "1")));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.faults())
                .anyMatch(fault -> fault.startsWith("/subject/phone"))
                .anyMatch(fault -> fault.startsWith("/subject/idNo"));
        assertThat(correct(send(), UUID.randomUUID(), new JsonObject()).faults())
                .containsExactly("/subject nothing-to-correct");
    }

    // consents

    @Test
    void withoutTheBasicConsentAnOpenReportIsWithdrawn() {
        Sent sent = send();

        Answer first = withdraw(sent, "PRIVACY");
        Answer again = withdraw(sent, "PRIVACY");

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(mine(sent).getJsonObject("status").getString("code")).isEqualTo("WITHDRAWN");
        assertThat(row("select outcome from case_file where id = $1", sent.caseId())
                        .getString(0))
                .isEqualTo("WITHDRAWN");
    }

    @Test
    void ofAClosedCaseStaffSeeNoMoreThanTheName() {
        Sent sent = closed();
        String before = village.get("/api/v1/cases/" + sent.caseId()).text();

        withdraw(sent, "PRIVACY");

        String after = village.get("/api/v1/cases/" + sent.caseId()).text();
        String phone = sent.report().getJsonObject("subject").getString("phone");
        assertThat(before).contains("后墙裂了", phone);
        assertThat(after)
                .doesNotContain("后墙裂了", phone)
                .contains(sent.report().getJsonObject("subject").getString("name"));
    }

    @Test
    void withoutTheConsentToMessagesWechatIsSilent() {
        Visitor family = APP.resident("w-" + UUID.randomUUID());
        family.post(
                "/api/v1/message-grants",
                new JsonObject().put("grants", JsonArray.of(JsonObject.of("template", "progress", "accepted", true))));
        Sent sent = send(family, Reports.crackedWall());
        family.post(
                "/api/v1/reports/" + sent.receiptNo() + "/consent-withdrawal",
                new JsonObject().put("consent", "MESSAGES"));

        APP.deliver();

        assertThat(rows("select channel from message where report_id = $1", sent.reportId()))
                .isNotEmpty()
                .noneMatch(message -> message.getString(0).equals("WECHAT"));
    }

    @Test
    void aProxySeesNoStepsOnceTheFamilySaysSo() {
        Sent own = send();
        Visitor neighbour = APP.resident("n-" + UUID.randomUUID());
        Sent proxy = send(
                neighbour,
                own.report()
                        .copy()
                        .put("reporterKind", "NEIGHBOUR")
                        .put("reporter", new JsonObject().put("name", "乌云").put("phone", "13800138000")));
        assertThat(proxy.caseId()).isEqualTo(own.caseId());
        String path = "/api/v1/reports/" + proxy.receiptNo();
        boolean before = neighbour.get(path).json().containsKey("journey");

        withdraw(own, "PROXY");

        assertThat(before).isTrue();
        assertThat(neighbour.get(path).json().containsKey("journey")).isFalse();
        assertThat(mine(own).containsKey("journey")).isTrue();
    }

    // one's own data

    @Test
    void aFamilyTakesItsDataAlongAndNobodyElses() {
        Sent sent = closed();
        rate(sent, 4, true, "修得好");
        correct(sent, UUID.randomUUID(), subject("phone", "15900005678"));
        Visitor neighbour = APP.resident("p-" + UUID.randomUUID());
        send(
                neighbour,
                Reports.crackedWall()
                        .put("reporterKind", "NEIGHBOUR")
                        .put("reporter", new JsonObject().put("name", "乌云").put("phone", "13800138000")));

        Answer own = resident.get("/api/v1/residents/me/data");

        assertThat(own.status()).as(own.text()).isEqualTo(200);
        assertThat(own.text()).contains("后墙裂了", "修得好", "15900005678", sent.receiptNo());
        assertThat(neighbour.get("/api/v1/residents/me/data").text())
                .contains("forOther")
                .doesNotContain("后墙", "修得好");
        assertThat(APP.resident("q-" + UUID.randomUUID())
                        .get("/api/v1/residents/me/data")
                        .json()
                        .getJsonArray("reports"))
                .isEmpty();
    }
}
