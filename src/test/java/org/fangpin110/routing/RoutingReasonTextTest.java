package org.fangpin110.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingReasonTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"zh_CN", "en"})
    void everyReasonHasASentenceAndNoSentenceIsLeftOver(String language) throws IOException {
        Properties sentences = new Properties();
        try (var reader = new InputStreamReader(
                ReasonCode.class.getResourceAsStream("/messages/routing_" + language + ".properties"),
                StandardCharsets.UTF_8)) {
            sentences.load(reader);
        }
        assertThat(sentences.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Stream.of(ReasonCode.values())
                        .map(ReasonCode::messageKey)
                        .toList());
        assertThat(sentences.values())
                .allSatisfy(sentence -> assertThat(new MessageFormat((String) sentence).format(new Object[] {"A", "B"}))
                        .isNotBlank()
                        .doesNotContain("{"));
    }
}
