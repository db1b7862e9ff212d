package org.fangpin110.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PasswordHashTest {
    @Test
    void onlyTheRightPasswordMatches(Vertx vertx) {
        var passwords = new PasswordHash(vertx);

        String stored = passwords.hash("k7mp-2xqd-9fwn").await();

        assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.verify(Optional.of(stored), "k7mp-2xqd-9fwn").await())
                .isTrue();
        assertThat(passwords.verify(Optional.of(stored), "k7mp-2xqd-9fwm").await())
                .isFalse();
        assertThat(passwords.hash("k7mp-2xqd-9fwn").await()).isNotEqualTo(stored);
    }

    /** A known answer from the tests of the reference implementation. */
    @Test
    void readsHashesOfOtherPrograms(Vertx vertx) {
        String reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(new PasswordHash(vertx).verifyBlocking(Optional.of(reference), "password"))
                .isTrue();
    }

    @Test
    void anUnknownAccountIsRefusedAtTheSameCost(Vertx vertx) {
        var passwords = new PasswordHash(vertx);
        Optional<String> known = Optional.of(passwords.hashBlocking("right"));
        passwords.verifyBlocking(Optional.empty(), "warm up");

        long wrong = fastest(() -> passwords.verifyBlocking(known, "wrong"));
        long unknown = fastest(() -> passwords.verifyBlocking(Optional.empty(), "wrong"));

        assertThat((double) unknown / wrong).isBetween(0.5, 2.0);
        assertThat(passwords.verifyBlocking(Optional.empty(), "wrong")).isFalse();
    }

    @Test
    void otherParametersAskForARehash(Vertx vertx) {
        String weaker = new Argon2id(8192, 1, 1).hash("x", new byte[16]).toString();

        assertThat(PasswordHash.needsRehash(weaker)).isTrue();
        assertThat(PasswordHash.needsRehash(new PasswordHash(vertx).hashBlocking("x")))
                .isFalse();
    }

    @Test
    void aForgedRowCannotOrderAGigabyte(Vertx vertx) {
        String forged =
                "$argon2id$v=19$m=9999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

        assertThatThrownBy(() -> new PasswordHash(vertx).verifyBlocking(Optional.of(forged), "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFloodIsTurnedAwayAtOnceAndTheRestIsServed(Vertx vertx) {
        var passwords = new PasswordHash(vertx, 3);

        List<Future<String>> asked =
                IntStream.range(0, 10).mapToObj(i -> passwords.hash("x")).toList();
        Future.join(asked).otherwiseEmpty().await();

        assertThat(asked).filteredOn(Future::succeeded).hasSize(3);
        assertThat(asked).filteredOn(Future::failed).allSatisfy(f -> assertThat(f.cause())
                .isInstanceOf(PasswordHash.Busy.class));
        assertThat(passwords.hash("x").await()).isNotEmpty();
    }

    @Test
    void randomPasswordsAreReadable() {
        for (int i = 0; i < 1000; i++) {
            assertThat(RandomPassword.next())
                    .matches("[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){2}")
                    .containsPattern("[2-9]")
                    .containsPattern("[a-z]");
        }
    }

    private static long fastest(Runnable work) {
        return IntStream.range(0, 5)
                .mapToLong(i -> {
                    long start = System.nanoTime();
                    work.run();
                    return System.nanoTime() - start;
                })
                .min()
                .orElseThrow();
    }
}
