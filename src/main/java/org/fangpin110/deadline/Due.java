package org.fangpin110.deadline;

import java.time.Instant;

/**
 * When a limit ends.
 *
 * @param at the first instant that is late; for limits in days the midnight after the last day, so that day counts whole
 * @param provisional the limit reaches into a year whose holidays are not announced: to be computed again when they are
 */
public record Due(Instant at, boolean provisional) {}
