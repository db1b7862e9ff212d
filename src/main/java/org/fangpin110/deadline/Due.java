package org.fangpin110.deadline;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * When a limit ends.
 *
 * @param at of a MAX limit the first instant that is late, of a MIN limit the first at which the step may end; for limits in days the
 *     midnight after the last day, so that day counts whole
 * @param awaitedYear the first year it reaches into whose holidays are not announced: to be computed again when they are
 */
public record Due(Instant at, OptionalInt awaitedYear) {
    static Due certain(Instant at) {
        return new Due(at, OptionalInt.empty());
    }

    public boolean provisional() {
        return awaitedYear.isPresent();
    }
}
