package org.fangpin110.matching;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What to do with the newcomer.
 *
 * @param target the open case to attach to; present exactly when LINKED
 * @param related cases a person should compare; never attached by the machine
 */
public record MatchingDecision(
        Outcome outcome, Optional<UUID> target, double confidence, ReasonCode reason, List<UUID> related) {
    public enum Outcome {
        NEW,
        LINKED,
        SUGGESTED
    }
}
