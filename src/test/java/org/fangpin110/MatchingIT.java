package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.MasterKey;
import org.fangpin110.support.Answer;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two reports of one household come together, of two do not, and what is between is asked of people. */
class MatchingIT {
    private static final String NEXT_DOOR = "152223107209";

    private static final String KEY = "c29tZSBrZXkgb2YgdGhpcnR5LXR3byBieXRlcyAhISE=";

    @RegisterExtension
    static final TestApp APP =
            TestApp.with(Map.of("FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900", "FANGPIN_SECURITY_MASTER_KEY", KEY));

    private static Visitor reporter;
    private static Visitor helper;

    @BeforeEach
    void theySignIn() {
        reporter = APP.resident("reporter");
        helper = APP.resident("helper");
    }

    private record Sent(String receiptNo, String caseId, String outcome) {}

    private static Sent send(Visitor by, JsonObject report) {
        Answer answer = by.submit(UUID.randomUUID(), report);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return stored(answer.json().getString("receiptNo"));
    }

    private static Sent stored(String receiptNo) {
        return APP
                .pool()
                .preparedQuery("select case_id, matching->>'outcome' as outcome from report where receipt_no = $1")
                .execute(Tuple.of(receiptNo))
                .await()
                .stream()
                .map(row -> new Sent(receiptNo, row.getUUID(0).toString(), row.getString(1)))
                .findFirst()
                .orElseThrow();
    }

    /** The same person, told by a helper who knows no ID number. */
    private static JsonObject withoutNumber(JsonObject report) {
        JsonObject told = report.copy();
        told.getJsonObject("subject").remove("idNo");
        told.getJsonObject("subject").put("idAbsentReason", "PROXY_UNKNOWN");
        return told.put("reporterKind", "NEIGHBOUR")
                .put("reporter", new JsonObject().put("name", "邻居").put("phone", "13999990000"))
                .put("hardshipText", "他家后墙要倒了，人还在医院里，请去看看吧。");
    }

    private static JsonObject withoutPhone(JsonObject report) {
        JsonObject told = report.copy();
        told.getJsonObject("subject").remove("phone");
        told.getJsonObject("subject").put("noPhone", true);
        return told;
    }

    private static JsonObject row(String sql, Object... values) {
        return APP.pool().preparedQuery(sql).execute(Tuple.from(values)).await().stream()
                .findFirst()
                .map(io.vertx.sqlclient.Row::toJson)
                .orElse(null);
    }

    private static JsonObject caseFile(String caseId) {
        return row("select * from case_file where id = $1", UUID.fromString(caseId));
    }

    /** The only comparison of this case. */
    private static String suggestionOf(Sent sent) {
        return row("select id::text from match_suggestion where case_id = $1", UUID.fromString(sent.caseId()))
                .getString("id");
    }

    private static Answer decide(Visitor staff, String suggestion, String decision, String tag) {
        return staff.post(
                "/api/v1/match-suggestions/" + suggestion + "/" + decision,
                new JsonObject().put("note", "打电话核对过"),
                "If-Match",
                tag);
    }

    private static String tag(Visitor staff, String suggestion) {
        return staff.get("/api/v1/match-suggestions/" + suggestion)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    @Test
    void aHelpersReportWithNameAndPhoneJoinsTheCaseThatMovedToAnotherVillage() {
        JsonObject report = Reports.crackedWall();
        Sent first = send(reporter, report);
        Answer moved = APP.township(Reports.TOWNSHIP)
                .post(
                        "/api/v1/cases/" + first.caseId() + "/transfer",
                        new JsonObject().put("toUnit", NEXT_DOOR).put("reason", "WRONG_VILLAGE"),
                        "If-Match",
                        "\"1\"");
        assertThat(moved.status()).isEqualTo(200);

        Sent second = send(helper, withoutNumber(report));
        Sent third = send(helper, withoutNumber(report).put("hukouUnit", NEXT_DOOR));

        assertThat(second).extracting(Sent::outcome, Sent::caseId).containsExactly("LINKED", first.caseId());
        assertThat(third).extracting(Sent::outcome, Sent::caseId).containsExactly("LINKED", first.caseId());
    }

    @Test
    void aCaseAtTheBannerDeskIsRecognisedByNameAndPhone() {
        JsonObject report = Reports.crackedWall();
        JsonObject vague = report.copy().put("unitUnknown", true);
        vague.remove("hukouUnit");
        Sent atDesk = send(reporter, vague);
        assertThat(caseFile(atDesk.caseId()).getString("owner_unit")).endsWith("000");

        Sent second = send(helper, withoutNumber(report));

        assertThat(second).extracting(Sent::outcome, Sent::caseId).containsExactly("LINKED", atDesk.caseId());
    }

    @Test
    void namesakesWithTwoNumbersStayApartAndAreNotAskedAbout() {
        JsonObject report = Reports.crackedWall();
        Sent first = send(reporter, report);
        JsonObject namesake = Reports.crackedWall();
        namesake.getJsonObject("subject")
                .put("name", report.getJsonObject("subject").getString("name"))
                .put("phone", report.getJsonObject("subject").getString("phone"));

        Sent second = send(reporter, namesake);

        assertThat(second.outcome()).isEqualTo("NEW");
        assertThat(second.caseId()).isNotEqualTo(first.caseId());
    }

    @Test
    void anotherTroubleLongAfterIsACaseOfItsOwnThatNamesTheOpenOneAndTheNextReportJoinsTheNewCase() {
        JsonObject report = Reports.crackedWall();
        Sent first = send(reporter, report);
        String promised = caseFile(first.caseId()).getString("due_at");
        APP.clock().advance(Duration.ofDays(130));
        Visitor again = APP.resident("reporter");
        JsonObject flood = report.copy().put("riskMain", "DISASTER").put("riskMore", new JsonArray());

        Sent later = send(again, flood);
        Sent repeated = send(again, flood);

        assertThat(later.outcome()).isEqualTo("NEW");
        assertThat(caseFile(later.caseId()).getString("previous_case_id")).isEqualTo(first.caseId());
        assertThat(repeated).extracting(Sent::outcome, Sent::caseId).containsExactly("LINKED", later.caseId());
        assertThat(caseFile(first.caseId()).getString("due_at")).isEqualTo(promised);
    }

    @Test
    void afterTheClosingANewReportOpensACaseThatNamesTheClosedOne() {
        JsonObject report = Reports.crackedWall();
        Sent first = send(reporter, report);
        Answer closed = APP.township(Reports.TOWNSHIP)
                .post(
                        "/api/v1/cases/" + first.caseId() + "/close",
                        new JsonObject().put("outcome", "HELPED_ONLY").put("answer", "已联系施工队修房"),
                        "If-Match",
                        "\"1\"");
        assertThat(closed.status()).isEqualTo(200);

        Sent second = send(reporter, report);

        assertThat(second.outcome()).isEqualTo("NEW");
        Answer shown = APP.village(Reports.VILLAGE).get("/api/v1/cases/" + second.caseId());
        assertThat(shown.json().getString("previousCaseId")).isEqualTo(first.caseId());
    }

    @Test
    void membersOfARegisteredHouseholdShareTheCaseOfOneEventAndAreComparedForAnother() {
        JsonObject husband = Reports.crackedWall();
        JsonObject wife = Reports.crackedWall();
        JsonObject son = Reports.crackedWall().put("riskMain", "SCHOOLING").put("riskMore", new JsonArray());
        UUID household = UUID.randomUUID();
        BlindIndex index = new BlindIndex(MasterKey.ofBase64(KEY));
        for (JsonObject one : List.of(husband, wife, son)) {
            byte[] person = index.of(
                    "case_file.person_index", one.getJsonObject("subject").getString("idNo"));
            APP.pool()
                    .preparedQuery(
                            """
                            insert into known_household (person_index, unit_code, basis, confirmed_at, household_key)
                            values ($1, $2, 'REGISTRY', now(), $3)""")
                    .execute(Tuple.of(Buffer.buffer(person), Reports.VILLAGE, household))
                    .await();
        }

        List<Sent> both = AtOnce.run(2, i -> send(i == 0 ? reporter : helper, i == 0 ? husband : wife));
        Sent third = send(reporter, son);

        assertThat(both).extracting(Sent::caseId).containsOnly(both.get(0).caseId());
        assertThat(both).extracting(Sent::outcome).containsExactlyInAnyOrder("NEW", "LINKED");
        assertThat(third.outcome()).isEqualTo("SUGGESTED");
    }

    @Test
    void manyAtOnceOnTwoNodesOpenOneCaseWhetherANumberIsKnownOrNot() throws IOException {
        TestApp other = APP.another(Map.of());
        try {
            Visitor there = other.resident("there");
            for (int round = 0; round < 4; round++) {
                JsonObject report = Reports.crackedWall();
                JsonObject sent =
                        switch (round) {
                            case 0 -> report;
                            case 1, 2 -> withoutNumber(report);
                            default -> withoutPhone(withoutNumber(report));
                        };
                List<Sent> all = AtOnce.run(
                        8,
                        i -> stored((i % 2 == 0 ? helper : there)
                                .submit(UUID.randomUUID(), sent)
                                .json()
                                .getString("receiptNo")));

                assertThat(all).extracting(Sent::caseId).containsOnly(all.get(0).caseId());
                assertThat(all.stream().filter(one -> one.outcome().equals("NEW")))
                        .hasSize(1);
                assertThat(caseFile(all.get(0).caseId()).getInteger("report_count"))
                        .isEqualTo(8);
            }
        } finally {
            other.stop();
        }
    }

    // ---- what people decide

    /** A case with everything, and a later one of a namesake without number and phone. */
    private record Pair(Sent older, Sent younger, String suggestion) {
        static Pair of(JsonObject report) {
            Sent older = send(reporter, report);
            APP.clock().advance(Duration.ofMinutes(5));
            Sent younger = send(helper, withoutPhone(withoutNumber(report)));
            assertThat(younger.outcome()).isEqualTo("SUGGESTED");
            return new Pair(older, younger, suggestionOf(younger));
        }
    }

    @Test
    void thePairIsMarkedInTheQueueListedAndShownSideBySideWithoutWholeNumbers() {
        JsonObject report = Reports.crackedWall();
        Pair pair = Pair.of(report);
        Visitor village = APP.village(Reports.VILLAGE);

        JsonObject summary =
                village.get("/api/v1/cases/" + pair.younger().caseId()).json().getJsonObject("summary");
        String listed = allSuggestions(village);
        Answer shown = village.get("/api/v1/match-suggestions/" + pair.suggestion());

        assertThat(summary.getInteger("pendingSuggestions")).isEqualTo(1);
        assertThat(listed).contains(pair.suggestion());
        assertThat(allSuggestions(APP.village(NEXT_DOOR))).doesNotContain(pair.suggestion());
        assertThat(shown.json().getJsonObject("older").getString("caseId"))
                .isEqualTo(pair.older().caseId());
        assertThat(shown.text()).contains("同村", report.getJsonObject("subject").getString("name"), "他家后墙要倒了");
        assertThat(shown.text())
                .doesNotContain(
                        report.getJsonObject("subject").getString("phone"),
                        report.getJsonObject("subject").getString("idNo"));
    }

    private static String allSuggestions(Visitor staff) {
        StringBuilder all = new StringBuilder();
        String after = "";
        do {
            JsonObject page =
                    staff.get("/api/v1/match-suggestions?limit=1" + after).json();
            all.append(page.getJsonArray("items").encode());
            after = page.containsKey("nextAfter") ? "&after=" + page.getString("nextAfter") : "";
        } while (!after.isEmpty());
        return all.toString();
    }

    @Test
    void linkedTheOlderCaseGoesOnWithBothReportsTheEarlierDueTimeAndTheUrgency() {
        JsonObject report = Reports.crackedWall();
        Sent older = send(reporter, report);
        Instant dueOfOlder =
                Instant.parse(caseFile(older.caseId()).getString("due_at").replace("+00:00", "Z"));
        Sent younger = send(
                helper, withoutPhone(withoutNumber(report)).put("urgent", true).put("urgentKind", "NO_SHELTER"));
        Instant dueOfYounger =
                Instant.parse(caseFile(younger.caseId()).getString("due_at").replace("+00:00", "Z"));
        assertThat(dueOfYounger).isBefore(dueOfOlder);
        Visitor village = APP.village(Reports.VILLAGE);
        String suggestion = suggestionOf(younger);

        Answer linked = decide(village, suggestion, "link", tag(village, suggestion));

        assertThat(linked.status()).as(linked.toString()).isEqualTo(200);
        assertThat(linked.json().getString("caseId")).isEqualTo(older.caseId());
        JsonObject whole = village.get("/api/v1/cases/" + older.caseId()).json();
        assertThat(whole.getJsonObject("summary").getBoolean("urgent")).isTrue();
        assertThat(Instant.parse(whole.getJsonObject("summary").getString("dueAt")))
                .isEqualTo(dueOfYounger);
        assertThat(whole.getJsonArray("reports")).hasSize(2);
        JsonObject ended = village.get("/api/v1/cases/" + younger.caseId()).json();
        assertThat(ended.getJsonObject("outcome").getString("code")).isEqualTo("MERGED");
        assertThat(ended.getString("mergedInto")).isEqualTo(older.caseId());
        assertThat(allSuggestions(village)).doesNotContain(suggestion);
    }

    @Test
    void afterAMergeBothReceiptsStandAndBothResidentsGetTheReplies() {
        Pair pair = Pair.of(Reports.crackedWall());
        Visitor village = APP.village(Reports.VILLAGE);
        assertThat(decide(village, pair.suggestion(), "link", tag(village, pair.suggestion()))
                        .status())
                .isEqualTo(200);
        int version = caseFile(pair.older().caseId()).getInteger("version");
        village.post(
                "/api/v1/cases/" + pair.older().caseId() + "/accept",
                new JsonObject(),
                "If-Match",
                "\"" + version + "\"");
        village.post(
                "/api/v1/cases/" + pair.older().caseId() + "/close",
                new JsonObject().put("outcome", "HELPED_ONLY").put("answer", "已联系施工队修房"),
                "If-Match",
                "\"" + (version + 1) + "\"");

        List<JsonObject> seen = List.of(
                reporter.get("/api/v1/reports/" + pair.older().receiptNo()).json(),
                helper.get("/api/v1/reports/" + pair.younger().receiptNo()).json());
        APP.deliver();
        APP.deliver();

        assertThat(seen)
                .allSatisfy(report -> assertThat(report.getJsonObject("status").getString("code"))
                        .isEqualTo("CLOSED"));
        assertThat(seen.get(0).getString("answer")).isEqualTo("已联系施工队修房");
        assertThat(seen.get(1).containsKey("answer"))
                .as("a helper learns no result")
                .isFalse();
        JsonArray timeline = seen.get(1).getJsonArray("timeline");
        assertThat(timeline.stream().map(step -> ((JsonObject) step).getString("code")))
                .containsExactly("report-received", "report-linked", "case-accepted", "case-closed");
        List.of(pair.older(), pair.younger()).forEach(sent -> assertThat(told(sent))
                .as("received before the merge, accepted and closed after it")
                .isEqualTo(3));
    }

    private static int told(Sent sent) {
        return row(
                        """
                        select count(distinct m.step)::int as n
                        from message m join report r on r.id = m.report_id where r.receipt_no = $1""",
                        sent.receiptNo())
                .getInteger("n");
    }

    @Test
    void separatedBothGoOnAndTheyAreNotAskedAboutAgain() {
        Pair pair = Pair.of(Reports.crackedWall());
        Visitor township = APP.township(Reports.TOWNSHIP);
        String due = caseFile(pair.younger().caseId()).getString("due_at");

        Answer separated = decide(township, pair.suggestion(), "separate", tag(township, pair.suggestion()));

        assertThat(separated.status()).as(separated.toString()).isEqualTo(200);
        JsonObject younger =
                township.get("/api/v1/cases/" + pair.younger().caseId()).json();
        assertThat(younger.getJsonObject("summary").getString("state")).isEqualTo("RECEIVED");
        assertThat(younger.getJsonObject("summary").getInteger("pendingSuggestions"))
                .isZero();
        assertThat(younger.encode()).contains("打电话核对过");
        assertThat(caseFile(pair.younger().caseId()).getString("due_at")).isEqualTo(due);
        assertThat(allSuggestions(township)).doesNotContain(pair.suggestion());
        Answer again = decide(township, pair.suggestion(), "link", tag(township, pair.suggestion()));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.problem()).isEqualTo("suggestion-decided");
    }

    @Test
    void ofManyDecisionsAtOnceOneCounts() {
        Pair pair = Pair.of(Reports.crackedWall());
        Visitor village = APP.village(Reports.VILLAGE);
        String seen = tag(village, pair.suggestion());

        List<Answer> answers =
                AtOnce.run(6, i -> decide(village, pair.suggestion(), i % 2 == 0 ? "link" : "separate", seen));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 409, 412));
    }

    @Test
    void whatChangedSinceItWasShownMustBeLookedAtAgain() {
        Pair pair = Pair.of(Reports.crackedWall());
        Visitor village = APP.village(Reports.VILLAGE);
        String seen = tag(village, pair.suggestion());
        village.post("/api/v1/cases/" + pair.older().caseId() + "/accept", new JsonObject(), "If-Match", "\"1\"");

        assertThat(decide(village, pair.suggestion(), "link", seen).status()).isEqualTo(412);
    }

    @Test
    void whoMaySeeOnlyOneOfTheTwoMayNotCompare() {
        Pair pair = Pair.of(Reports.crackedWall());
        Visitor township = APP.township(Reports.TOWNSHIP);
        township.post(
                "/api/v1/cases/" + pair.older().caseId() + "/transfer",
                new JsonObject().put("toUnit", NEXT_DOOR).put("reason", "WRONG_VILLAGE"),
                "If-Match",
                "\"1\"");
        String path = "/api/v1/match-suggestions/" + pair.suggestion();

        assertThat(APP.village(Reports.VILLAGE).get(path).status()).isEqualTo(404);
        assertThat(APP.village(NEXT_DOOR).get(path).status()).isEqualTo(404);
        assertThat(township.get(path).status()).isEqualTo(200);
    }
}
