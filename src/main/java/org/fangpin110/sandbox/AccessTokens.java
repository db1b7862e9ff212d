package org.fangpin110.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Access tokens with WeChat's habits: each plain token ends the one before it, the stable token stays the same while it lives. */
final class AccessTokens {
    static final int OK = 0;
    static final int WRONG = 40001;
    static final int MISSING = 41001;
    static final int EXPIRED = 42001;
    private static final Duration LIFE = Duration.ofHours(2);
    private static final int REMEMBERED = 100;

    /** A token and the seconds it has left. */
    record Issued(String token, long expiresIn) {}

    private record Token(String text, Instant expiry) {}

    private static final Token NONE = new Token("", Instant.EPOCH);

    private final InstantSource clock;
    private final Map<String, Instant> ended = new LinkedHashMap<>();
    private Token plain = NONE;
    private Token stable = NONE;

    AccessTokens(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Issued plain() {
        plain = fresh();
        return issued(plain);
    }

    synchronized Issued stable(boolean forceRefresh) {
        if (!alive(stable)) {
            remember(stable);
        }
        if (forceRefresh || !alive(stable)) {
            stable = fresh();
        }
        return issued(stable);
    }

    /** 0, or the errcode WeChat answers to this token. */
    synchronized int verify(String token) {
        if (token == null || token.isEmpty()) {
            return MISSING;
        }
        if ((token.equals(plain.text) && alive(plain)) || (token.equals(stable.text) && alive(stable))) {
            return OK;
        }
        boolean lived = token.equals(plain.text) || token.equals(stable.text) || ended.containsKey(token);
        return lived ? EXPIRED : WRONG;
    }

    /** As if two hours had passed. */
    synchronized void expire() {
        remember(plain);
        remember(stable);
        plain = NONE;
        stable = NONE;
    }

    private void remember(Token token) {
        if (!token.equals(NONE)) {
            ended.put(token.text, token.expiry);
        }
        if (ended.size() > REMEMBERED) {
            ended.remove(ended.keySet().iterator().next());
        }
    }

    private Token fresh() {
        return new Token(
                UUID.randomUUID().toString().replace("-", ""), clock.instant().plus(LIFE));
    }

    private boolean alive(Token token) {
        return clock.instant().isBefore(token.expiry);
    }

    private Issued issued(Token token) {
        return new Issued(
                token.text, Duration.between(clock.instant(), token.expiry).toSeconds());
    }
}
