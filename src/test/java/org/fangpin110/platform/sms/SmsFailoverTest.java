package org.fangpin110.platform.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.platform.sms.SmsFailure.Kind;
import org.junit.jupiter.api.Test;

/** Who is asked when one fails, and when the weight comes back. */
class SmsFailoverTest {
    private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");

    private final List<String> asked = new ArrayList<>();
    private Instant now = NOON;
    private Kind first;
    private Kind second;

    private SmsProvider provider(String id) {
        return new SmsProvider() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Future<SmsSubmitted> submit(SmsMessage message) {
                asked.add(id);
                Kind kind = id.equals("a") ? first : second;
                return kind == null
                        ? Future.succeededFuture(new SmsSubmitted(id + "1", 1))
                        : Future.failedFuture(new SmsFailure(kind, "x"));
            }
        };
    }

    private final SmsFailover both = new SmsFailover(List.of(provider("a"), provider("b")), () -> now);

    private SmsSubmitted submit() {
        return both.submit(new SmsMessage(new UUID(0, 0), "+8613900000001", "t", Map.of(), "", ""))
                .await();
    }

    @Test
    void whileTheFirstWorksTheSecondIsNotAsked() {
        assertThat(submit().by()).contains("a");
        assertThat(asked).containsExactly("a");
    }

    @Test
    void onlyAClearNothingTakenGoesToTheNext() {
        first = Kind.RETRYABLE;
        assertThat(submit().by()).contains("b");
        first = Kind.OUR_FAULT;
        assertThat(submit().by()).contains("b");
        asked.clear();

        first = Kind.UNKNOWN;
        assertThatThrownBy(this::submit)
                .isInstanceOfSatisfying(SmsFailure.class, failure -> assertThat(failure.provider())
                        .isEqualTo("a"));
        first = Kind.REJECTED;
        assertThatThrownBy(this::submit).hasMessageContaining("REJECTED");
        assertThat(asked).containsExactly("a", "a");
    }

    @Test
    void whatOneCouldTakeLaterIsNotGivenUpForTheOther() {
        first = Kind.RETRYABLE;
        second = Kind.OUR_FAULT;

        assertThatThrownBy(this::submit).hasMessageContaining("RETRYABLE");
    }

    @Test
    void afterFailuresInARowTheFirstRestsAndThenOneMessageTries() {
        first = Kind.RETRYABLE;
        for (int i = 0; i < 5; i++) {
            submit();
        }
        asked.clear();

        submit();
        assertThat(asked).containsExactly("b");
        now = now.plusSeconds(31);
        first = null;
        for (int i = 0; i < 50; i++) {
            submit();
        }
        assertThat(asked).contains("a");
    }

    @Test
    void weightMovesInSmallStepsAndNotTooOften() {
        ProviderShares shares = new ProviderShares(2, ProviderShares.Rules.STANDARD);
        for (int i = 0; i < 30; i++) {
            shares.failed(0, NOON.plusMillis(i));
        }
        assertThat(shares.shares()).containsExactly(90, 10);

        for (int i = 0; i < 30; i++) {
            shares.failed(0, NOON.plusSeconds(61));
        }
        assertThat(shares.shares()).containsExactly(80, 20);
    }

    @Test
    void afterACalmHourWeightDriftsBackStepByStep() {
        ProviderShares shares = new ProviderShares(2, ProviderShares.Rules.STANDARD);
        for (int minute = 0; minute < 6; minute += 2) {
            for (int i = 0; i < 3; i++) {
                shares.failed(0, NOON.plus(Duration.ofMinutes(minute)));
            }
        }
        assertThat(shares.shares()).containsExactly(70, 30);

        Instant calm = NOON.plus(Duration.ofMinutes(65));
        shares.order(0, calm);
        shares.order(0, calm);
        assertThat(shares.shares()).containsExactly(80, 20);
        shares.order(0, calm.plus(Duration.ofMinutes(5)));
        shares.order(0, calm.plus(Duration.ofMinutes(10)));
        shares.order(0, calm.plus(Duration.ofMinutes(15)));
        assertThat(shares.shares()).containsExactly(100, 0);
    }

    @Test
    void aWeightOfThirtyTakesThirtyInAHundred() {
        ProviderShares shares = new ProviderShares(2, ProviderShares.Rules.STANDARD);
        for (int minute = 0; minute < 6; minute += 2) {
            for (int i = 0; i < 3; i++) {
                shares.failed(0, NOON.plus(Duration.ofMinutes(minute)));
            }
        }
        Instant later = NOON.plus(Duration.ofMinutes(20));

        long toTheSecond = java.util.stream.IntStream.range(0, 100)
                .filter(point -> shares.order(point, later).get(0) == 1)
                .count();

        assertThat(toTheSecond).isEqualTo(30);
    }
}
