package org.fangpin110.workflow;

/** @param ownCasesOnly true when a unit may do so with its own cases, not with those of units below */
public record Transition(State from, Action action, State to, Actor by, boolean ownCasesOnly) {
    Transition(State from, Action action, State to, Actor by) {
        this(from, action, to, by, false);
    }

    boolean fits(State state, Standing standing) {
        return from == state && by == standing.actor() && (standing.owning() || !ownCasesOnly);
    }
}
