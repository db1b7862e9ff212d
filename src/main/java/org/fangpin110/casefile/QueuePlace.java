package org.fangpin110.casefile;

import java.time.Instant;
import java.util.UUID;

/** A place in a queue: the key its pages go by. */
public record QueuePlace(int priority, Instant dueAt, UUID caseId) {
    /** Before every case. */
    public static final QueuePlace START = new QueuePlace(-1, Instant.EPOCH, new UUID(0, 0));
}
