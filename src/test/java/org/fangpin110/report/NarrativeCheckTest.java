package org.fangpin110.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.fangpin110.report.NarrativeCheck.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NarrativeCheckTest {
    private final NarrativeCheck check = new NarrativeCheck(NarrativeCheck.FORM_LIMIT);

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n\t\u3000", "。", "……？！", "\u200b\ufeff"})
    void whatSaysNothingIsBlank(String text) {
        assertThat(check.fault(text)).contains(Fault.BLANK);
        assertThat(check.fault(null)).contains(Fault.BLANK);
    }

    @Test
    void theLimitCountsCharactersAsPeopleDo() {
        assertThat(check.fault("难".repeat(2_000))).isEmpty();
        assertThat(check.fault("😭".repeat(2_000))).isEmpty();
        assertThat(check.fault("难".repeat(2_001))).contains(Fault.TOO_LONG);
        assertThat(new NarrativeCheck(4_000).fault("难".repeat(2_001))).isEmpty();
    }
}
