package org.fangpin110.platform.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.fangpin110.platform.crypto.FieldAlgorithm;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.crypto.MasterKey;
import org.fangpin110.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({TestDatabase.class, VertxExtension.class})
class SigningKeysIT {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T01:00:00Z"));
    private SigningKeys keys;

    @BeforeEach
    void create(Vertx vertx, Pool pool) {
        pool.query("delete from signing_key").execute().await();
        FieldCipher cipher = new FieldCipher(FieldAlgorithm.SM4_GCM, MasterKey.random());
        keys = new SigningKeys(vertx, pool, cipher, now::get, TOKEN_LIFE);
    }

    @Test
    void nodesThatStartTogetherAgreeOnOneKey() {
        List<Future<List<SigningKey>>> nodes = List.of(keys.loadOrCreate(), keys.loadOrCreate(), keys.loadOrCreate());
        Future.all(nodes).await();

        assertThat(nodes).allSatisfy(node -> assertThat(node.result()).hasSize(1));
        assertThat(nodes.stream().map(Future::result).distinct()).hasSize(1);
        assertThat(keys.loadOrCreate().await()).isEqualTo(nodes.get(0).result());
    }

    @Test
    void thePrivateKeyIsStoredEncrypted(Pool pool) {
        keys.loadOrCreate().await();

        byte[] stored = pool.query("select private_key from signing_key")
                .execute()
                .await()
                .iterator()
                .next()
                .getBuffer(0)
                .getBytes();

        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("PRIVATE KEY");
    }

    @Test
    void aNewKeyVerifiesAtOnceAndSignsWhenEveryNodeKnowsIt() {
        String old = keys.loadOrCreate().await().get(0).keyId();
        pass(Duration.ofSeconds(1));

        String fresh = keys.rotate().await();

        assertThat(ids()).containsExactly(old, fresh);
        pass(SigningKeys.SPREAD);
        assertThat(ids()).containsExactly(fresh, old);
    }

    @Test
    void theOldKeyGoesWhenItsLastTokenHasExpired() {
        String old = keys.loadOrCreate().await().get(0).keyId();
        pass(Duration.ofSeconds(1));
        String fresh = keys.rotate().await();

        pass(SigningKeys.SPREAD.multipliedBy(2).plus(TOKEN_LIFE).minusSeconds(1));
        assertThat(ids()).containsExactly(fresh, old);
        pass(Duration.ofSeconds(2));

        assertThat(ids()).containsExactly(fresh);
    }

    private List<String> ids() {
        return keys.loadOrCreate().await().stream().map(SigningKey::keyId).toList();
    }

    private void pass(Duration time) {
        now.set(now.get().plus(time));
    }
}
