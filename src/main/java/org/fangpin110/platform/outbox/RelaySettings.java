package org.fangpin110.platform.outbox;

import java.time.Duration;

/**
 * How much a relay does at once, and how long it holds on.
 *
 * @param inFlight events handled at once on this node
 * @param lease how long a claim holds unless renewed: a killed process is replaced after it
 * @param longest a handler that takes longer is given up on: the event is tried later and the slot freed
 * @param tick how often leases are renewed and due work is looked for without being woken
 * @param keep how long settled rows stay
 */
public record RelaySettings(int inFlight, Duration lease, Duration longest, Duration tick, Duration keep) {
    /** Back at work within 35 s after a kill -9 ({@code lease} + {@code tick}); 60 s are allowed. */
    public static RelaySettings standard(int inFlight) {
        return new RelaySettings(
                inFlight, Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofSeconds(5), Duration.ofDays(7));
    }
}
