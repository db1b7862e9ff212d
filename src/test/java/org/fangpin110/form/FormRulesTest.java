package org.fangpin110.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fangpin110.form.FormCode.AUTHORISATION;
import static org.fangpin110.form.FormCode.CHECK_CONCLUSION;
import static org.fangpin110.form.FormCode.CONTACT_ATTEMPTS;
import static org.fangpin110.form.FormCode.DECISION;
import static org.fangpin110.form.FormCode.ELIMINATION_CONCLUSION;
import static org.fangpin110.form.FormCode.FOLLOW_UP_VISIT;
import static org.fangpin110.form.FormCode.HELP_PLAN;
import static org.fangpin110.form.FormCode.MEASURE;
import static org.fangpin110.form.FormCode.NATIONAL_ENTRY;
import static org.fangpin110.form.FormCode.NOTICE_REMOVAL;
import static org.fangpin110.form.FormCode.OBJECTION;
import static org.fangpin110.form.FormCode.OBJECTION_FINDING;
import static org.fangpin110.form.FormCode.REFUSAL;
import static org.fangpin110.form.FormCode.REVIEW_MINUTES;
import static org.fangpin110.form.FormCode.VISIT_FORM;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Stream;
import org.fangpin110.support.FilledForms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One wrong answer in an honest form: each rule finds it, names its place, and finds nothing else. */
class FormRulesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final FormCatalogue CATALOGUE = new FormCatalogue();
    private static final FilledForms FILLED = new FilledForms(TODAY, UUID.randomUUID());
    private static final Object GONE = new Object();

    /** @param changed place and value, place and value …; {@link #GONE} takes it away */
    record Slip(FormCode form, String place, String code, Object... changed) {
        @Override
        public String toString() {
            return form + place + " " + code;
        }
    }

    static Stream<Slip> slips() {
        return Stream.of(
                slip(VISIT_FORM, "/visitedOn", "day-in-future", "2026-11-24"),
                slip(VISIT_FORM, "/visitedOn", "day-not-real", "2026-02-30"),
                slip(VISIT_FORM, "/contactPhone", "phone-format", "12345678"),
                slip(VISIT_FORM, "/metWith", "name-characters", "乌云8"),
                slip(VISIT_FORM, "/members/0/idNo", "id-checksum", "152223195203070023"),
                slip(VISIT_FORM, "/rigidSpending", "amount-two-decimals", 31000.355),
                slip(VISIT_FORM, "/visitors/1/name", "two-visitors-needed", "包 白音"),
                slip(VISIT_FORM, "/householdSize", "household-size-differs", 4, "/netIncomePerHead", 4500.13),
                slip(VISIT_FORM, "/members/0/idNo", "id-or-reason", GONE, "/members/0/birthDate", "1952-03-07"),
                slip(VISIT_FORM, "/members/1/birthDate", "birth-date-needed", GONE),
                slip(VISIT_FORM, "/members", "head-missing", null, "/members/1/relation", "HEAD"),
                slip(VISIT_FORM, "/grossIncome", "gross-income-differs", null, "/wageIncome", 3601),
                slip(VISIT_FORM, "/netIncome", "net-income-differs", null, "/businessCost", 11999),
                slip(VISIT_FORM, "/netIncomePerHead", "per-head-differs", 6002),
                slip(VISIT_FORM, "/rigidSpending", "rigid-spending-differs", 31000.36),
                slip(VISIT_FORM, "/incomeTo", "period-not-a-year", null, "/incomeFrom", "2026-01-01"),
                slip(VISIT_FORM, "/water/note", "note-needed", GONE),
                slip(VISIT_FORM, "/riskMore", "risk-repeated", JsonArray.of("ILLNESS")),
                slip(VISIT_FORM, "/eventOn", "event-day-needed", GONE),
                slip(AUTHORISATION, "/members/1/signature", "signature-needed", GONE),
                slip(AUTHORISATION, "/members/0/scanIds", "scan-needed", GONE),
                slip(AUTHORISATION, "/members/1/signMethod", "sign-method-needed", GONE),
                slip(AUTHORISATION, "/members/1/signedAt", "sign-time-needed", GONE),
                slip(AUTHORISATION, "/members/2/guardianName", "guardian-needed", GONE),
                slip(CHECK_CONCLUSION, "/comparisons/1/explanation", "explanation-needed", GONE),
                slip(CHECK_CONCLUSION, "/labourAbleCount", "able-too-many", 4),
                slip(CHECK_CONCLUSION, "/proposedClass", "class-needed", GONE),
                slip(CHECK_CONCLUSION, "/proposedClass", "class-not-monitored", "ORDINARY"),
                slip(REVIEW_MINUTES, "/votesFor", "votes-differ", 18),
                slip(REVIEW_MINUTES, "/present", "quorum-not-met", null, "/representatives", 32),
                slip(REVIEW_MINUTES, "/present", "present-too-many", null, "/representatives", 20),
                slip(REVIEW_MINUTES, "/voteResult", "majority-not-met", null, "/votesFor", 10, "/votesAgainst", 10),
                slip(REVIEW_MINUTES, "/voteResult", "result-differs", "NOT_PASSED"),
                slip(
                        REVIEW_MINUTES,
                        "/attendees",
                        "attendees-differ",
                        JsonArray.of(JsonObject.of("name", "韩长命", "post", "村民代表"))),
                slip(NOTICE_REMOVAL, "/removedAt", "end-before-start", "2025-11-22T08:00:00+08:00"),
                slip(NOTICE_REMOVAL, "/objectionCount", "objections-differ", 1),
                slip(DECISION, "/householdClass", "class-needed", GONE),
                slip(DECISION, "/riskLevelReason", "level-reason-needed", GONE),
                slip(NATIONAL_ENTRY, "/householdClass", "class-not-monitored", "EX_POOR"),
                slip(HELP_PLAN, "/measures", "development-measure-needed", null, "/measures/0/kind", "HEALTH"),
                slip(
                        HELP_PLAN,
                        "/measures",
                        "safety-net-measure-needed",
                        null,
                        "/labourWilling",
                        false,
                        "/measures/1/kind",
                        "HEALTH"),
                slip(HELP_PLAN, "/measures/0/amount", "amount-positive", 0),
                slip(HELP_PLAN, "/measures/1/safetyNet", "safety-net-kind-needed", GONE),
                slip(HELP_PLAN, "/measures/1/endsOn", "end-before-start", "2026-11-22"),
                slip(MEASURE, "/amount", "amount-positive", 0),
                slip(MEASURE, "/safetyNet", "safety-net-kind-needed", GONE),
                slip(FOLLOW_UP_VISIT, "/riskText", "risk-text-needed", null, "/newRisk", true),
                slip(ELIMINATION_CONCLUSION, "/incomeStable", "elimination-not-met", false),
                slip(ELIMINATION_CONCLUSION, "/spendingControllable", "elimination-not-met", false),
                slip(ELIMINATION_CONCLUSION, "/riskSolved", "elimination-not-met", false),
                slip(ELIMINATION_CONCLUSION, "/newRisk", "elimination-not-met", true),
                slip(
                        ELIMINATION_CONCLUSION,
                        "/conclusion",
                        "elimination-not-met",
                        null,
                        "/housing",
                        JsonObject.of("finding", "UNSAFE", "note", "墙裂")),
                slip(ELIMINATION_CONCLUSION, "/conclusion", "elimination-without-labour", null, "/labourAbleCount", 0),
                slip(ELIMINATION_CONCLUSION, "/eliminationKind", "elimination-kind-needed", GONE),
                slip(ELIMINATION_CONCLUSION, "/measuresDelivered", "help-never-delivered", 0),
                slip(REFUSAL, "/householdHeard", "household-not-heard", false, "/refusalReason", "ASSETS_UNEXPLAINED"),
                slip(CONTACT_ATTEMPTS, "/attempts/1/at", "attempts-at-once", "2025-11-23T01:00:00Z"),
                slip(OBJECTION, "/objectorName", "objector-name-needed", GONE),
                slip(OBJECTION_FINDING, "/investigators/1/name", "repeated", "赵国庆"));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void theSlipIsFoundAtItsPlaceAndNothingElse(Slip slip) {
        JsonObject form = FILLED.of(slip.form());
        for (int i = 0; i < slip.changed().length; i += 2) {
            change(form, (String) slip.changed()[i], slip.changed()[i + 1]);
        }

        assertThat(CATALOGUE.check(slip.form(), 1, form, TODAY)).singleElement().satisfies(found -> assertThat(
                        found.pointer() + " " + found.code())
                .isEqualTo(slip.place() + " " + slip.code()));
    }

    @Test
    void whatRisksAreJudgedByIsReadOutOfVisitAndConclusion() {
        VisitFacts visited = VisitFacts.of(FILLED.of(VISIT_FORM));
        VisitFacts concluded = VisitFacts.of(FILLED.of(CHECK_CONCLUSION));

        assertThat(visited.labourAbleCount())
                .isEqualTo(concluded.labourAbleCount())
                .isEqualTo(1);
        assertThat(visited.netIncomePerHead()).isEqualTo(new BigDecimal("6000.17"));
        assertThat(visited.rigidSpending()).isEqualTo(new BigDecimal("31000.35"));
        assertThat(visited.water()).isEqualTo("UNSAFE");
        assertThat(visited.guarantees()).containsEntry("housing", "SAFE");
        assertThat(visited.risks()).containsExactly("ILLNESS", "LABOUR_LACK");
        assertThat(visited.eventKind()).isEqualTo("SURGERY");
        assertThat(visited.riskControllable()).isFalse();
    }

    /** The value goes to the place of the fault, unless it is null; more changes follow. */
    private static Slip slip(FormCode form, String place, String code, Object value, Object... more) {
        return new Slip(
                form,
                place,
                code,
                value == null
                        ? more
                        : Stream.concat(Stream.of(place, value), Stream.of(more))
                                .toArray());
    }

    private static void change(JsonObject form, String place, Object value) {
        if (value == GONE) {
            int last = place.lastIndexOf('/');
            ((JsonObject) FormCatalogueTest.at(form, place.substring(0, last))).remove(place.substring(last + 1));
        } else {
            FormCatalogueTest.put(form, place, value);
        }
    }
}
