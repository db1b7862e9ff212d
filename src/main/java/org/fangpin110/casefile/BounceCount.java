package org.fangpin110.casefile;

/**
 * How often cases bounced at one unit.
 *
 * @param returned by it, as not its own
 * @param received from units that returned them
 */
public record BounceCount(String unitCode, int returned, int received) {}
