package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.fangpin110.support.Answer;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the phone to the queue: once, to the right unit, one open case a person, whoever sends how often at once. */
class SubmitReportIT {
    @RegisterExtension
    static final TestApp APP = TestApp.with(Map.of(
            "FANGPIN_HTTP_EVENT_LOOPS", "2",
            "FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "900",
            "FANGPIN_INTAKE_REPORTS_PER_PHONE", "900"));

    private final Visitor resident = APP.resident("u-" + UUID.randomUUID());

    @Test
    void sameKeyAndContentAnswersWithTheFirstReceipt() {
        UUID key = UUID.randomUUID();
        JsonObject report = Reports.crackedWall();
        Answer first = resident.submit(key, report);

        Answer again = resident.submit(key, report);

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.text()).isEqualTo(first.text());
    }

    @Test
    void sameKeyWithOtherContentIsAConflict() {
        UUID key = UUID.randomUUID();
        JsonObject report = Reports.crackedWall();
        resident.submit(key, report);

        Answer other = resident.submit(key, report.copy().put("householdSize", 4));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void keysOfTwoResidentsDoNotMeet() {
        UUID key = UUID.randomUUID();
        Answer mine = resident.submit(key, Reports.crackedWall());

        Answer theirs = APP.resident("somebody-else").submit(key, Reports.crackedWall());

        assertThat(theirs.status()).isEqualTo(201);
        assertThat(receipt(theirs)).isNotEqualTo(receipt(mine));
    }

    @Test
    void aHundredIdenticalSubmissionsAtOnceAreOneReport() {
        UUID key = UUID.randomUUID();
        JsonObject report = Reports.crackedWall();

        List<Answer> answers = AtOnce.run(100, i -> resident.submit(key, report));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).extracting(Answer::text).containsOnly(answers.get(0).text());
        assertThat(answers)
                .filteredOn(answer -> answer.header("Idempotency-Replayed").isEmpty())
                .hasSize(1);
        assertThat(count("select count(*) from report_key where idempotency_key = $1", key))
                .isEqualTo(1);
        String receiptNo = receipt(answers.get(0));
        assertThat(count("select count(*) from report where receipt_no = $1", receiptNo))
                .isEqualTo(1);
        assertThat(count(
                        """
                        select report_count from case_file where id = (select case_id from report where receipt_no = $1)""",
                        receiptNo))
                .isEqualTo(1);
        assertThat(count(
                        """
                        select count(*) from outbox where payload->>'reportId' =
                            (select id::text from report where receipt_no = $1)""",
                        receiptNo))
                .isEqualTo(1);
    }

    @Test
    void aHundredReportsOfOnePersonAtOnceAreOneOpenCase() {
        JsonObject report = Reports.crackedWall();

        List<Answer> answers = AtOnce.run(
                100, i -> resident.submit(UUID.randomUUID(), report.copy().put("householdSize", 1 + i % 30)));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).extracting(SubmitReportIT::receipt).doesNotHaveDuplicates();
        assertOneCaseOf(100, answers);
    }

    @Test
    void onePersonOnTwoNodesAtOnceIsOneOpenCase() throws IOException {
        TestApp other = APP.another(Map.of());
        try {
            Visitor there = other.resident("u-" + UUID.randomUUID());
            for (int round = 0; round < 10; round++) {
                JsonObject report = Reports.crackedWall();

                List<Answer> answers =
                        AtOnce.run(8, i -> (i % 2 == 0 ? resident : there).submit(UUID.randomUUID(), report));

                assertThat(answers)
                        .extracting(Answer::status)
                        .as("round " + round)
                        .containsOnly(201);
                assertOneCaseOf(8, answers);
            }
        } finally {
            other.stop();
        }
    }

    @Test
    void manyPeopleOnTwoNodesAtOnceNeverBlockEachOther() throws IOException {
        TestApp other = APP.another(Map.of());
        try {
            Visitor there = other.resident("u-" + UUID.randomUUID());
            List<JsonObject> people =
                    IntStream.range(0, 20).mapToObj(i -> Reports.crackedWall()).toList();

            List<Answer> answers = AtOnce.run(
                    120, i -> (i % 2 == 0 ? resident : there).submit(UUID.randomUUID(), people.get(i * 7 % 20)));

            assertThat(answers).extracting(Answer::status).containsOnly(201);
            assertThat(answers.stream().map(SubmitReportIT::caseOf).distinct()).hasSize(20);
        } finally {
            other.stop();
        }
    }

    private void assertOneCaseOf(int reports, List<Answer> answers) {
        List<UUID> cases =
                answers.stream().map(SubmitReportIT::caseOf).distinct().toList();
        assertThat(cases).hasSize(1);
        UUID only = cases.get(0);
        assertThat(count("select report_count from case_file where id = $1 and closed_at is null", only))
                .isEqualTo(reports);
        assertThat(count("select count(*) from report where case_id = $1", only))
                .isEqualTo(reports);
        List<Integer> sequences = rows("select sequence from case_event where case_id = $1 order by 1", only).stream()
                .map(row -> row.getInteger(0))
                .toList();
        assertThat(sequences)
                .isEqualTo(IntStream.rangeClosed(1, reports).boxed().toList());
        assertThat(count("select last_sequence from case_file where id = $1", only))
                .isEqualTo(reports);
    }

    @Test
    void tooManyReportsOfOneResidentHaveToWaitAndAreToldAPhoneNumber() throws IOException {
        TestApp strict = APP.another(Map.of("FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "3"));
        try {
            Visitor eager = strict.resident("eager");
            IntStream.range(0, 3).forEach(i -> eager.submit(UUID.randomUUID(), Reports.crackedWall()));

            Answer refused = eager.submit(UUID.randomUUID(), Reports.crackedWall());
            APP.clock().advance(Duration.ofHours(25));
            Answer nextDay = strict.resident("eager").submit(UUID.randomUUID(), Reports.crackedWall());

            assertTooMany(refused, "too-many-reports");
            assertThat(nextDay.status()).isEqualTo(201);
        } finally {
            strict.stop();
        }
    }

    @Test
    void aBurstOfOneResidentDoesNotSlipThroughTheLimit() throws IOException {
        TestApp strict = APP.another(Map.of("FANGPIN_INTAKE_REPORTS_PER_RESIDENT", "5"));
        try {
            Visitor eager = strict.resident("burst");

            List<Answer> answers = AtOnce.run(60, i -> eager.submit(UUID.randomUUID(), Reports.crackedWall()));

            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(5);
            assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(55);
        } finally {
            strict.stop();
        }
    }

    @Test
    void tooManyReportsNamingOnePhoneHaveToWait() throws IOException {
        TestApp strict = APP.another(Map.of("FANGPIN_INTAKE_REPORTS_PER_PHONE", "2"));
        try {
            String phone = "13912345678";
            IntStream.range(0, 2).forEach(i -> strict.resident("cadre" + i)
                    .submit(UUID.randomUUID(), withSubject(Reports.crackedWall(), "phone", phone)));

            Answer refused = strict.resident("cadre3")
                    .submit(UUID.randomUUID(), withSubject(Reports.crackedWall(), "phone", "+86 139-1234-5678"));

            assertTooMany(refused, "too-many-reports-for-phone");
        } finally {
            strict.stop();
        }
    }

    @Test
    void tooManyReportsFromOnePhoneHaveToWaitButARepeatIsAnsweredAsBefore() throws IOException {
        TestApp strict = APP.another(Map.of("FANGPIN_INTAKE_REPORTS_PER_DEVICE", "2"));
        try {
            String device = UUID.randomUUID().toString();
            UUID key = UUID.randomUUID();
            JsonObject report = Reports.crackedWall();
            Visitor first = strict.resident("borrowed");
            Answer accepted = first.submit(key, report, "Device-Id", device);
            strict.resident("neighbour").submit(UUID.randomUUID(), Reports.crackedWall(), "Device-Id", device);

            List<Answer> burst = AtOnce.run(8, i -> strict.resident("script" + i)
                    .submit(UUID.randomUUID(), Reports.crackedWall(), "Device-Id", device));
            Answer repeat = first.submit(key, report, "Device-Id", device);
            Answer otherPhone = strict.resident("other")
                    .submit(UUID.randomUUID(), Reports.crackedWall(), "Device-Id", key.toString());

            assertThat(burst).allSatisfy(refused -> assertTooMany(refused, "too-many-reports-of-device"));
            assertThat(repeat.status()).isEqualTo(201);
            assertThat(repeat.json().getString("receiptNo"))
                    .isEqualTo(accepted.json().getString("receiptNo"));
            assertThat(otherPhone.status()).isEqualTo(201);
        } finally {
            strict.stop();
        }
    }

    private static void assertTooMany(Answer answer, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(429);
        assertThat(answer.problem()).isEqualTo(code);
        assertThat(answer.json().getInteger("retryAfterSeconds")).isPositive();
        assertThat(answer.header("Retry-After"))
                .isEqualTo(answer.json().getInteger("retryAfterSeconds").toString());
        assertThat(answer.json().getString("title")).contains("12317");
    }

    @Test
    void everyFaultIsToldAtOnceInTheReadersLanguage() {
        JsonObject report = Reports.crackedWall()
                .put("reporterKind", "RELATIVE")
                .put("hukouUnit", "152223999999")
                .put("residenceUnit", "999999999999")
                .put("hardshipText", "   ");
        report.getJsonObject("subject").put("name", "1").put("phone", "12345").put("idNo", "152223196203153104");
        report.getJsonObject("consents").put("sensitive", "1999-01");

        Answer chinese = resident.submit(UUID.randomUUID(), report);
        Answer english = resident.post(
                "/api/v1/reports", report, "Idempotency-Key", UUID.randomUUID().toString(), "Accept-Language", "en");

        assertThat(chinese.status()).as(chinese.text()).isEqualTo(422);
        assertThat(chinese.problem()).isEqualTo("fields-to-correct");
        assertThat(pointers(chinese))
                .containsExactlyInAnyOrder(
                        "/subject/name",
                        "/subject/phone",
                        "/subject/idNo",
                        "/reporter",
                        "/hukouUnit",
                        "/residenceUnit",
                        "/hardshipText",
                        "/consents/sensitive");
        assertThat(english.faults()).isEqualTo(chinese.faults());
        assertThat(messages(chinese)).allMatch(message -> message.matches(".*[\\u4e00-\\u9fff].*"));
        assertThat(messages(english)).allMatch(message -> message.matches("[ -~’“”]+"));
    }

    private static List<String> pointers(Answer answer) {
        return errors(answer, "pointer");
    }

    private static List<String> messages(Answer answer) {
        return errors(answer, "message");
    }

    private static List<String> errors(Answer answer, String member) {
        return answer.json().getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString(member))
                .toList();
    }

    @Test
    void withoutEveryConsentNothingIsStored() {
        JsonObject report = Reports.crackedWall();
        report.getJsonObject("consents").remove("sensitive");

        Answer refused = resident.submit(UUID.randomUUID(), report);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.faults()).containsExactly("/consents/sensitive required");
    }

    @Test
    void aProxyMustSayWhoTheyAre() {
        JsonObject report = Reports.crackedWall().put("reporterKind", "NEIGHBOUR");

        Answer nameless = resident.submit(UUID.randomUUID(), report);
        Answer halfNamed =
                resident.submit(UUID.randomUUID(), report.copy().put("reporter", new JsonObject().put("name", "乌云")));
        Answer named = resident.submit(
                UUID.randomUUID(),
                report.copy().put("reporter", new JsonObject().put("name", "乌云").put("phone", "13800138000")));

        assertThat(nameless.faults()).containsExactly("/reporter required");
        assertThat(halfNamed.faults()).containsExactly("/reporter/phone phone-missing");
        assertThat(named.status()).as(named.text()).isEqualTo(201);
    }

    @Test
    void aWrongIdNumberIsRefusedOnceAndKeptWithAReason() {
        JsonObject report = withSubject(Reports.crackedWall(), "idNo", "152223196203153104");

        Answer refused = resident.submit(UUID.randomUUID(), report);
        Answer kept = resident.submit(UUID.randomUUID(), withSubject(report, "idAbsentReason", "UNCERTAIN"));

        assertThat(refused.faults()).containsExactly("/subject/idNo id-checksum");
        assertThat(kept.status()).as(kept.text()).isEqualTo(201);
    }

    @Test
    void aRetiredUnitIsFollowedToItsSuccessor() throws IOException {
        String retired = "152223107299";
        rows(
                """
                insert into unit (unit_code, level, name, short_name, parent_code, unit_kind, is_routable, valid_from,
                    valid_to, successor_code, source)
                values ($1, 5, '旧村委会', '旧村', '152223107000', 'VILLAGE', true, '2020-01-01', '2024-01-01', $2, 'test')""",
                retired,
                Reports.VILLAGE);
        TestApp later = APP.another(Map.of());
        try {
            Answer answer = later.resident("u-retired")
                    .submit(UUID.randomUUID(), Reports.crackedWall().put("hukouUnit", retired));

            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            assertThat(owner(answer)).isEqualTo("VILLAGE " + Reports.VILLAGE);
            assertThat(row("select flags from report where receipt_no = $1", receipt(answer))
                            .getArrayOfStrings(0))
                    .contains("unit-retired");
        } finally {
            later.stop();
        }
    }

    @Test
    void anUnknownVillageGoesToTheTownshipItsAddressNamesElseToTheBannerDesk() {
        Answer township = resident.submit(
                UUID.randomUUID(), nowhere().put("unitUnknown", true).put("addressText", "好力保镇"));
        Answer nothing = resident.submit(UUID.randomUUID(), nowhere().put("unitUnknown", true));

        assertThat(owner(township)).isEqualTo("TOWNSHIP_POOL " + Reports.TOWNSHIP);
        assertThat(owner(nothing)).isEqualTo("BANNER_DESK " + TestApp.BANNER);
    }

    @Test
    void noPlaceAtAllIsAFault() {
        assertThat(resident.submit(UUID.randomUUID(), nowhere()).faults())
                .containsExactly("/hukouUnit unit-or-unknown");
    }

    @Test
    void anotherCountyIsPutOnTheTransferList() {
        String otherCounty =
                row("select unit_code from unit where level = 5 and is_routable and unit_code like '1502%' limit 1")
                        .getString(0);

        Answer answer = resident.submit(UUID.randomUUID(), Reports.crackedWall().put("hukouUnit", otherCounty));

        assertThat(owner(answer)).isEqualTo("TRANSFER_LIST " + TestApp.BANNER);
        assertThat(row("select transfer_target from case_file where id = $1", caseOf(answer))
                        .getString(0))
                .startsWith("1502");
    }

    @Test
    void aScannedCodeNamesTheVillage() {
        Answer answer = resident.submit(UUID.randomUUID(), nowhere().put("scanCode", Reports.VILLAGE));

        assertThat(owner(answer)).isEqualTo("VILLAGE " + Reports.VILLAGE);
    }

    @Test
    void anUnreadableScanIsNoReasonToRefuse() {
        Answer answer = resident.submit(UUID.randomUUID(), nowhere().put("scanCode", "https://example.invalid/😀'\"<"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(owner(answer)).isEqualTo("BANNER_DESK " + TestApp.BANNER);
    }

    private static JsonObject nowhere() {
        JsonObject report = Reports.crackedWall();
        report.remove("hukouUnit");
        return report;
    }

    private static JsonObject withSubject(JsonObject report, String field, String value) {
        JsonObject changed = report.copy();
        changed.getJsonObject("subject").put(field, value);
        return changed;
    }

    private static String receipt(Answer answer) {
        return answer.json().getString("receiptNo");
    }

    private static UUID caseOf(Answer answer) {
        return row("select case_id from report where receipt_no = $1", receipt(answer))
                .getUUID(0);
    }

    private static String owner(Answer answer) {
        return row("select destination || ' ' || owner_unit from case_file where id = $1", caseOf(answer))
                .getString(0);
    }

    private static long count(String sql, Object... values) {
        return ((Number) row(sql, values).getValue(0)).longValue();
    }

    private static Row row(String sql, Object... values) {
        return rows(sql, values).get(0);
    }

    private static List<Row> rows(String sql, Object... values) {
        return APP.pool().preparedQuery(sql).execute(Tuple.from(values)).await().stream()
                .toList();
    }
}
