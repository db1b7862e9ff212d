package org.fangpin110.matching;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What to do with the newcomer.
 *
 * @param target the open case to attach to; present exactly when LINKED
 * @param score of the likeness that decided, 0 to 100
 * @param reasons why, the weightiest first
 * @param candidates cases a person should compare, the likest first; never attached by the machine, present exactly when SUGGESTED
 * @param previous an earlier case of the same person that a new case names
 */
public record MatchingDecision(
        Outcome outcome,
        Optional<UUID> target,
        int score,
        List<ReasonCode> reasons,
        List<Candidate> candidates,
        Optional<UUID> previous) {
    public enum Outcome {
        NEW,
        LINKED,
        SUGGESTED
    }

    /** One case to compare with, and why. */
    public record Candidate(UUID caseId, int score, List<ReasonCode> reasons) {}

    /** Of a case of its own: that nothing like it was found. */
    public double confidence() {
        return outcome == Outcome.NEW ? 1.0 : score / 100.0;
    }
}
