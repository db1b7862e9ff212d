package org.fangpin110.platform.db;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUID version 7 (RFC 9562): ids that sort by time, so that indexes grow at one end, and by the order of making within
 * one instance, so that a trail sorted by id is never in the wrong order. Not secret.
 */
public final class TimeOrderedIds {
    /** RFC 9562 section 6.2, method 1: the 12 bits after the version count within a millisecond. */
    private static final int COUNTER_BITS = 12;

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    public TimeOrderedIds(InstantSource clock) {
        this.clock = clock;
    }

    public UUID next() {
        long now = clock.millis() << COUNTER_BITS;
        long place = last.updateAndGet(before -> Math.max(before + 1, now));
        long high = place >>> COUNTER_BITS << 16 | 0x7000 | place & 0xfff;
        long low = ThreadLocalRandom.current().nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** The smallest id made at or after a moment (to the millisecond): ids as a clock for keyset ranges. */
    public static UUID earliestOf(java.time.Instant moment) {
        return new UUID(moment.toEpochMilli() << 16 | 0x7000, 0x8000000000000000L);
    }
}
