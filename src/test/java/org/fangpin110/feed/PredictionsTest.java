package org.fangpin110.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionsTest {
    private static final String VILLAGE = "152223100214";

    private static Decision decided(String destination, String owner) {
        return new Decision(destination, owner, "150785000000", "NEW", "", false);
    }

    private static JsonObject only(Outcome outcome) {
        return new Predictions(List.of(outcome)).lines().get(0);
    }

    private static JsonObject line(String reportId, String action) {
        return new JsonObject().put("report_id", reportId).put("action", action);
    }

    @ParameterizedTest
    @CsvSource({
        "VILLAGE,route,village_code,152223100214",
        "TOWNSHIP_POOL,triage,unit_code,152223100214",
        "BANNER_DESK,triage,unit_code,152223100214",
        "TRANSFER_LIST,transfer,village_code,150785000000"
    })
    void destinationsBecomeActions(String destination, String action, String field, String unit) {
        Outcome outcome = Lines.outcome(Lines.own("A"), Lines.receipt("R1", false), decided(destination, VILLAGE));

        assertThat(only(outcome)).isEqualTo(line("A", action).put(field, unit));
    }

    @Test
    void aSuggestionIsNoDuplicate() {
        Decision suggested = new Decision("VILLAGE", VILLAGE, "", "SUGGESTED", "", false);

        assertThat(only(Lines.outcome(Lines.own("A"), Lines.receipt("R1", false), suggested)))
                .isEqualTo(line("A", "route").put("village_code", VILLAGE));
    }

    @Test
    void aLinkedReportNamesTheLineThatOpenedTheCase() {
        Outcome first = Lines.outcome(Lines.own("A"), Lines.receipt("R1", false), decided("VILLAGE", VILLAGE));
        Outcome second = Lines.outcome(
                Lines.own("B"),
                Lines.receipt("R2", false),
                new Decision("VILLAGE", VILLAGE, "", "LINKED", "R1", false));

        assertThat(new Predictions(List.of(first, second)).lines())
                .element(1)
                .isEqualTo(line("B", "duplicate").put("duplicate_of", "A"));
    }

    @Test
    void aCaseFromBeforeTheFileHasNoLine() {
        Outcome linked = Lines.outcome(
                Lines.own("B"),
                Lines.receipt("R2", false),
                new Decision("VILLAGE", VILLAGE, "", "LINKED", "OLD", false));

        assertThat(only(linked)).isEqualTo(line("B", "duplicate").put("duplicate_of", ""));
    }

    @Test
    void aRepeatedKeyIsADuplicateOfItsFirstLine() {
        JsonObject again = Lines.own("B").put("idempotency_key", "key of A");
        Outcome first = Lines.outcome(Lines.own("A"), Lines.receipt("R1", false), decided("VILLAGE", VILLAGE));
        Outcome second = Lines.outcome(again, Lines.receipt("R1", true), decided("VILLAGE", VILLAGE));

        assertThat(new Predictions(List.of(first, second)).lines())
                .element(1)
                .isEqualTo(line("B", "duplicate").put("duplicate_of", "A"));
    }

    @Test
    void playingTheSameFileAgainTellsTheSame() {
        Outcome replayed = Lines.outcome(Lines.own("A"), Lines.receipt("R1", true), decided("VILLAGE", VILLAGE));

        assertThat(only(replayed)).isEqualTo(line("A", "route").put("village_code", VILLAGE));
    }

    @ParameterizedTest
    @CsvSource({
        "422,fields-to-correct,/subject/idNo,id-checksum,id_checksum",
        "422,fields-to-correct,/subject/idNo,id-format,id_format",
        "422,fields-to-correct,/subject/idNo,id-legacy-15,id_format",
        "422,fields-to-correct,/subject/idNo,id-birthdate,id_birthdate",
        "422,fields-to-correct,/subject/idNo,id-area,id_area",
        "422,fields-to-correct,/subject/idNo,id-or-reason,id_missing",
        "422,fields-to-correct,/subject/phone,phone-format,phone_invalid",
        "422,fields-to-correct,/subject/phone,phone-or-none,phone_invalid",
        "422,fields-to-correct,/reporter/name,name-characters,name_invalid",
        "422,fields-to-correct,/hardshipText,text-or-voice,narrative_empty",
        "400,body-malformed,/hardshipText,too-long,narrative_too_long",
        "400,body-malformed,/householdSize,too-small,number_out_of_range",
        "400,body-malformed,/annualIncome,too-large,number_out_of_range",
        "400,body-malformed,/riskMain,unknown-code,risk_type_unknown",
        "400,body-malformed,/riskMore/1,unknown-code,risk_type_unknown",
        "409,idempotency-key-reused,,,idempotency_key_reused",
        "429,too-many-reports,,,too-many-reports"
    })
    void refusalsHaveAReason(int status, String problem, String pointer, String code, String reason) {
        Answer answer =
                pointer == null ? Lines.problem(status, problem) : Lines.problem(status, problem, pointer, code);

        assertThat(only(Lines.outcome(Lines.own("A"), answer, null)))
                .isEqualTo(line("A", "reject").put("reason", reason));
    }

    @Test
    void theFirstFaultWithAReasonCounts() {
        Answer answer = Lines.problem(
                422, "fields-to-correct", "/consents/truth", "unknown-consent-version", "/subject/idNo", "id-area");

        assertThat(RejectReason.of(answer)).isEqualTo("id_area");
    }

    @Test
    void aFaultOfOursIsNoPrediction() {
        Outcome broken = Lines.outcome(Lines.own("A"), Lines.problem(500, "our-fault"), null);
        Outcome silent = new Outcome(new FeedReport(Lines.own("B")), Optional.empty(), Optional.empty());

        assertThat(new Predictions(List.of(broken, silent)).lines()).isEmpty();
    }
}
