package org.fangpin110.support;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time moved by hand; it starts at ten in the morning in Shanghai. */
public final class TickingClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-23T02:00:00Z");

    public void pass(Duration duration) {
        now = now.plus(duration);
    }

    public void set(String instant) {
        now = Instant.parse(instant);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
