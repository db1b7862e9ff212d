package org.fangpin110.casefile;

import java.time.Instant;
import java.util.UUID;

/**
 * What a queue is narrowed to.
 *
 * @param holder only for what somebody holds
 * @param dueFrom only what is due from then on …
 * @param dueBefore … and before this
 */
public record QueueView(Kind kind, UUID holder, Instant dueFrom, Instant dueBefore) {
    enum Kind {
        HELD,
        URGENT,
        DUE,
        POOL
    }

    /** Later than every deadline. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    public static QueueView heldBy(UUID staffId) {
        return new QueueView(Kind.HELD, staffId, Instant.EPOCH, NEVER);
    }

    public static QueueView urgent() {
        return new QueueView(Kind.URGENT, null, Instant.EPOCH, NEVER);
    }

    public static QueueView dueBefore(Instant moment) {
        return new QueueView(Kind.DUE, null, Instant.EPOCH, moment);
    }

    public static QueueView due(Instant from, Instant before) {
        return new QueueView(Kind.DUE, null, from, before);
    }

    /** What lies in township pools, because nobody could say which village's it is. */
    public static QueueView pool() {
        return new QueueView(Kind.POOL, null, Instant.EPOCH, NEVER);
    }
}
