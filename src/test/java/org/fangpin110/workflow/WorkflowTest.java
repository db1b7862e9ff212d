package org.fangpin110.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.fangpin110.casefile.OutcomeCode;
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
    void everyOpenStateHasAWayOutForStaffOfEveryLevel() {
        for (State state : State.values()) {
            for (Actor actor : EnumSet.of(Actor.VILLAGE, Actor.TOWNSHIP, Actor.BANNER_DESK)) {
                boolean leads = Workflow.TRANSITIONS.stream()
                        .anyMatch(row -> row.from() == state && row.by() == actor && row.to() != state);
                assertThat(leads).as(state + " by " + actor).isEqualTo(state.isOpen());
            }
        }
    }

    @Test
    void everyOpenStateLeadsToTheEnd() {
        assertThat(Workflow.TRANSITIONS.stream()
                        .filter(row -> row.to() == State.CLOSED_OTHER)
                        .map(Transition::from))
                .contains(State.RECEIVED, State.ACCEPTED);
    }

    @Test
    void noRowStandsTwice() {
        assertThat(Workflow.TRANSITIONS.stream().map(row -> row.from() + " " + row.action() + " " + row.by()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyWordExistsInBothLanguages() {
        Messages messages = new Messages();
        Stream<String> keys = Stream.of(
                        Stream.of(State.values()).map(state -> "state." + state),
                        Stream.of(Action.values()).map(action -> "action." + action),
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
