package org.fangpin110.support;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Somebody on the staff who signs in again when time has moved on, or back. */
public final class Colleague {
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Supplier<Visitor> signIn;
    private final InstantSource clock;
    private Visitor signedIn;
    private Instant since = Instant.MAX;

    Colleague(Supplier<Visitor> signIn, InstantSource clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    public Visitor now() {
        Instant now = clock.instant();
        if (since.isAfter(now) || since.plus(FRESH).isBefore(now)) {
            signedIn = signIn.get();
            since = now;
        }
        return signedIn;
    }
}
