package org.fangpin110.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time moved by hand. */
final class TickingClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-23T02:00:00Z");

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
