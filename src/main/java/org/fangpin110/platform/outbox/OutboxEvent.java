package org.fangpin110.platform.outbox;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * One piece of work as claimed.
 *
 * @param payload ids only
 * @param attempt how often it was claimed, this time included
 * @param lastAttempt no further try follows a {@link Outcome.TryLater} without a time of its own
 */
public record OutboxEvent(
        UUID id,
        String kind,
        String bannerCode,
        JsonObject payload,
        int attempt,
        Instant createdAt,
        boolean lastAttempt) {}
