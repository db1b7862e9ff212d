package org.fangpin110.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fangpin110.casefile.OutcomeCode;
import org.fangpin110.casefile.PauseReason;
import org.fangpin110.casefile.RefusalReason;
import org.fangpin110.casefile.TransferReason;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.routing.Destination;
import org.junit.jupiter.api.Test;

class WorkflowTest {
    private static final List<Standing> OWN_VILLAGE = List.of(new Standing(Actor.VILLAGE, true));
    private static final List<Standing> TOWNSHIP_ABOVE = List.of(new Standing(Actor.TOWNSHIP, false));

    @Test
    void everyOpenStateHasALimitAndADeskAndNoEndHas() {
        for (State state : State.values()) {
            assertThat(state.limit() != null).as(state.name()).isEqualTo(state.isOpen());
            assertThat(state.desk() != Desk.NONE).as(state.name()).isEqualTo(state.isOpen());
        }
    }

    @Test
    void whoeverOwesAStateHasAWayOutOfIt() {
        for (State state : State.values()) {
            for (Actor actor : owing(state.desk())) {
                boolean leads = Workflow.TRANSITIONS.stream()
                        .anyMatch(row -> row.from() == state && row.by() == actor && row.to() != state);
                assertThat(leads).as(state + " by " + actor).isTrue();
            }
        }
    }

    private static List<Actor> owing(Desk desk) {
        return switch (desk) {
            case SAME -> List.of(Actor.VILLAGE, Actor.TOWNSHIP, Actor.BANNER_DESK);
            case HOME -> List.of(Actor.VILLAGE, Actor.TOWNSHIP);
            case TOWNSHIP, ABOVE_THE_REFUSER -> List.of(Actor.TOWNSHIP, Actor.BANNER_DESK);
            case BANNER -> List.of(Actor.BANNER_DESK);
            case NONE -> List.of();
        };
    }

    @Test
    void everyStateIsReachedAndEveryOpenStateLeadsToAnEnd() {
        Set<State> reached = EnumSet.of(State.RECEIVED);
        for (int i = 0; i < State.values().length; i++) {
            Workflow.TRANSITIONS.stream()
                    .filter(row -> reached.contains(row.from()))
                    .forEach(row -> reached.add(row.to()));
        }
        assertThat(reached).containsExactlyInAnyOrder(State.values());
        Set<State> ending = EnumSet.of(State.ELIMINATED, State.REFUSED, State.CLOSED_OTHER);
        for (int i = 0; i < State.values().length; i++) {
            Workflow.TRANSITIONS.stream()
                    .filter(row -> ending.contains(row.to()))
                    .forEach(row -> ending.add(row.from()));
        }
        assertThat(ending).containsExactlyInAnyOrder(State.values());
    }

    @Test
    void noRowStandsTwiceButForItsGuards() {
        assertThat(Workflow.TRANSITIONS.stream()
                        .map(row -> row.from() + " " + row.action() + " " + row.by() + row.guards()))
                .doesNotHaveDuplicates();
    }

    /** Nobody but a person says no; and nobody says no without having been there. */
    @Test
    void aRefusalIsAPersonsAfterAVisit() {
        assertThat(Workflow.TRANSITIONS.stream().filter(row -> row.to() == State.REFUSED))
                .allMatch(row -> row.by() != Actor.SYSTEM && row.effects().contains(Effect.ANSWER))
                .allMatch(row -> row.action() == Action.UPHOLD
                        || row.guards().contains(Guard.VISITED)
                        || row.from().compareTo(State.CHECKED) > 0);
    }

    @Test
    void whoeverDecidesHasNotHandledOrAudited() {
        assertThat(Workflow.TRANSITIONS.stream()
                        .filter(row -> row.action() == Action.DECIDE || row.action() == Action.UPHOLD))
                .isNotEmpty()
                .allMatch(row -> row.guards().contains(Guard.NOT_A_HANDLER)
                        && row.guards().contains(Guard.NOT_THE_AUDITOR));
    }

    @Test
    void noNoticeEndsBeforeItsMinimum() {
        assertThat(Workflow.TRANSITIONS.stream().filter(row -> row.action() == Action.END_NOTICE))
                .isNotEmpty()
                .allMatch(row -> row.guards().contains(Guard.MINIMUM_OVER)
                        && row.guards().contains(Guard.NO_OBJECTION));
    }

    @Test
    void everyGuardSaysWhatIsMissingInBothLanguages() {
        Messages messages = new Messages();
        assertThat(Guard.values())
                .allMatch(guard -> messages.has(Language.ZH, "problem." + guard.code())
                        && messages.has(Language.EN, "problem." + guard.code()));
    }

    @Test
    void everyWordExistsInBothLanguages() {
        Messages messages = new Messages();
        Stream<String> keys = Stream.of(
                        Stream.of(State.values()).map(state -> "state." + state),
                        Stream.of(Action.values()).map(action -> "action." + action),
                        Stream.of(Action.values()).map(action -> "event." + action.kind()),
                        Stream.of(PauseReason.values()).map(reason -> "pause-reason." + reason),
                        Stream.of(RefusalReason.values()).map(reason -> "refusal-reason." + reason),
                        Stream.of(OutcomeCode.values()).map(outcome -> "outcome." + outcome),
                        Stream.of(TransferReason.values()).map(reason -> "transfer-reason." + reason),
                        Stream.of(Destination.values()).map(destination -> "destination." + destination))
                .flatMap(all -> all);
        assertThat(keys).allMatch(key -> messages.has(Language.ZH, key) && messages.has(Language.EN, key));
    }

    @Test
    void aVillageAcceptsBeforeItCloses() {
        assertThat(Workflow.allowed(State.RECEIVED, OWN_VILLAGE)).doesNotContain(Action.CLOSE);
        assertThat(Workflow.next(State.ACCEPTED, Action.CLOSE, OWN_VILLAGE)).isEqualTo(State.CLOSED_OTHER);
    }

    @Test
    void aTownshipAcceptsForItsVillageButDoesNotReturnForIt() {
        assertThat(Workflow.allowed(State.RECEIVED, TOWNSHIP_ABOVE))
                .contains(Action.ACCEPT, Action.TRANSFER)
                .doesNotContain(Action.RETURN);
    }

    @Test
    void whatIsNotInTheTableIsAConflict() {
        assertThatThrownBy(() -> Workflow.next(State.CLOSED_OTHER, Action.ACCEPT, OWN_VILLAGE))
                .isInstanceOfSatisfying(AppException.class, problem -> assertThat(problem.status())
                        .isEqualTo(409));
    }
}
