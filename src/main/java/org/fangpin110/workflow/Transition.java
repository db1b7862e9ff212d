package org.fangpin110.workflow;

import java.util.List;
import java.util.Set;

/**
 * One row of the table.
 *
 * @param ownCasesOnly true when a unit may do so with its own cases, not with those of units below
 * @param form the form that records it, by code; null where none does
 * @param limit the step code of the limit that starts; null where the running one goes on
 * @param told the kind of message the resident gets; null where none does
 */
public record Transition(
        State from,
        Action action,
        State to,
        Actor by,
        boolean ownCasesOnly,
        List<Guard> guards,
        String form,
        Set<Effect> effects,
        String limit,
        String told) {

    boolean fits(State state, Standing standing) {
        return from == state && by == standing.actor() && (standing.owning() || !ownCasesOnly);
    }

    /** An end is opened again. */
    public boolean reopens() {
        return !from.isOpen() && to.isOpen();
    }
}
