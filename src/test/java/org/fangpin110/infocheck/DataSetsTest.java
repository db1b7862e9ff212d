package org.fangpin110.infocheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.fangpin110.infocheck.DataSets.Rule;
import org.junit.jupiter.api.Test;

class DataSetsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final LocalDate LONG_AGO = LocalDate.of(2026, 1, 1);
    private static final String VILLAGE = "152223107208";

    @Test
    void nothingOutsideTheScopeIsAsked() {
        DataSets all = new DataSets(List.of(rule("VEHICLES", "VEHICLE"), rule("REAL_ESTATE", "PROPERTY")));

        assertThat(all.asked(VILLAGE, DAY, Set.of("PROPERTY")))
                .extracting(Rule::dataSet)
                .containsExactly("REAL_ESTATE");
        assertThat(all.asked(VILLAGE, DAY, Set.of("DEPOSIT"))).isEmpty();
    }

    @Test
    void aBannerMayLeaveOutWhatOthersAskAndAskAnotherOffice() {
        DataSets all = new DataSets(List.of(
                rule("VEHICLES", "VEHICLE"),
                new Rule("152223000000", "VEHICLES", "PUBLIC_SECURITY", "VEHICLE", false, LONG_AGO, null, 2),
                rule("HOUSE_SAFETY", "PROPERTY"),
                new Rule("152223000000", "HOUSE_SAFETY", "EMERGENCY", "PROPERTY", true, LONG_AGO, null, 3)));
        Set<String> scope = Set.of("VEHICLE", "PROPERTY");

        assertThat(all.asked(VILLAGE, DAY, scope)).extracting(Rule::department).containsExactly("EMERGENCY");
        assertThat(all.asked("150422100200", DAY, scope)).hasSize(2);
    }

    @Test
    void aRuleHoldsOnlyInItsTime() {
        DataSets all = new DataSets(List.of(
                new Rule("000000000000", "TAX_RECORDS", "TAX", "INCOME", true, LONG_AGO, DAY, 1),
                new Rule("000000000000", "EMPLOYMENT", "TAX", "INCOME", true, DAY.plusDays(1), null, 1)));

        assertThat(all.asked(VILLAGE, DAY, Set.of("INCOME"))).isEmpty();
        assertThat(all.asked(VILLAGE, DAY.minusDays(1), Set.of("INCOME"))).hasSize(1);
    }

    private static Rule rule(String dataSet, String scope) {
        return new Rule("000000000000", dataSet, "PUBLIC_SECURITY", scope, true, LONG_AGO, null, 1);
    }
}
