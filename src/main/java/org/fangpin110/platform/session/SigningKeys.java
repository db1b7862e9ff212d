package org.fangpin110.platform.session;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.fangpin110.platform.crypto.FieldCipher;

/**
 * The key pairs of our tokens, the same for all nodes. Every node loads them again at least every {@link #SPREAD} and gives
 * them to {@link Tokens#useKeys}; that is why a new key verifies at once but signs only after that time, and why an old one
 * verifies for so long after the last token it can have signed.
 */
public final class SigningKeys {
    /** By then every node knows a change. */
    public static final Duration SPREAD = Duration.ofMinutes(5);

    private final Vertx vertx;
    private final Pool pool;
    private final SigningKeyRepository keys;
    private final InstantSource clock;
    private final Duration accessTokenLife;

    public SigningKeys(Vertx vertx, Pool pool, FieldCipher cipher, InstantSource clock, Duration accessTokenLife) {
        this.vertx = vertx;
        this.pool = pool;
        this.keys = new SigningKeyRepository(cipher);
        this.clock = clock;
        this.accessTokenLife = accessTokenLife;
    }

    /** The keys in use, the signing one first. The first node of an installation makes one; the others wait for it. */
    public Future<List<SigningKey>> loadOrCreate() {
        Instant now = clock.instant();
        return keys.inUse(pool, now, now.minus(SPREAD))
                .compose(found -> found.isEmpty() ? create() : Future.succeededFuture(found));
    }

    private Future<List<SigningKey>> create() {
        return generate()
                .compose(key -> pool.withTransaction(tx -> keys.lock(tx)
                        .compose(locked -> inUse(tx))
                        .compose(found -> found.isEmpty()
                                ? keys.insert(tx, key, clock.instant()).map(stored -> List.of(key))
                                : Future.succeededFuture(found))));
    }

    /**
     * A new key takes over; returns its id. Sessions go on: refresh tokens are not signed. After a leak call it and then end
     * all sessions, for tokens of the leaked key stay good until their time is over.
     */
    public Future<String> rotate() {
        return generate()
                .compose(key -> pool.withTransaction(tx -> keys.lock(tx)
                        .compose(locked -> keys.insert(tx, key, clock.instant()))
                        .compose(stored -> keys.retireOthers(tx, key.keyId(), lastUse()))
                        .map(retired -> key.keyId())));
    }

    /** Nodes may sign with the old key until they have loaded the new one and it may sign. */
    private Instant lastUse() {
        return clock.instant().plus(SPREAD).plus(SPREAD).plus(accessTokenLife);
    }

    private Future<List<SigningKey>> inUse(SqlConnection tx) {
        Instant now = clock.instant();
        return keys.inUse(tx, now, now.minus(SPREAD));
    }

    /** Takes some hundred milliseconds of a processor. */
    private Future<SigningKey> generate() {
        return vertx.executeBlocking(() -> SigningKey.generate(UUID.randomUUID().toString()), false);
    }
}
