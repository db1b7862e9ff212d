package org.fangpin110.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlindIndexTest {
    private final BlindIndex index = new BlindIndex(MasterKey.random());

    @Test
    void equalValuesOfOneColumnMeet() {
        byte[] first = index.of("report.id_no", "15222319460805759X");
        index.of("report.id_no", "another");

        assertThat(index.of("report.id_no", "15222319460805759X"))
                .isEqualTo(first)
                .hasSize(BlindIndex.BYTES);
    }

    @Test
    void columnsAndInstallationsDoNot() {
        byte[] one = index.of("report.id_no", "15222319460805759X");

        assertThat(index.of("member.id_no", "15222319460805759X")).isNotEqualTo(one);
        assertThat(new BlindIndex(MasterKey.random()).of("report.id_no", "15222319460805759X"))
                .isNotEqualTo(one);
    }
}
