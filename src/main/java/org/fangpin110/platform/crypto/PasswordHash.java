package org.fangpin110.platform.crypto;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Argon2id hashes of staff passwords. The methods that return a value block for some 50 ms and take 19 MiB; event loops use those that
 * return a future. They share {@value #WORKERS} workers, and when too many wait they fail at once with {@link Busy}, so that a flood of
 * logins can fill neither memory nor the day.
 */
public final class PasswordHash {
    /** Two times 19 MiB, and never more than two cores. */
    private static final int WORKERS = 2;
    /** About five seconds of waiting. */
    private static final int MAX_WAITING = 200;

    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int maxWaiting;
    private final WorkerExecutor workers;

    public PasswordHash(Vertx vertx) {
        this(vertx, MAX_WAITING);
    }

    PasswordHash(Vertx vertx, int maxWaiting) {
        this.workers = vertx.createSharedWorkerExecutor("password", WORKERS);
        this.maxWaiting = maxWaiting;
    }

    /** More logins wait than can be served soon: the answer is 503 with Retry-After. */
    public static final class Busy extends RuntimeException {
        Busy() {
            super("too many passwords wait to be checked", null, false, false);
        }
    }

    /** The hash in PHC form, {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}: the parameters travel with it. */
    public String hashBlocking(String password) {
        byte[] salt = new byte[Argon2id.SALT_BYTES];
        random.nextBytes(salt);
        return Argon2id.CURRENT.hash(password, salt).toString();
    }

    /**
     * An unknown account (no stored hash) costs as much as a wrong password, so the time of the answer does not tell who has an account.
     *
     * @throws IllegalArgumentException when the stored text is no Argon2id hash
     */
    public boolean verifyBlocking(Optional<String> stored, String password) {
        if (stored.isEmpty()) {
            Argon2id.CURRENT.hash(password, new byte[Argon2id.SALT_BYTES]);
            return false;
        }
        return Argon2id.Hash.parse(stored.get()).matches(password);
    }

    public Future<String> hash(String password) {
        return onWorker(() -> hashBlocking(password));
    }

    /** See {@link #verifyBlocking}. */
    public Future<Boolean> verify(Optional<String> stored, String password) {
        return onWorker(() -> verifyBlocking(stored, password));
    }

    /** True when the hash was made with other parameters than today's; to be replaced at the next good login. */
    public static boolean needsRehash(String stored) {
        return !Argon2id.Hash.parse(stored).parameters().equals(Argon2id.CURRENT);
    }

    private <T> Future<T> onWorker(Callable<T> work) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return Future.failedFuture(new Busy());
        }
        return workers.executeBlocking(work, false).onComplete(done -> waiting.decrementAndGet());
    }
}
