package org.fangpin110.casework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    @ParameterizedTest
    @CsvSource({
        "152223196203153103, 152223********3103",
        "152223 19620315 310X, 152223********310X",
        "15222319620315310343, 152223**********0343",
        "152223620315310, 152223*****5310",
        "12345678, ********"
    })
    void onlyAreaAndEndAreShown(String idNo, String shown) {
        assertThat(ReportView.masked(idNo)).isEqualTo(shown);
    }

    @Test
    void noNumberShowsNothing() {
        assertThat(ReportView.masked(null)).isNull();
        assertThat(ReportView.masked(" ")).isNull();
    }
}
