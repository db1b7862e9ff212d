package org.fangpin110.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.form.FormCode;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.policy.IncomeLineFile;
import org.fangpin110.policy.IncomeLineImport;
import org.fangpin110.policy.RiskPolicyRepository;
import org.fangpin110.support.Answer;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.CaseWalk;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.fangpin110.workflow.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rules suggest how great the danger is, a person says so, and the queue shows it. It is November 2026; the newest line is of 2024. */
class RiskLevelIT {
    @RegisterExtension
    static final TestApp APP = TestApp.with(Map.of("FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900"));

    private static final String NEXT_DOOR = "152223107209";

    private static String reported(JsonObject report) {
        Answer answer = APP.resident("family").submit(UUID.randomUUID(), report);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return APP.pool()
                .preparedQuery("select case_id from report where id = $1")
                .execute(Tuple.of(UUID.fromString(answer.json().getString("reportId"))))
                .await()
                .iterator()
                .next()
                .getUUID(0)
                .toString();
    }

    private static Visitor village() {
        return APP.village(Reports.VILLAGE);
    }

    private static JsonObject read(String caseId) {
        return read(village(), caseId);
    }

    private static JsonObject read(Visitor staff, String caseId) {
        Answer answer = staff.get("/api/v1/cases/" + caseId + "/risk-level");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static Answer set(Visitor staff, String caseId, int version, JsonObject wish) {
        return staff.send(
                "PUT",
                "/api/v1/cases/" + caseId + "/risk-level",
                wish.encode().getBytes(StandardCharsets.UTF_8),
                "If-Match",
                "\"" + version + "\"");
    }

    private static JsonObject wish(String level, String reason, String note) {
        JsonObject wish = level(level).put("note", note);
        return reason == null ? wish : wish.put("changeReason", reason);
    }

    private static JsonObject level(String level) {
        return new JsonObject().put("level", level);
    }

    private static List<String> pointers(Answer answer) {
        return answer.json().getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("pointer"))
                .toList();
    }

    @Test
    void aReportAloneIsTooLittleToCallTheDangerSmall() {
        JsonObject suggestion = read(reported(Reports.crackedWall().put("riskMore", new JsonArray())))
                .getJsonObject("suggestion");

        assertThat(suggestion.getJsonObject("level").getString("code")).isEqualTo("NOT_ENOUGH_KNOWN");
        assertThat(suggestion.getJsonObject("mayReach").getString("code")).isEqualTo("HIGH");
        assertThat(suggestion.getJsonArray("missing")).hasSize(7);
        assertThat(suggestion.getJsonArray("reasons").encode()).contains("TOLD", "住房", "未核实");
    }

    @Test
    void whatTheResidentToldSpeaksWithTheLineOfTheYearThatIsKnown() {
        JsonObject suggestion = read(reported(
                        Reports.crackedWall().put("annualIncome", 15_000).put("rigidSpending", 20_000)))
                .getJsonObject("suggestion");

        assertThat(suggestion.getJsonObject("level").getString("code")).isEqualTo("HIGH");
        JsonObject line = suggestion.getJsonObject("incomeLine");
        assertThat(line.getInteger("year")).isEqualTo(2024);
        assertThat(line.getInteger("wantedYear")).isEqualTo(2026);
        assertThat(suggestion.getJsonArray("reasons").encode()).contains("5000", "8300", "133%");
        assertThat(suggestion.getJsonArray("classes").encode()).contains("UNSTABLE_EX_POOR", "AT_RISK_EDGE");
        assertThat(suggestion.getString("ruleVersion")).isEqualTo("000000000000/1");
    }

    @Test
    void aboveTheLineASuddenBurdenMayStillBeSuddenHardship() {
        JsonObject suggestion = read(reported(
                        Reports.crackedWall().put("annualIncome", 90_000).put("rigidSpending", 80_000)))
                .getJsonObject("suggestion");

        assertThat(suggestion.getJsonArray("classes")).hasSize(1);
        assertThat(suggestion.getJsonArray("classes").encode()).contains("SUDDEN_HARDSHIP", "不低于");
    }

    /** Told: enough for all. Found: little is left after the hospital, nobody can work, the well is bad. */
    @Test
    void whatTheVisitFoundCountsBeforeWhatWasToldAndTheSuggestionSaysSo() {
        CaseWalk walk = new CaseWalk(
                        APP,
                        APP.resident("family"),
                        Reports.crackedWall()
                                .put("riskMore", new JsonArray())
                                .put("annualIncome", 90_000)
                                .put("rigidSpending", 1_000))
                .accepted(village());
        String caseId = walk.caseId().toString();
        walk.taken(village(), Action.AUTHORISE, FormCode.AUTHORISATION);
        JsonObject before = read(caseId).getJsonObject("suggestion");

        walk.taken(village(), Action.VISIT, FormCode.VISIT_FORM);

        JsonObject after = read(caseId).getJsonObject("suggestion");
        assertThat(before.getJsonObject("level").getString("code")).isEqualTo("NOT_ENOUGH_KNOWN");
        assertThat(before.getJsonArray("reasons").encode()).doesNotContain("CHECKED");
        assertThat(after.getJsonObject("level").getString("code")).isEqualTo("HIGH");
        assertThat(after.getJsonArray("missing")).isEmpty();
        assertThat(codes(after.getJsonArray("reasons")))
                .contains("income-below", "rigid-spending", "guarantee-unmet", "labour-short");
        assertThat(after.getJsonArray("reasons").encode())
                .contains("CHECKED", "6000", "8300", "172%", "饮水")
                .doesNotContain("未核实");
    }

    private static List<String> codes(JsonArray reasons) {
        return reasons.stream()
                .map(reason -> ((JsonObject) reason).getString("code"))
                .toList();
    }

    @Test
    void whatIsSetStandsInTheQueueTheCaseAndItsHistory() {
        String caseId =
                reported(Reports.crackedWall().put("annualIncome", 15_000).put("rigidSpending", 20_000));

        Answer answer = set(village(), caseId, 1, level("HIGH"));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().getInteger("version")).isEqualTo(2);
        assertThat(answer.json().getJsonObject("current").getString("text")).isEqualTo("红色（高风险）");
        assertThat(answer.json().getJsonArray("history")).hasSize(1);
        JsonObject detail = village().get("/api/v1/cases/" + caseId).json();
        assertThat(detail.getJsonObject("summary").getJsonObject("riskLevel").getString("colour"))
                .isEqualTo("RED");
        JsonObject event = detail.getJsonArray("events")
                .getJsonObject(detail.getJsonArray("events").size() - 1);
        assertThat(event.getString("kind")).isEqualTo("risk-level-set");
        assertThat(event.getJsonObject("reason").getString("text")).isEqualTo("高");
        for (Visitor reader : List.of(village(), APP.township(Reports.TOWNSHIP), APP.desk())) {
            assertThat(reader.get("/api/v1/queue?limit=100&riskLevel=HIGH").text())
                    .contains(caseId);
            assertThat(reader.get("/api/v1/queue?limit=100&riskLevel=LOW").text())
                    .doesNotContain(caseId);
        }
        assertThat(APP.township("152223100000")
                        .get("/api/v1/queue?limit=100&riskLevel=HIGH")
                        .text())
                .doesNotContain(caseId);
    }

    @Test
    void anotherLevelThanSuggestedOrThanBeforeSaysWhy() {
        String caseId =
                reported(Reports.crackedWall().put("annualIncome", 15_000).put("rigidSpending", 20_000));

        Answer silent = set(village(), caseId, 1, level("LOW"));
        Answer said = set(village(), caseId, 1, wish("MEDIUM", null, "儿子已回家照顾"));
        Answer changedSilently = set(village(), caseId, 2, level("HIGH"));
        Answer changed = set(village(), caseId, 2, wish("HIGH", "VISIT_FINDING", "入户看到房子不能住"));

        assertThat(silent.status()).isEqualTo(422);
        assertThat(pointers(silent)).containsExactly("/note");
        assertThat(said.status()).as(said.toString()).isEqualTo(200);
        assertThat(changedSilently.status()).isEqualTo(422);
        assertThat(pointers(changedSilently)).containsExactly("/changeReason", "/note");
        JsonObject entry = changed.json().getJsonArray("history").getJsonObject(0);
        assertThat(entry.getString("note")).isEqualTo("入户看到房子不能住");
        assertThat(entry.getJsonObject("suggested").getString("code")).isEqualTo("HIGH");
        assertThat(changed.json().getJsonArray("history")).hasSize(2);
    }

    @Test
    void theSameLevelOnTheSameFactsChangesNothing() {
        String caseId = reported(Reports.crackedWall().put("urgent", true).put("urgentKind", "NO_SHELTER"));
        set(village(), caseId, 1, level("HIGH"));

        Answer again = set(village(), caseId, 2, level("HIGH"));

        assertThat(again.json().getInteger("version")).isEqualTo(2);
        assertThat(again.json().getJsonArray("history")).hasSize(1);
    }

    @Test
    void ofTwoAtOnceOneIsTold() {
        String caseId = reported(Reports.crackedWall());
        Visitor village = village();

        List<Integer> statuses = AtOnce.run(
                6, n -> set(village, caseId, 1, wish("HIGH", null, "快塌了")).status());

        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(statuses.stream().filter(status -> status == 412)).hasSize(5);
    }

    @Test
    void submittingWritesNoLevelAndWhatIsKeptIsSealedAndStays() {
        String caseId = reported(Reports.crackedWall());
        assertThat(APP.pool()
                        .preparedQuery("select risk_level from case_file where id = $1")
                        .execute(Tuple.of(UUID.fromString(caseId)))
                        .await()
                        .iterator()
                        .next()
                        .getString(0))
                .isNull();
        set(village(), caseId, 1, wish("HIGH", null, "后墙要倒"));

        String stored = APP.pool()
                .preparedQuery("select r::text as t from case_risk_level r where case_id = $1")
                .execute(Tuple.of(UUID.fromString(caseId)))
                .await()
                .iterator()
                .next()
                .getString(0);

        assertThat(stored).contains("HIGH").doesNotContain("后墙", "ILLNESS");
        assertThatThrownBy(() -> APP.pool()
                        .query("update case_risk_level set level = 'LOW'")
                        .execute()
                        .await())
                .hasMessageContaining("permission denied");
    }

    @Test
    void aRegionShowsItsOwnColoursAndALineThatArrivesIsUsed() {
        String caseId = reported(Reports.crackedWall()
                .put("hukouUnit", NEXT_DOOR)
                .put("annualIncome", 26_400)
                .put("rigidSpending", 0));
        Visitor next = APP.village(NEXT_DOOR);
        IncomeLineFile file =
                IncomeLineFile.read(List.of("region_code,year,yuan,basis", NEXT_DOOR + ",2026,9000,测试文件，第二条"));
        TimeOrderedIds ids = new TimeOrderedIds(APP.clock());
        IncomeLineImport lines =
                new IncomeLineImport(new RiskPolicyRepository(), new AuditTrail(ids, APP.clock()), APP.clock());

        assertThat(lines.apply(APP.pool(), file).await()).hasSize(1);
        assertThat(lines.apply(APP.pool(), file).await()).isEmpty();
        APP.pool()
                .query("insert into policy_risk_colour values ('" + NEXT_DOOR + "', 'MEDIUM', 'ORANGE')")
                .execute()
                .await();
        APP.app().lookAround().await();
        JsonObject after = read(next, caseId).getJsonObject("suggestion");

        assertThat(after.getJsonObject("incomeLine").getInteger("yuan")).isEqualTo(9000);
        assertThat(after.getJsonArray("reasons").encode()).contains("9000").doesNotContain("8300");
        assertThat(set(next, caseId, 1, wish("MEDIUM", null, "看情况"))
                        .json()
                        .getJsonObject("current")
                        .getString("colour"))
                .isEqualTo("ORANGE");
    }

    @Test
    void faultsOfAFileAreNamedByLineAndNothingIsTaken() {
        IncomeLineFile file = IncomeLineFile.read(List.of(
                "region_code,year,yuan,basis",
                "15,2026,9000,a",
                "150000000000,26,9000,a",
                "150000000000,2026,-1,a",
                "150000000000,2026,1,a",
                "150000000000,2026,2,b",
                "150000000000,2027,1, "));

        assertThat(file.faults())
                .extracting(IncomeLineFile.Fault::code)
                .containsExactly("region-code", "year", "yuan", "twice", "basis");
        assertThat(file.faults().get(0).line()).isEqualTo(2);
    }
}
