package org.fangpin110.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.fangpin110.casefile.QueuePlace;
import org.fangpin110.platform.problem.AppException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueuePlaceTokenTest {
    private static final String ID = "0190163d-8694-739b-aea5-966c26f8ad91";

    @Test
    void aPlaceComesBackToTheMicrosecond() {
        QueuePlace place = new QueuePlace(1, Instant.parse("2026-11-25T09:30:00.123456Z"), UUID.fromString(ID));
        String token = QueuePlaceToken.of(place);
        assertThat(token).matches("[A-Za-z0-9_-]{1,200}");
        assertThat(QueuePlaceToken.read(token)).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1|0",
                "2|0|" + ID,
                "1|999999999999999999|" + ID,
                "1|0|" + ID + "|0",
                "1|0|0190163d86947",
                "1|1e9|" + ID
            })
    void whatWeDidNotWriteIsMalformed(String text) {
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> QueuePlaceToken.read(token))
                .isInstanceOfSatisfying(AppException.class, problem -> assertThat(problem.status())
                        .isEqualTo(400));
    }

    @Test
    void whatIsNotBase64IsMalformed() {
        assertThatThrownBy(() -> QueuePlaceToken.read("A")).isInstanceOf(AppException.class);
    }
}
