package org.fangpin110.deadline;

import java.time.Instant;

/** A time in which a case waits for somebody else. @param until when it went on; for a pause that still lasts, now */
public record Pause(Instant from, Instant until) {
    public Pause {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("a pause that ends before it begins");
        }
    }

    /** At the first moment of a day the case waited. */
    boolean covers(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }
}
