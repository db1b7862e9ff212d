package org.fangpin110.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {
    @ParameterizedTest
    @CsvSource({"512, 128", "2048, 256", "8192, 1024", "24576, 2048", "262144, 2048"})
    void theServerTakesAnEighthOfTheMemoryWithinBounds(long megabytes, long expected) {
        assertThat(ServerSettings.sharedBuffersMegabytes(megabytes << 20)).isEqualTo(expected);
    }
}
