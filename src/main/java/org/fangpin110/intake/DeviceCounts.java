package org.fangpin110.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Reports a phone sent within 24 hours of its first, by the id its mini-program made for itself. Kept in memory by one
 * node: a device can forget its id at will, so the limit slows down a script and is no proof of anything. Not thread-safe.
 */
final class DeviceCounts {
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final int REMEMBERED = 50_000;

    private record Sent(Instant since, int reports) {}

    private final Map<UUID, Sent> devices = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Sent> eldest) {
            return size() > REMEMBERED;
        }
    };

    int of(UUID device, Instant now) {
        Sent sent = devices.get(device);
        return sent == null || !now.isBefore(sent.since().plus(WINDOW)) ? 0 : sent.reports();
    }

    void count(UUID device, Instant now) {
        int before = of(device, now);
        devices.put(device, new Sent(before == 0 ? now : devices.get(device).since(), before + 1));
    }
}
