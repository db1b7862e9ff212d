package org.fangpin110.workflow;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fangpin110.platform.problem.AppException;

/** The workflow is {@link Table}: what is not in it cannot happen. */
public final class Workflow {
    public static final List<Transition> TRANSITIONS = Table.ROWS;

    private Workflow() {}

    /** The state after an action that needs no facts, by whichever of the standings allows it; otherwise 409. */
    public static State next(State from, Action action, Collection<Standing> by) {
        return candidates(from, action, by).stream()
                .map(Transition::to)
                .findFirst()
                .orElseThrow(() -> AppException.conflict("transition-not-allowed"));
    }

    /** The rows that state, action and standing allow; facts choose among them. Empty when nothing does. */
    public static List<Transition> candidates(State from, Action action, Collection<Standing> by) {
        return TRANSITIONS.stream()
                .filter(row -> row.action() == action)
                .filter(row -> by.stream().anyMatch(standing -> row.fits(from, standing)))
                .toList();
    }

    /** The first of the rows whose guards hold; otherwise 409, with the sentence of what is missing. */
    public static Transition choose(List<Transition> candidates, Facts facts) {
        Optional<Transition> chosen = candidates.stream()
                .filter(row -> missing(row, facts).findAny().isEmpty())
                .findFirst();
        return chosen.orElseThrow(() -> AppException.conflict(candidates.stream()
                .flatMap(row -> missing(row, facts))
                .map(Guard::code)
                .findFirst()
                .orElse("transition-not-allowed")));
    }

    private static Stream<Guard> missing(Transition row, Facts facts) {
        return row.guards().stream().filter(guard -> !guard.holds(facts));
    }

    /** What state and standing allow; a guard may still say what is missing. */
    public static Set<Action> allowed(State from, Collection<Standing> by) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        TRANSITIONS.stream()
                .filter(row -> by.stream().anyMatch(standing -> row.fits(from, standing)))
                .forEach(row -> actions.add(row.action()));
        return actions;
    }
}
