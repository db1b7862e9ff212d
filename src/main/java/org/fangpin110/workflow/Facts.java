package org.fangpin110.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What is known of a case when somebody wants to take a step. Absent values are null.
 *
 * @param actor who wants to; null for the system
 * @param history oldest first
 * @param noticeUntil until when the notice of this round must hang at least
 * @param openChecks questions to departments without an answer; "no data" is an answer
 * @param paperworkOwed papers that help in an emergency went before
 * @param stableFrom the first moment at which elimination may be thought of
 * @param eliminationConditionsMet what the form at hand says; false without one
 * @param pauseLeft the pauses of the case have not used up their cap
 * @param appealUntil the first moment at which a refusal stands for good
 * @param reopenUntil the first moment at which "not solved" comes too late
 */
public record Facts(
        UUID actor,
        Instant now,
        List<Done> history,
        Instant noticeUntil,
        int openChecks,
        int openObjections,
        int paperworkOwed,
        Instant stableFrom,
        boolean eliminationConditionsMet,
        Instant pausedSince,
        boolean pauseLeft,
        Instant appealUntil,
        Instant reopenUntil) {

    /** A step that was taken. @param unit whose post it was taken with, where that was recorded */
    public record Done(Action action, UUID actor, String unit, Instant at) {}

    /** In this round: since elimination was started, where it was. */
    boolean did(Action action) {
        return round().stream().anyMatch(done -> done.action() == action);
    }

    boolean ever(Action action) {
        return history.stream().anyMatch(done -> done.action() == action);
    }

    /** True when the actor took none of these steps in this round. */
    boolean others(Set<Action> actions) {
        return round().stream()
                .noneMatch(done -> actions.contains(done.action())
                        && done.actor() != null
                        && done.actor().equals(actor));
    }

    private List<Done> round() {
        for (int i = history.size() - 1; i >= 0; i--) {
            if (history.get(i).action() == Action.START_ELIMINATION) {
                return history.subList(i, history.size());
            }
        }
        return history;
    }
}
