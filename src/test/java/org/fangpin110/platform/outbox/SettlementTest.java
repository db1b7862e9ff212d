package org.fangpin110.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private final BackOff backOff = new BackOff(List.of(Duration.ofSeconds(5), Duration.ofMinutes(2)));

    @Test
    void eachAttemptWaitsLonger() {
        assertThat(settled(1, new Outcome.TryLater("down")).againAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(settled(2, new Outcome.TryLater("down")).againAt()).isEqualTo(NOW.plusSeconds(120));
    }

    @Test
    void afterTheLastWaitItIsGivenUpAndSaysWhy() {
        Settlement last = settled(3, new Outcome.TryLater("down"));

        assertThat(last.givenUp()).isTrue();
        assertThat(last.word()).isEqualTo("given-up:down");
    }

    @Test
    void aWaitSetByARuleNeverCountsAsTheLast() {
        Instant morning = NOW.plusSeconds(36_000);

        assertThat(settled(9, new Outcome.TryLater("quiet-hours", Optional.of(morning)))
                        .againAt())
                .isEqualTo(morning);
    }

    @Test
    void everyOtherOutcomeClosesTheRow() {
        assertThat(settled(1, new Outcome.Done("")).word()).isEqualTo("done");
        assertThat(settled(1, new Outcome.Done("sms")).word()).isEqualTo("done:sms");
        assertThat(settled(1, new Outcome.Refused("rejected")).word()).isEqualTo("refused:rejected");
        assertThat(settled(1, new Outcome.Unknown("no-answer")).word()).isEqualTo("unknown:no-answer");
        assertThat(settled(1, new Outcome.Unknown("no-answer")).againAt()).isNull();
    }

    @Test
    void theStandardBackOffLastsLongerThanAWorkingDay() {
        Duration whole = BackOff.STANDARD.waits().stream().reduce(Duration.ZERO, Duration::plus);

        assertThat(whole).isGreaterThan(Duration.ofHours(8));
    }

    @Test
    void aKilledProcessIsReplacedWithinAMinute() {
        RelaySettings settings = RelaySettings.standard(32);

        assertThat(settings.lease().plus(settings.tick())).isLessThan(Duration.ofSeconds(60));
        assertThat(settings.tick().multipliedBy(2)).as("renewed in time").isLessThan(settings.lease());
    }

    private Settlement settled(int attempt, Outcome outcome) {
        OutboxEvent event = new OutboxEvent(new UUID(0, 1), "kind", "152223", new JsonObject(), attempt, NOW, false);
        return Settlement.of(event, outcome, backOff, NOW);
    }
}
