package org.fangpin110.infocheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.support.Answer;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.Checks;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InformationCheckIT {
    private static final String LIST = "/api/v1/information-checks";

    @RegisterExtension
    static final TestApp APP = TestApp.with(java.util.Map.of("FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900"));

    private static Checks checks;
    private static Visitor medical;
    private static Visitor civil;
    private static Visitor desk;
    private static Visitor village;

    /** Time moves in these tests, so a token may be over. */
    @BeforeEach
    void people() {
        checks = new Checks(APP);
        medical = APP.staff("medical-insurance-152223");
        civil = APP.staff("civil-affairs-152223");
        desk = APP.desk();
        village = APP.village(Reports.VILLAGE);
    }

    @Test
    void nobodyIsAskedBeforeTheHouseholdAllowedItAndOnlyWhatItAllowed() {
        String caseId = reported();
        assertThat(ofCase(caseId)).isEmpty();

        int asked = checks.authorise(caseId, "MEDICAL", "VEHICLE");

        assertThat(asked).isEqualTo(3);
        assertThat(ofCase(caseId).stream()
                        .map(item ->
                                ((JsonObject) item).getJsonObject("dataSet").getString("code")))
                .containsExactlyInAnyOrder("MEDICAL_EXPENSES", "TREATMENT", "VEHICLES");
        assertThat(checks.authorise(reported(), "DEPOSIT")).isZero();
    }

    @Test
    void aDepartmentSeesItsOwnQuestionsAndNoNamesInTheList() {
        String caseId = reported();
        checks.authorise(caseId, "MEDICAL", "AID");

        List<String> mine = listed(medical, "MEDICAL_EXPENSES");
        List<String> theirs = listed(civil, "SOCIAL_ASSISTANCE");

        assertThat(mine).contains(checks.check(caseId, "MEDICAL_EXPENSES"));
        assertThat(theirs).contains(checks.check(caseId, "SOCIAL_ASSISTANCE"));
        assertThat(medical.get(LIST).text()).doesNotContain("其木格", caseId, checks.check(caseId, "SOCIAL_ASSISTANCE"));
        assertThat(medical.get(one(caseId, "SOCIAL_ASSISTANCE")).status()).isEqualTo(404);
    }

    @Test
    void namesAreShownToWhoHasToAnswerUntilItIsAnsweredAndEachLookIsOnTheTrail() {
        String caseId = reported();
        checks.authorise(caseId, "MEDICAL");

        JsonObject before = medical.get(one(caseId, "MEDICAL_EXPENSES")).json();
        JsonObject atDesk = desk.get(one(caseId, "MEDICAL_EXPENSES")).json();
        answer(medical, caseId, "MEDICAL_EXPENSES", UUID.randomUUID(), given("NO_DATA"));
        JsonObject after = medical.get(one(caseId, "MEDICAL_EXPENSES")).json();

        assertThat(before.getJsonArray("members").getJsonObject(0).getMap())
                .containsOnlyKeys("name", "idNo")
                .containsEntry("name", "其木格");
        assertThat(atDesk.containsKey("members")).isFalse();
        assertThat(after.containsKey("members")).isFalse();
        assertThat(column(
                        "select action from audit_event where case_id = $1 and action like 'information-check-%read' order by id",
                        caseId))
                .containsExactly("information-check-names-read", "information-check-read", "information-check-read");
    }

    @Test
    void everyResultIsAnAnswerAndADifferenceNeedsWords() {
        String caseId = reported();
        checks.authorise(caseId, "MEDICAL", "AID");
        assertThat(open(caseId)).isEqualTo(4);

        Answer wordless = answer(medical, caseId, "MEDICAL_EXPENSES", UUID.randomUUID(), given("DIFFERENCE"));
        answer(
                medical,
                caseId,
                "MEDICAL_EXPENSES",
                UUID.randomUUID(),
                given("DIFFERENCE").put("finding", "自付三万元，申报写一万"));
        answer(civil, caseId, "SOCIAL_ASSISTANCE", UUID.randomUUID(), given("NO_DATA"));
        answer(desk, caseId, "DISASTER_LOSSES", UUID.randomUUID(), given("UNAVAILABLE"));
        Answer last = answer(desk, caseId, "TREATMENT", UUID.randomUUID(), given("MATCH"));

        assertThat(wordless.status()).isEqualTo(422);
        assertThat(wordless.text()).contains("/finding");
        assertThat(last.json().getJsonObject("answeredAs").getString("code")).isEqualTo("BANNER_DESK");
        assertThat(open(caseId)).isZero();
        assertThat(ofCase(caseId).encode()).contains("自付三万元");
        assertThat(column("select state from case_file where id = $1", caseId)).containsExactly("RECEIVED");
        assertThat(column(
                        "select kind from case_event where case_id = $1 and kind like 'information%' order by sequence",
                        caseId))
                .containsExactly(
                        "information-check-difference",
                        "information-check-answered",
                        "information-check-answered",
                        "information-check-answered");
        assertThat(column(
                        "select encode(finding, 'escape') from information_check where case_id = $1 and finding is not null",
                        caseId))
                .allSatisfy(stored -> assertThat(stored).doesNotContain("自付"));
    }

    @Test
    void theDeskAnswersOnlyForDepartmentsWithoutAnAccount() {
        String caseId = reported();
        checks.authorise(caseId, "MEDICAL");

        Answer refused = answer(desk, caseId, "MEDICAL_EXPENSES", UUID.randomUUID(), given("MATCH"));
        Answer taken = answer(desk, caseId, "TREATMENT", UUID.randomUUID(), given("MATCH"));

        assertThat(refused.problem()).isEqualTo("department-answers-itself");
        assertThat(taken.status()).isEqualTo(200);
    }

    @Test
    void aRetryAnswersTheSameAndASecondAnswerDoesNotCount() {
        String caseId = reported();
        checks.authorise(caseId, "MEDICAL");
        UUID key = UUID.randomUUID();

        Answer first = answer(medical, caseId, "MEDICAL_EXPENSES", key, given("MATCH"));
        Answer again = answer(medical, caseId, "MEDICAL_EXPENSES", key, given("MATCH"));
        Answer other = answer(medical, caseId, "MEDICAL_EXPENSES", key, given("NO_DATA"));
        Answer second = answer(medical, caseId, "MEDICAL_EXPENSES", UUID.randomUUID(), given("NO_DATA"));

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.problem()).isEqualTo("answer-key-reused");
        assertThat(second.problem()).isEqualTo("information-check-answered");
    }

    @Test
    void ofAnswersAtTheSameTimeOneCounts() {
        String caseId = reported();
        checks.authorise(caseId, "MEDICAL");

        List<Answer> answers = AtOnce.run(
                8,
                n -> answer(
                        medical,
                        caseId,
                        "MEDICAL_EXPENSES",
                        UUID.randomUUID(),
                        given(n % 2 == 0 ? "MATCH" : "NO_DATA")));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(column("select kind from case_event where case_id = $1 and kind like 'information%'", caseId))
                .hasSize(1);
    }

    @Test
    void whatIsDueFirstComesFirstAndPagesMissNothing() {
        List<String> asked = new ArrayList<>();
        IntStream.range(0, 5).forEach(n -> {
            String caseId = reported();
            checks.authorise(caseId, "MEDICAL");
            asked.add(checks.check(caseId, "MEDICAL_EXPENSES"));
            APP.clock().advance(Duration.ofMinutes(1));
        });
        APP.clock().advance(Duration.ofDays(1));
        people();
        String later = reported();
        checks.authorise(later, "MEDICAL");
        asked.add(checks.check(later, "MEDICAL_EXPENSES"));

        List<String> found = new ArrayList<>();
        String after = "";
        do {
            JsonObject page = medical.get(LIST + "?limit=2" + after).json();
            page.getJsonArray("items").forEach(item -> found.add(((JsonObject) item).getString("checkId")));
            after = page.containsKey("nextAfter") ? "&after=" + page.getString("nextAfter") : "";
        } while (!after.isEmpty());

        assertThat(found).doesNotHaveDuplicates().containsSubsequence(asked.get(0), later(asked));
        assertThat(found).containsAll(asked);
        assertThat(medical.get(LIST + "?after=bm9wZQ").status()).isEqualTo(400);
    }

    private static String later(List<String> asked) {
        return asked.get(asked.size() - 1);
    }

    @Test
    void aNewAuthorisationEndsTheOldQuestionsAndAClosedCaseIsNobodysToLookUp() {
        String caseId = reported();
        checks.authorise(caseId, "MEDICAL");
        String old = checks.check(caseId, "MEDICAL_EXPENSES");
        APP.clock().advance(Duration.ofSeconds(1));

        checks.authorise(caseId, "MEDICAL");
        APP.pool()
                .preparedQuery(
                        "update case_file set state = 'CLOSED_OTHER', closed_at = now(), outcome = 'WITHDRAWN' where id = $1")
                .execute(Tuple.of(UUID.fromString(caseId)))
                .await();

        assertThat(medical.get(LIST + "/" + old).json().containsKey("members")).isFalse();
        JsonObject now = medical.get(one(caseId, "MEDICAL_EXPENSES")).json();
        assertThat(now.containsKey("members")).isFalse();
        assertThat(listed(medical, "MEDICAL_EXPENSES")).doesNotContain(old, now.getString("checkId"));
        assertThat(answer(medical, caseId, "MEDICAL_EXPENSES", UUID.randomUUID(), given("MATCH"))
                        .problem())
                .isEqualTo("information-check-over");
    }

    @Test
    void departmentsOfOtherBannersAndWhoIsNoDepartmentSeeNothing() {
        String caseId = reported();
        checks.authorise(caseId, "MEDICAL");
        Visitor elsewhere = APP.newStaff("medical-far", new Post(Role.DEPARTMENT, "150422000000", "MEDICAL_INSURANCE"));

        assertThat(elsewhere.get(one(caseId, "MEDICAL_EXPENSES")).status()).isEqualTo(404);
        assertThat(elsewhere.get(LIST).json().getJsonArray("items")).isEmpty();
        assertThat(village.get(LIST).status()).isEqualTo(403);
        assertThat(medical.get("/api/v1/cases/" + caseId).status()).isEqualTo(403);
    }

    @Test
    void fiveCalendarDaysAfterItWasAskedItIsLate() {
        String caseId = reported();
        checks.authorise(caseId, "MEDICAL");
        assertThat(medical.get(one(caseId, "MEDICAL_EXPENSES")).json().getBoolean("overdue"))
                .isFalse();

        APP.clock().advance(Duration.ofDays(6));
        people();

        assertThat(medical.get(one(caseId, "MEDICAL_EXPENSES")).json().getBoolean("overdue"))
                .isTrue();
    }

    @Test
    void everyDepartmentAndDataSetHasItsWords() {
        Set<String> keys = new TreeSet<>();
        column("select 'department.' || department_code from department where $1 <> ''", "x")
                .forEach(keys::add);
        column("select 'data-set.' || data_set from check_data_set where $1 <> ''", "x")
                .forEach(keys::add);
        Messages messages = new Messages();

        assertThat(keys).hasSizeGreaterThan(25).allSatisfy(key -> {
            assertThat(messages.has(Language.ZH, key)).as(key).isTrue();
            assertThat(messages.has(Language.EN, key)).as(key).isTrue();
        });
    }

    private static JsonObject given(String result) {
        return new JsonObject().put("checkResult", result).put("checkSource", "DEPARTMENT_SYSTEM");
    }

    private static Answer answer(Visitor who, String caseId, String dataSet, UUID key, JsonObject given) {
        return who.post(
                one(caseId, dataSet) + "/answer", given, "If-Match", "\"1\"", "Idempotency-Key", key.toString());
    }

    private static String one(String caseId, String dataSet) {
        return LIST + "/" + checks.check(caseId, dataSet);
    }

    private static int open(String caseId) {
        return checks.checks().openCount(APP.pool(), UUID.fromString(caseId)).await();
    }

    private static JsonArray ofCase(String caseId) {
        return village.get("/api/v1/cases/" + caseId + "/information-checks")
                .json()
                .getJsonArray("items");
    }

    private static List<String> listed(Visitor who, String dataSet) {
        return who.get(LIST + "?limit=100").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .filter(item -> item.getJsonObject("dataSet").getString("code").equals(dataSet))
                .map(item -> item.getString("checkId"))
                .toList();
    }

    private static List<String> column(String sql, String value) {
        Object parameter =
                sql.contains("case_id = $1") || sql.contains("where id = $1") ? UUID.fromString(value) : value;
        return APP.pool().preparedQuery(sql).execute(Tuple.of(parameter)).await().stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static String reported() {
        return checks.reported(report -> report);
    }
}
