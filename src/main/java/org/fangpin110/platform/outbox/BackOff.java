package org.fangpin110.platform.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long to wait after each failed attempt; when the list ends, so does the trying. */
public record BackOff(List<Duration> waits) {
    public static final BackOff STANDARD = new BackOff(List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6)));

    public BackOff {
        waits = List.copyOf(waits);
    }

    /** Empty when this attempt was the last. */
    public Optional<Duration> after(int attempt) {
        return attempt <= waits.size() ? Optional.of(waits.get(attempt - 1)) : Optional.empty();
    }
}
