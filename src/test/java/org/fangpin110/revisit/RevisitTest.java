package org.fangpin110.revisit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RevisitTest {
    private static final String SEED = "5eed".repeat(16);
    private static final UUID CASE = UUID.fromString("01934f00-0000-7000-8000-000000000001");

    @Test
    void fiveOfAHundredAreDrawn() {
        long drawn = IntStream.range(0, 100_000)
                .filter(n -> Revisit.drawn(SEED, new UUID(0x0193_4f00_0000_7000L, n), 7, 5))
                .count();

        assertThat(drawn).isBetween(4_800L, 5_200L);
    }

    @Test
    void anotherSeedDrawsOthersAndTheSameSeedTheSame() {
        String other = "0dd5".repeat(16);
        long both = IntStream.range(0, 100_000)
                .mapToObj(n -> new UUID(1, n))
                .filter(id -> Revisit.drawn(SEED, id, 1, 5) && Revisit.drawn(other, id, 1, 5))
                .count();

        assertThat(both).isBetween(180L, 320L);
        assertThat(Revisit.lot(SEED, CASE, 3)).isEqualTo(Revisit.lot(SEED, CASE, 3));
        assertThat(Revisit.lot(SEED, CASE, 3)).isNotEqualTo(Revisit.lot(SEED, CASE, 4));
    }

    /** As computed by {@code printf '%s' case:sequence | openssl dgst -sha256 -mac HMAC -macopt hexkey:seed}: nobody needs this program for it. */
    @Test
    void everybodyCanRecomputeALot() {
        assertThat(Revisit.lot(SEED, CASE, 7)).isEqualTo(7631);
        assertThat(Revisit.commitment(SEED))
                .isEqualTo("f9fa5c699354e46a448f75765ae99bf06741d541ab6c337c0f3722850adbb136");
    }

    @Test
    void noneOfNoneAndAllOfAll() {
        assertThat(IntStream.range(0, 1000).anyMatch(n -> Revisit.drawn(SEED, new UUID(0, n), 1, 0)))
                .isFalse();
        assertThat(IntStream.range(0, 1000).allMatch(n -> Revisit.drawn(SEED, new UUID(0, n), 1, 100)))
                .isTrue();
        assertThatThrownBy(() -> Revisit.drawn(SEED, CASE, 1, 101)).isInstanceOf(IllegalArgumentException.class);
    }
}
