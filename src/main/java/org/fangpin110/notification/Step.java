package org.fangpin110.notification;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.platform.outbox.OutboxEvent;

/**
 * What is told: one step of one case.
 *
 * @param sequence of the case event; empty for a step of one report
 * @param reportId the report it concerns; empty for a step of the whole case
 * @param objectionId the objection whose sender is told; empty where the family is
 */
record Step(
        MessageTemplate template,
        UUID caseId,
        String bannerCode,
        Optional<Integer> sequence,
        Optional<UUID> reportId,
        Optional<UUID> objectionId,
        Instant at) {
    static Step of(OutboxEvent event, MessageTemplate template) {
        JsonObject payload = event.payload();
        return new Step(
                template,
                UUID.fromString(payload.getString("caseId")),
                event.bannerCode(),
                Optional.ofNullable(payload.getInteger("sequence")),
                Optional.ofNullable(payload.getString("reportId")).map(UUID::fromString),
                Optional.ofNullable(payload.getString("objectionId")).map(UUID::fromString),
                event.createdAt());
    }

    /** Unique in its case. */
    String key() {
        return template.kind() + ":"
                + objectionId
                        .or(() -> reportId)
                        .map(UUID::toString)
                        .orElseGet(() -> String.valueOf(sequence.orElse(0)));
    }
}
