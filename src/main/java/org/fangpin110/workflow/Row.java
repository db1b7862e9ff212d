package org.fangpin110.workflow;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Writes rows of the table as a sentence: from, on, to, by, given … One for each state and actor. */
final class Row {
    private final List<State> from;
    private Action action;
    private State to;
    private Actor[] actors = {};
    private boolean ownCasesOnly;
    private List<Guard> guards = List.of();
    private String form;
    private final Set<Effect> effects = EnumSet.noneOf(Effect.class);
    private String limit;
    private String told;
    private boolean clockRunsOn;

    private Row(State... from) {
        this.from = List.of(from);
    }

    static Row from(State... states) {
        return new Row(states);
    }

    /** The state stays as it is. */
    Row on(Action what) {
        action = what;
        return this;
    }

    Row to(State next) {
        to = next;
        return this;
    }

    Row by(Actor... who) {
        actors = who;
        return this;
    }

    Row withOwnCases() {
        ownCasesOnly = true;
        return this;
    }

    Row given(Guard... all) {
        guards = List.of(all);
        return this;
    }

    Row form(String code) {
        form = code;
        return this;
    }

    Row effect(Effect... all) {
        effects.addAll(List.of(all));
        return this;
    }

    /** Where the state does not change but another limit starts. */
    Row limit(String stepCode) {
        limit = stepCode;
        return this;
    }

    /** Whatever the new state's limit is: the time that is used up stays used up. */
    Row clockRunsOn() {
        clockRunsOn = true;
        return this;
    }

    Row told(String kind) {
        told = kind;
        return this;
    }

    List<Transition> rows() {
        List<Transition> rows = new ArrayList<>();
        for (State state : from) {
            for (Actor actor : actors) {
                if (state.desk().isAbove(actor)) {
                    continue;
                }
                State next = to == null ? state : to;
                String starts = next == state ? limit : clockRunsOn ? null : next.limit();
                rows.add(new Transition(
                        state, action, next, actor, ownCasesOnly, guards, form, Set.copyOf(effects), starts, told));
            }
        }
        return rows;
    }
}
