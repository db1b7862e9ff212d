package org.fangpin110.workflow;

import static org.fangpin110.workflow.Action.ACCEPT;
import static org.fangpin110.workflow.Action.CLAIM;
import static org.fangpin110.workflow.Action.CLOSE;
import static org.fangpin110.workflow.Action.CONFIRM;
import static org.fangpin110.workflow.Action.DISMISS;
import static org.fangpin110.workflow.Action.LINK;
import static org.fangpin110.workflow.Action.MERGE;
import static org.fangpin110.workflow.Action.RELEASE;
import static org.fangpin110.workflow.Action.RETURN;
import static org.fangpin110.workflow.Action.TRANSFER;
import static org.fangpin110.workflow.Action.WITHDRAW;
import static org.fangpin110.workflow.Actor.BANNER_DESK;
import static org.fangpin110.workflow.Actor.RESIDENT;
import static org.fangpin110.workflow.Actor.SYSTEM;
import static org.fangpin110.workflow.Actor.TOWNSHIP;
import static org.fangpin110.workflow.Actor.VILLAGE;
import static org.fangpin110.workflow.State.ACCEPTED;
import static org.fangpin110.workflow.State.CLOSED_OTHER;
import static org.fangpin110.workflow.State.RECEIVED;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.fangpin110.platform.problem.AppException;

/** The workflow is this table: what is not in it cannot happen. */
public final class Workflow {
    public static final List<Transition> TRANSITIONS = List.of( // from, action, to, by
            new Transition(RECEIVED, CLAIM, RECEIVED, VILLAGE),
            new Transition(RECEIVED, CLAIM, RECEIVED, TOWNSHIP),
            new Transition(RECEIVED, CLAIM, RECEIVED, BANNER_DESK),
            new Transition(RECEIVED, RELEASE, RECEIVED, VILLAGE),
            new Transition(RECEIVED, RELEASE, RECEIVED, TOWNSHIP),
            new Transition(RECEIVED, RELEASE, RECEIVED, BANNER_DESK),
            new Transition(RECEIVED, ACCEPT, ACCEPTED, VILLAGE),
            new Transition(RECEIVED, ACCEPT, ACCEPTED, TOWNSHIP), // the fallback when the village does not
            new Transition(RECEIVED, ACCEPT, ACCEPTED, BANNER_DESK),
            new Transition(RECEIVED, TRANSFER, RECEIVED, TOWNSHIP),
            new Transition(RECEIVED, TRANSFER, RECEIVED, BANNER_DESK),
            new Transition(RECEIVED, RETURN, RECEIVED, VILLAGE, true),
            new Transition(RECEIVED, RETURN, RECEIVED, TOWNSHIP, true), // what is below it, it transfers
            new Transition(RECEIVED, CLOSE, CLOSED_OTHER, TOWNSHIP), // a village accepts before it answers
            new Transition(RECEIVED, CLOSE, CLOSED_OTHER, BANNER_DESK),
            new Transition(RECEIVED, CONFIRM, RECEIVED, VILLAGE), // both only while it is held to be checked
            new Transition(RECEIVED, CONFIRM, RECEIVED, TOWNSHIP),
            new Transition(RECEIVED, CONFIRM, RECEIVED, BANNER_DESK),
            new Transition(RECEIVED, DISMISS, CLOSED_OTHER, VILLAGE),
            new Transition(RECEIVED, DISMISS, CLOSED_OTHER, TOWNSHIP),
            new Transition(RECEIVED, DISMISS, CLOSED_OTHER, BANNER_DESK),
            new Transition(RECEIVED, WITHDRAW, CLOSED_OTHER, RESIDENT),
            new Transition(RECEIVED, LINK, RECEIVED, SYSTEM),
            new Transition(RECEIVED, MERGE, CLOSED_OTHER, VILLAGE),
            new Transition(RECEIVED, MERGE, CLOSED_OTHER, TOWNSHIP),
            new Transition(RECEIVED, MERGE, CLOSED_OTHER, BANNER_DESK),
            new Transition(ACCEPTED, CLAIM, ACCEPTED, VILLAGE),
            new Transition(ACCEPTED, CLAIM, ACCEPTED, TOWNSHIP),
            new Transition(ACCEPTED, CLAIM, ACCEPTED, BANNER_DESK),
            new Transition(ACCEPTED, RELEASE, ACCEPTED, VILLAGE),
            new Transition(ACCEPTED, RELEASE, ACCEPTED, TOWNSHIP),
            new Transition(ACCEPTED, RELEASE, ACCEPTED, BANNER_DESK),
            new Transition(ACCEPTED, TRANSFER, RECEIVED, TOWNSHIP), // the new owner accepts for itself
            new Transition(ACCEPTED, TRANSFER, RECEIVED, BANNER_DESK),
            new Transition(ACCEPTED, RETURN, RECEIVED, VILLAGE, true),
            new Transition(ACCEPTED, RETURN, RECEIVED, TOWNSHIP, true),
            new Transition(ACCEPTED, CLOSE, CLOSED_OTHER, VILLAGE),
            new Transition(ACCEPTED, CLOSE, CLOSED_OTHER, TOWNSHIP),
            new Transition(ACCEPTED, CLOSE, CLOSED_OTHER, BANNER_DESK),
            new Transition(ACCEPTED, WITHDRAW, CLOSED_OTHER, RESIDENT),
            new Transition(ACCEPTED, LINK, ACCEPTED, SYSTEM),
            new Transition(ACCEPTED, MERGE, CLOSED_OTHER, VILLAGE),
            new Transition(ACCEPTED, MERGE, CLOSED_OTHER, TOWNSHIP),
            new Transition(ACCEPTED, MERGE, CLOSED_OTHER, BANNER_DESK));

    private Workflow() {}

    /** The state after the action, by whichever of the standings allows it; otherwise 409. */
    public static State next(State from, Action action, Collection<Standing> by) {
        return TRANSITIONS.stream()
                .filter(row -> row.action() == action)
                .filter(row -> by.stream().anyMatch(standing -> row.fits(from, standing)))
                .map(Transition::to)
                .findFirst()
                .orElseThrow(() -> AppException.conflict("transition-not-allowed"));
    }

    public static Set<Action> allowed(State from, Collection<Standing> by) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        TRANSITIONS.stream()
                .filter(row -> by.stream().anyMatch(standing -> row.fits(from, standing)))
                .forEach(row -> actions.add(row.action()));
        return actions;
    }
}
