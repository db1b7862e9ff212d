package org.fangpin110.workflow;

import static org.fangpin110.workflow.Action.*;
import static org.fangpin110.workflow.Actor.*;
import static org.fangpin110.workflow.Guard.*;
import static org.fangpin110.workflow.State.ACCEPTED;
import static org.fangpin110.workflow.State.ANNOUNCED;
import static org.fangpin110.workflow.State.CHECKED;
import static org.fangpin110.workflow.State.CHECKING;
import static org.fangpin110.workflow.State.CLOSED_OTHER;
import static org.fangpin110.workflow.State.DECIDED;
import static org.fangpin110.workflow.State.ELIMINATED;
import static org.fangpin110.workflow.State.ELIM_AUDITED;
import static org.fangpin110.workflow.State.ELIM_CHECKED;
import static org.fangpin110.workflow.State.ELIM_CHECKING;
import static org.fangpin110.workflow.State.ELIM_DECIDED;
import static org.fangpin110.workflow.State.ELIM_IN_NOTICE;
import static org.fangpin110.workflow.State.ELIM_NOTICE_ENDED;
import static org.fangpin110.workflow.State.ELIM_REVIEWED;
import static org.fangpin110.workflow.State.HELPING;
import static org.fangpin110.workflow.State.IN_NOTICE;
import static org.fangpin110.workflow.State.NOTICE_ENDED;
import static org.fangpin110.workflow.State.RECEIVED;
import static org.fangpin110.workflow.State.REFUSED;
import static org.fangpin110.workflow.State.REGISTERED;
import static org.fangpin110.workflow.State.REVIEWED;
import static org.fangpin110.workflow.State.TOWNSHIP_AUDITED;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The procedure from receipt to elimination: who may do what when, what must hold before, what follows. */
final class Table {
    private static final Actor[] STAFF = {VILLAGE, TOWNSHIP, BANNER_DESK};
    /** The township does for a village what the village does not. */
    private static final Actor[] AT_HOME = {VILLAGE, TOWNSHIP};
    /** The desk does for a township what the township does not. */
    private static final Actor[] ABOVE = {TOWNSHIP, BANNER_DESK};

    private static final State[] OPEN =
            Arrays.stream(State.values()).filter(State::isOpen).toArray(State[]::new);
    private static final State[] BEFORE_DECISION =
            Arrays.stream(OPEN).filter(State::isBeforeDecision).toArray(State[]::new);
    /** Nothing is decided while papers are owed. */
    private static final State[] OWING = Stream.concat(Arrays.stream(BEFORE_DECISION), Stream.of(State.APPEAL))
            .toArray(State[]::new);

    private static final State[] ELIMINATING = Arrays.stream(OPEN)
            .filter(state -> state.isOfElimination() && state != ELIM_IN_NOTICE)
            .toArray(State[]::new);

    static final List<Transition> ROWS = Stream.of(
                    atAnyTime(), whoseItIs(), check(), decision(), help(), elimination(), refusal(), objections())
            .flatMap(List::stream)
            .map(Row::rows)
            .flatMap(List::stream)
            .toList();

    private Table() {}

    private static List<Row> atAnyTime() {
        return List.of(
                Row.from(OPEN).on(CLAIM).by(STAFF),
                Row.from(OPEN).on(RELEASE).by(STAFF),
                Row.from(OPEN).on(LINK).by(SYSTEM),
                Row.from(OPEN).on(ASK_RESIDENT).by(STAFF).told("resident-asked"),
                Row.from(OPEN)
                        .on(SUSPEND)
                        .by(ABOVE) // a village alone does not stop the clock
                        .given(NOT_PAUSED, PAUSE_LEFT)
                        .effect(Effect.PAUSE)
                        .told("case-paused"),
                Row.from(OPEN)
                        .on(RESUME)
                        .by(VILLAGE, TOWNSHIP, BANNER_DESK, RESIDENT) // a resident by answering what was asked
                        .given(PAUSED, NO_OBJECTION)
                        .effect(Effect.GO_ON),
                Row.from(BEFORE_DECISION).on(WITHDRAW).to(CLOSED_OTHER).by(RESIDENT),
                Row.from(BEFORE_DECISION)
                        .on(HELP_FIRST)
                        .by(STAFF)
                        .form("EMERGENCY_HELP")
                        .effect(Effect.OWE_PAPERWORK)
                        .told("helped-first"),
                Row.from(OWING)
                        .on(SUPPLY_PAPERWORK)
                        .by(STAFF)
                        .given(PAPERWORK_OWED)
                        .form("PAPERWORK_RECEIPT"));
    }

    private static List<Row> whoseItIs() {
        return List.of(
                Row.from(RECEIVED).on(ACCEPT).to(ACCEPTED).by(STAFF).told("case-accepted"),
                Row.from(RECEIVED).on(CONFIRM).by(STAFF), // both only while it is held to be checked
                Row.from(RECEIVED).on(DISMISS).to(CLOSED_OTHER).by(STAFF).told("case-closed"),
                Row.from(RECEIVED, ACCEPTED)
                        .on(TRANSFER)
                        .to(RECEIVED) // the new owner accepts for itself
                        .by(ABOVE)
                        .clockRunsOn()
                        .told("case-transferred"),
                Row.from(RECEIVED, ACCEPTED)
                        .on(RETURN)
                        .to(RECEIVED)
                        .by(VILLAGE, TOWNSHIP) // what is below a township, it transfers
                        .withOwnCases()
                        .clockRunsOn()
                        .told("case-transferred"),
                Row.from(RECEIVED, ACCEPTED, CHECKING, CHECKED)
                        .on(MERGE)
                        .to(CLOSED_OTHER)
                        .by(STAFF),
                Row.from(RECEIVED).on(CLOSE).to(CLOSED_OTHER).by(ABOVE).told("case-closed"),
                Row.from(ACCEPTED).on(CLOSE).to(CLOSED_OTHER).by(STAFF).told("case-closed"),
                Row.from(CHECKING, CHECKED, REVIEWED, REGISTERED, HELPING)
                        .on(CLOSE)
                        .to(CLOSED_OTHER)
                        .by(ABOVE)
                        .given(NO_PAPERWORK_OWED)
                        .told("case-closed"),
                Row.from(CLOSED_OTHER)
                        .on(REOPEN)
                        .to(RECEIVED)
                        .by(RESIDENT)
                        .given(REOPENING_LEFT)
                        .told("case-reopened"));
    }

    private static List<Row> check() {
        return List.of(
                Row.from(ACCEPTED)
                        .on(AUTHORISE)
                        .to(CHECKING)
                        .by(AT_HOME)
                        .form("AUTHORISATION")
                        .effect(Effect.ASK_DEPARTMENTS)
                        .told("authorisation-recorded"),
                Row.from(CHECKING)
                        .on(VISIT)
                        .by(AT_HOME)
                        .given(AUTHORISED)
                        .form("VISIT_FORM")
                        .limit("CHECK"),
                Row.from(CHECKING)
                        .on(CONCLUDE_CHECK)
                        .to(CHECKED)
                        .by(AT_HOME)
                        .given(AUTHORISED, VISITED, CHECKS_ANSWERED)
                        .form("CHECK_CONCLUSION"),
                Row.from(CHECKED).on(REVIEW).to(REVIEWED).by(AT_HOME).form("REVIEW_MINUTES"),
                Row.from(REVIEWED)
                        .on(POST_NOTICE)
                        .to(IN_NOTICE)
                        .by(AT_HOME)
                        .form("NOTICE_POSTING")
                        .effect(Effect.POST)
                        .told("notice-posted"),
                Row.from(IN_NOTICE)
                        .on(END_NOTICE)
                        .to(NOTICE_ENDED)
                        .by(AT_HOME)
                        .given(NO_OBJECTION, MINIMUM_OVER)
                        .form("NOTICE_REMOVAL")
                        .effect(Effect.TAKE_DOWN));
    }

    private static List<Row> decision() {
        return List.of(
                Row.from(NOTICE_ENDED)
                        .on(AUDIT)
                        .to(TOWNSHIP_AUDITED)
                        .by(ABOVE)
                        .given(NOT_A_HANDLER)
                        .form("AUDIT_OPINION"),
                Row.from(NOTICE_ENDED).on(REWORK).to(CHECKING).by(ABOVE).form("REWORK_ORDER"),
                Row.from(TOWNSHIP_AUDITED)
                        .on(DECIDE)
                        .to(DECIDED)
                        .by(BANNER_DESK)
                        .given(NOT_A_HANDLER, NOT_THE_AUDITOR, NO_PAPERWORK_OWED)
                        .form("DECISION")
                        .told("banner-decided"),
                Row.from(TOWNSHIP_AUDITED)
                        .on(REWORK)
                        .to(NOTICE_ENDED)
                        .by(BANNER_DESK)
                        .form("REWORK_ORDER"),
                Row.from(DECIDED).on(ANNOUNCE).to(ANNOUNCED).by(ABOVE).form("ANNOUNCEMENT"),
                Row.from(ANNOUNCED).on(REGISTER).to(REGISTERED).by(BANNER_DESK).form("NATIONAL_ENTRY"));
    }

    private static List<Row> help() {
        return List.of(
                Row.from(REGISTERED)
                        .on(PLAN)
                        .to(HELPING)
                        .by(AT_HOME)
                        .form("HELP_PLAN")
                        .told("help-planned"),
                Row.from(REGISTERED, HELPING)
                        .on(DELIVER)
                        .by(STAFF)
                        .form("MEASURE")
                        .told("measure-delivered"),
                Row.from(HELPING)
                        .on(FOLLOW_UP)
                        .by(AT_HOME)
                        .form("FOLLOW_UP_VISIT")
                        .limit("FOLLOW_UP"));
    }

    private static List<Row> elimination() {
        return List.of(
                Row.from(HELPING)
                        .on(START_ELIMINATION)
                        .to(ELIM_CHECKING)
                        .by(AT_HOME)
                        .given(HELPED, STABLE),
                Row.from(ELIMINATING).on(STOP_ELIMINATION).to(HELPING).by(STAFF), // a notice hangs out its days first
                Row.from(ELIM_CHECKING)
                        .on(VISIT)
                        .by(AT_HOME)
                        .form("ELIMINATION_VISIT")
                        .limit("CHECK"),
                Row.from(ELIM_CHECKING)
                        .on(CONCLUDE_CHECK)
                        .to(ELIM_CHECKED)
                        .by(AT_HOME)
                        .given(VISITED, CONDITIONS_MET)
                        .form("ELIMINATION_CONCLUSION"),
                Row.from(ELIM_CHECKED).on(REVIEW).to(ELIM_REVIEWED).by(AT_HOME).form("REVIEW_MINUTES"),
                Row.from(ELIM_REVIEWED)
                        .on(POST_NOTICE)
                        .to(ELIM_IN_NOTICE)
                        .by(AT_HOME)
                        .form("NOTICE_POSTING")
                        .effect(Effect.POST)
                        .told("elimination-notice-posted"),
                Row.from(ELIM_IN_NOTICE)
                        .on(END_NOTICE)
                        .to(ELIM_NOTICE_ENDED)
                        .by(AT_HOME)
                        .given(NO_OBJECTION, MINIMUM_OVER)
                        .form("NOTICE_REMOVAL")
                        .effect(Effect.TAKE_DOWN),
                Row.from(ELIM_NOTICE_ENDED)
                        .on(AUDIT)
                        .to(ELIM_AUDITED)
                        .by(ABOVE)
                        .given(NOT_A_HANDLER)
                        .form("AUDIT_OPINION"),
                Row.from(ELIM_AUDITED)
                        .on(DECIDE)
                        .to(ELIM_DECIDED)
                        .by(BANNER_DESK)
                        .given(NOT_A_HANDLER, NOT_THE_AUDITOR)
                        .form("DECISION"),
                Row.from(ELIM_DECIDED)
                        .on(ANNOUNCE)
                        .to(ELIMINATED)
                        .by(ABOVE)
                        .form("ANNOUNCEMENT")
                        .told("risk-eliminated"),
                Row.from(ELIMINATED).on(ROLL_BACK).to(HELPING).by(BANNER_DESK).told("elimination-rolled-back"));
    }

    private static List<Row> refusal() {
        return List.of(
                refuse(CHECKING).by(AT_HOME).given(VISITED, CHECKS_ANSWERED, NOT_THE_REFUSER),
                refuse(CHECKED, REVIEWED).by(AT_HOME).given(VISITED, NOT_THE_REFUSER),
                refuse(NOTICE_ENDED).by(ABOVE).given(NOT_A_HANDLER, NOT_THE_REFUSER),
                refuse(TOWNSHIP_AUDITED).by(BANNER_DESK).given(NOT_A_HANDLER, NOT_THE_AUDITOR, NOT_THE_REFUSER),
                Row.from(REFUSED)
                        .on(Action.APPEAL)
                        .to(State.APPEAL)
                        .by(RESIDENT)
                        .given(APPEAL_LEFT)
                        .told("refusal-appealed"),
                Row.from(State.APPEAL)
                        .on(UPHOLD)
                        .to(REFUSED)
                        .by(ABOVE)
                        .withOwnCases() // it is theirs who stand above the refuser
                        .given(NOT_A_HANDLER, NOT_THE_AUDITOR, NOT_THE_REFUSER)
                        .form("APPEAL_FINDING")
                        .effect(Effect.ANSWER)
                        .told("refusal-upheld"),
                Row.from(State.APPEAL)
                        .on(REVERSE)
                        .to(TOWNSHIP_AUDITED)
                        .by(BANNER_DESK)
                        .withOwnCases()
                        .given(NOTICE_HELD, NOT_A_HANDLER, NOT_THE_AUDITOR, NOT_THE_REFUSER)
                        .form("APPEAL_FINDING")
                        .told("refusal-reversed"),
                Row.from(State.APPEAL)
                        .on(REVERSE)
                        .to(CHECKED)
                        .by(ABOVE)
                        .withOwnCases()
                        .given(NOT_A_HANDLER, NOT_THE_AUDITOR, NOT_THE_REFUSER)
                        .form("APPEAL_FINDING")
                        .told("refusal-reversed"));
    }

    private static Row refuse(State... states) {
        return Row.from(states)
                .on(REFUSE)
                .to(REFUSED)
                .form("REFUSAL")
                .effect(Effect.ANSWER, Effect.DRAW_REVISIT)
                .told("case-refused");
    }

    private static List<Row> objections() {
        return List.of(
                Row.from(IN_NOTICE, ELIM_IN_NOTICE)
                        .on(OBJECT)
                        .by(VILLAGE, TOWNSHIP, RESIDENT)
                        .form("OBJECTION")
                        .effect(Effect.RECORD_OBJECTION, Effect.PAUSE),
                Row.from(IN_NOTICE, ELIM_IN_NOTICE)
                        .on(DISMISS_OBJECTION)
                        .by(ABOVE)
                        .given(OBJECTED, NOT_A_HANDLER)
                        .form("OBJECTION_FINDING")
                        .effect(Effect.DECIDE_OBJECTIONS, Effect.GO_ON),
                Row.from(IN_NOTICE)
                        .on(UPHOLD_OBJECTION)
                        .to(CHECKING)
                        .by(ABOVE)
                        .given(OBJECTED, NOT_A_HANDLER)
                        .form("OBJECTION_FINDING")
                        .effect(Effect.DECIDE_OBJECTIONS, Effect.GO_ON, Effect.TAKE_DOWN),
                Row.from(ELIM_IN_NOTICE)
                        .on(UPHOLD_OBJECTION)
                        .to(HELPING)
                        .by(ABOVE)
                        .given(OBJECTED, NOT_A_HANDLER)
                        .form("OBJECTION_FINDING")
                        .effect(Effect.DECIDE_OBJECTIONS, Effect.GO_ON, Effect.TAKE_DOWN));
    }
}
