package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.casefile.OutcomeCode;
import org.fangpin110.casefile.PauseReason;
import org.fangpin110.casefile.ProcedureRepository;
import org.fangpin110.casefile.ProcedureRepository.StoredPause;
import org.fangpin110.casefile.Step;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.workflow.Action;
import org.fangpin110.workflow.Desk;
import org.fangpin110.workflow.Effect;
import org.fangpin110.workflow.Facts;
import org.fangpin110.workflow.State;
import org.fangpin110.workflow.Transition;
import org.fangpin110.workflow.Workflow;

/**
 * Takes a step of the table on a case that the caller's transaction has locked: the row is chosen by the facts, the case goes to the desk
 * that owes what comes next, its limit starts, the clock rests or goes on; history, trail, outbox and queues hear of it.
 */
public final class CaseSteps {
    /** What was promised was kept or broken by then: the family is promised a day anew. */
    private static final Set<Action> RENEWING = EnumSet.of(Action.REOPEN, Action.REVERSE);

    private final CaseRepository cases;
    private final ProcedureRepository procedure;
    private final CaseFacts facts;
    private final CaseMoves moves;
    private final StepClock clock;
    private final StepRecord record;
    private final QueueBell bell;

    public CaseSteps(
            CaseRepository cases,
            ProcedureRepository procedure,
            CaseFacts facts,
            CaseMoves moves,
            StepClock clock,
            StepRecord record,
            QueueBell bell) {
        this.cases = cases;
        this.procedure = procedure;
        this.facts = facts;
        this.moves = moves;
        this.clock = clock;
        this.record = record;
        this.bell = bell;
    }

    /**
     * A step that was found permissible, to be completed by what it changes.
     *
     * @param known null for a row that asks for none
     */
    record Move(Taker taker, Transition row, Step step, Facts known, List<StoredPause> pauses) {
        Case before() {
            return step.before();
        }

        /** The unit that does the village's part. */
        String home() {
            return Objects.requireNonNullElse(before().homeUnit(), before().ownerUnit());
        }
    }

    interface Change {
        Future<Step> of(SqlConnection tx, Move move);
    }

    Future<Case> take(SqlConnection tx, Taker taker, Case before, Action action, Change change) {
        return take(tx, taker, before, action, false, change);
    }

    /** @param conditionsMet what the form at hand says of the conditions of elimination */
    Future<Case> take(SqlConnection tx, Taker taker, Case before, Action action, boolean conditionsMet, Change change) {
        List<Transition> candidates = Workflow.candidates(before.state(), action, taker.standings());
        if (candidates.isEmpty()) {
            return Future.failedFuture(AppException.conflict("transition-not-allowed"));
        }
        Instant now = record.now();
        return procedure.pauses(tx, before.id()).compose(pauses -> chosen(
                        tx, candidates, () -> facts.of(tx, taker.id(), before, pauses, now, conditionsMet))
                .compose(choice -> {
                    Step step = record.begin(before, action, taker.party(), taker.id())
                            .to(choice.row().to());
                    Move move = new Move(taker, choice.row(), step, choice.known(), pauses);
                    return change.of(tx, move).compose(changed -> finish(tx, move));
                }));
    }

    private record Choice(Transition row, Facts known) {}

    private static Future<Choice> chosen(SqlConnection tx, List<Transition> candidates, Supplier<Future<Facts>> facts) {
        boolean plain = candidates.size() == 1
                && candidates.get(0).guards().isEmpty()
                && candidates.get(0).to() != State.APPEAL
                && !candidates.get(0).effects().contains(Effect.PAUSE);
        return plain
                ? Future.succeededFuture(new Choice(candidates.get(0), null))
                : facts.get().map(known -> new Choice(Workflow.choose(candidates, known), known));
    }

    private Future<Case> finish(SqlConnection tx, Move move) {
        return toItsDesk(tx, move).compose(placed -> rest(tx, move)).compose(pauses -> {
            Optional<StepClock.Timed> timed = timed(move, pauses);
            timed.ifPresent(due -> move.step().due(due.timing()));
            close(move);
            return written(tx, move).compose(after -> waiting(tx, after, timed));
        });
    }

    /** Where the state says that another desk owes the next step, and the step itself has not said where it goes. */
    private Future<Void> toItsDesk(SqlConnection tx, Move move) {
        Step step = move.step();
        Case before = step.before();
        if (step.state() == State.ACCEPTED) {
            step.atHomeIn(before.ownerUnit());
        }
        if (step.state() == State.RECEIVED) {
            step.atHomeIn(null);
        }
        Desk desk = step.state().desk();
        if (step.state() == before.state() || desk == Desk.SAME || desk == Desk.NONE) {
            return Future.succeededFuture();
        }
        step.atHomeIn(move.home());
        return moves.served(tx, unit(desk, move)).map(unit -> {
            if (!unit.equals(before.ownerUnit())) {
                step.ownedBy(unit, TransferTargets.Target.of(unit).destination());
            }
            return null;
        });
    }

    private static String unit(Desk desk, Move move) {
        return switch (desk) {
            case TOWNSHIP -> UnitCode.township(move.home());
            case BANNER -> UnitCode.county(move.home());
            case ABOVE_THE_REFUSER -> CaseFacts.aboveTheRefuser(move.known(), move.before());
            default -> move.home();
        };
    }

    /** Begins or ends a pause; a step that goes on to another state ends it. @return all pauses as they are after the step */
    private Future<List<StoredPause>> rest(SqlConnection tx, Move move) {
        Case before = move.before();
        Instant at = move.step().at();
        boolean paused = before.pausedSince() != null;
        if (move.row().effects().contains(Effect.PAUSE) && !paused && mayPause(move)) {
            PauseReason reason = reasonOf(move);
            move.step().pausedSince(at);
            UUID approver = move.taker().staff() == null ? null : move.taker().id();
            return procedure
                    .beginPause(tx, before, reason, approver, at)
                    .compose(begun -> procedure.pauses(tx, before.id()));
        }
        boolean goesOn =
                move.row().effects().contains(Effect.GO_ON) || move.step().state() != before.state();
        if (!paused || !goesOn) {
            return Future.succeededFuture(move.pauses());
        }
        return leftOpen(tx, move).compose(left -> {
            if (left > 0) {
                return Future.succeededFuture(move.pauses());
            }
            move.step().pausedSince(null);
            return procedure.endPause(tx, before.id(), at).compose(ended -> procedure.pauses(tx, before.id()));
        });
    }

    /** Objections that this step does not decide: while there are some, the clock rests on. */
    private Future<Integer> leftOpen(SqlConnection tx, Move move) {
        return move.row().action() == Action.DISMISS_OBJECTION
                ? facts.leftForOthers(tx, move.before().id(), move.taker().id())
                : Future.succeededFuture(0);
    }

    private boolean mayPause(Move move) {
        return clock.pauseLeft(move.home(), move.step().at(), move.pauses());
    }

    private static PauseReason reasonOf(Move move) {
        return move.row().action() == Action.OBJECT
                ? PauseReason.OBJECTION
                : PauseReason.valueOf(move.step().reason());
    }

    private Optional<StepClock.Timed> timed(Move move, List<StoredPause> pauses) {
        Step step = move.step();
        Case before = move.before();
        State state = step.state();
        if (!state.isOpen()) {
            return Optional.empty();
        }
        String starts = move.row().limit();
        boolean moved = !pauses.equals(move.pauses());
        if (state.limit().equals("END_NOTICE") && (starts != null || moved)) {
            Instant posted = starts != null ? step.at() : facts.posted(move.known());
            Instant until = clock.noticeUntil(posted, move.home(), pauses);
            step.opening(new Step.Windows(null, null, null, until));
            return Optional.of(clock.due(before, state, "END_NOTICE", move.home(), until, List.of()));
        }
        if (starts != null) {
            Instant since = starts.equals("CHECK") ? before.limitSince() : step.at(); // asked beside the visit
            String unit = step.homeUnitOr(before.ownerUnit());
            if (RENEWING.contains(move.row().action())) {
                step.promising(clock.promise(unit, since));
                return Optional.of(clock.due(step.promisedBy(), since, state, starts, unit, since, List.of()));
            }
            return Optional.of(clock.due(before, state, starts, unit, since, pauses));
        }
        if (moved) {
            String running =
                    before.limitCode() == null ? before.urgent() ? "URGENT_CALL" : "ACCEPT" : before.limitCode();
            Instant since = before.limitSince() == null ? before.receivedAt() : before.limitSince();
            return Optional.of(clock.due(before, state, running, move.home(), since, pauses));
        }
        return Optional.empty();
    }

    /** What a state that ends the case, or a step that opens something later, says for good. */
    private void close(Move move) {
        Step step = move.step();
        Instant at = step.at();
        String home = move.home();
        switch (move.row().action()) {
            case REFUSE -> {
                step.outcome(OutcomeCode.REFUSED);
                step.opening(new Step.Windows(clock.most("APPEAL_WINDOW", home, at), null, null, null));
            }
            case UPHOLD -> {
                step.outcome(OutcomeCode.REFUSED);
                boolean last = UnitCode.level(move.before().ownerUnit()) <= 3;
                Instant until = last ? at : clock.most("APPEAL_WINDOW", home, at);
                step.opening(new Step.Windows(until, null, null, null));
            }
            case CLOSE ->
                step.opening(new Step.Windows(null, clock.most(PolicyLimits.REOPEN_WINDOW, home, at), null, null));
            case REGISTER -> step.opening(new Step.Windows(null, null, clock.least("STABLE", home, at), null));
            case ANNOUNCE -> {
                if (step.state() == State.ELIMINATED) {
                    step.outcome(OutcomeCode.ELIMINATED);
                }
            }
            default -> {}
        }
        if (!step.state().isOpen()) {
            step.heldBy(null);
        }
    }

    /**
     * An objection came in by another door, which writes the step: while it is open the clock of the notice rests, within the cap. Nothing
     * happens to a case that rests already, nor where the cap is used up.
     */
    public Future<Void> objected(SqlClient tx, UUID caseId, Instant at) {
        return cases.lock(tx, caseId, List.of(UnitRange.ALL)).compose(found -> {
            Case file = found.orElseThrow(AppException::notFound);
            String home = Objects.requireNonNullElse(file.homeUnit(), file.ownerUnit());
            return procedure
                    .pauses(tx, caseId)
                    .compose(before -> !"END_NOTICE".equals(file.limitCode())
                                    || file.pausedSince() != null
                                    || !clock.pauseLeft(home, at, before)
                            ? Future.succeededFuture()
                            : procedure
                                    .beginPause(tx, file, PauseReason.OBJECTION, null, at)
                                    .compose(begun -> procedure.pauses(tx, caseId))
                                    .compose(pauses -> cases.events(tx, caseId).compose(events -> {
                                        Instant until = clock.noticeUntil(CaseFacts.posted(events), home, pauses);
                                        Instant due = clock.due(
                                                        file, file.state(), "END_NOTICE", home, until, List.of())
                                                .timing()
                                                .dueAt();
                                        return procedure.rest(tx, caseId, at, due, until);
                                    })));
        });
    }

    private Future<Case> written(SqlConnection tx, Move move) {
        Case before = move.before();
        Taker taker = move.taker();
        return cases.take(tx, move.step(), taker.scope())
                .map(taken -> taken.orElseThrow(() -> Refusals.changed(before)))
                .compose(after -> record.write(
                                tx,
                                taker.party(),
                                taker.id(),
                                move.step().kind(),
                                move.row().told(),
                                before,
                                after)
                        .map(written -> {
                            bell.whenCommitted(tx, queuesOf(before, after));
                            return after;
                        }));
    }

    private Future<Case> waiting(SqlConnection tx, Case after, Optional<StepClock.Timed> timed) {
        return timed.flatMap(StepClock.Timed::awaiting)
                .map(limit -> procedure.await(tx, after, limit))
                .orElseGet(Future::succeededFuture)
                .map(after);
    }

    private static List<String> queuesOf(Case before, Case after) {
        return Stream.of(before.ownerUnit(), after.ownerUnit(), before.helperUnit(), after.helperUnit())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
