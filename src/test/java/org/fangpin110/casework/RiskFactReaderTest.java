package org.fangpin110.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fangpin110.risk.Fact;
import org.fangpin110.risk.RiskFacts;
import org.fangpin110.risk.RiskFacts.Guarantee;
import org.fangpin110.risk.RiskFacts.Labour;
import org.junit.jupiter.api.Test;

class RiskFactReaderTest {
    private static final JsonObject VISIT = new JsonObject()
            .put("netIncome", 18_000)
            .put("netIncomePerHead", 6_000.5)
            .put("rigidSpending", 27_000)
            .put("riskMain", "ILLNESS")
            .put("riskMore", JsonArray.of("DISASTER"))
            .put("schooling", JsonObject.of("finding", "NOT_CONCERNED"))
            .put("medicalCare", JsonObject.of("finding", "SAFE"))
            .put("housing", JsonObject.of("finding", "UNSAFE"))
            .put("householdClass", "EX_POOR")
            .put("members", JsonArray.of(JsonObject.of("labour", "LOST"), JsonObject.of("labour", "WEAK")));

    @Test
    void aVisitFormIsCheckedAndWhatItDoesNotSayIsUnknown() {
        RiskFacts facts = RiskFactReader.checked(VISIT);

        assertThat(facts.income()).isEqualTo(Fact.checked(6_000.5));
        assertThat(facts.rigidShare()).isEqualTo(Fact.checked(1.5));
        assertThat(facts.events()).isEqualTo(Fact.checked(Set.of("ILLNESS", "DISASTER")));
        assertThat(facts.guarantees())
                .containsEntry(Guarantee.SCHOOLING, Fact.checked(true))
                .containsEntry(Guarantee.HOUSING, Fact.checked(false))
                .containsEntry(Guarantee.WATER, Fact.unknown());
        assertThat(facts.labour()).isEqualTo(Fact.checked(Labour.WEAK));
        assertThat(facts.exPoor()).isEqualTo(Fact.checked(true));
    }

    @Test
    void fieldsOfAnotherKindAreUnknownAndBreakNothing() {
        RiskFacts facts = RiskFactReader.checked(new JsonObject()
                .put("netIncomePerHead", "many")
                .put("housing", true)
                .put("members", JsonArray.of(JsonObject.of("labour", 3)))
                .put("riskMain", JsonArray.of())
                .put("householdClass", "NOBLE"));

        assertThat(facts).isEqualTo(RiskFacts.NOTHING);
    }

    @Test
    void whatWasCheckedStaysWhateverIsToldLater() {
        RiskFacts told = RiskFactReader.of(List.of(Desk.crackedWall()), Optional.empty(), List.of());
        RiskFacts all = RiskFactReader.of(List.of(Desk.crackedWall()), Optional.empty(), List.of(VISIT));

        assertThat(told.events()).isEqualTo(Fact.told(Set.of("HOUSING")));
        assertThat(all.events().basis()).isEqualTo(Fact.Basis.CHECKED);
        assertThat(RiskFactReader.checked(VISIT).then(told).events().basis()).isEqualTo(Fact.Basis.CHECKED);
    }

    @Test
    void withoutAnIncomeAnySpendingIsTooMuch() {
        RiskFacts facts =
                RiskFactReader.checked(new JsonObject().put("netIncome", -5).put("rigidSpending", 1));

        assertThat(facts.rigidShare().value()).isInfinite();
        assertThat(RiskFactReader.write(facts).encode()).contains("Infinity");
    }

    @Test
    void theSameFactsGiveTheSameText() {
        assertThat(RiskFactReader.write(RiskFactReader.checked(VISIT)).encode())
                .isEqualTo(RiskFactReader.write(RiskFactReader.checked(VISIT.copy()))
                        .encode())
                .doesNotContain("null");
    }
}
