package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseEvent;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.casefile.OutcomeCode;
import org.fangpin110.casefile.Step;
import org.fangpin110.household.KnownHouseholdRepository;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.routing.Destination;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.workflow.Action;

/**
 * The steps staff take. Each is one transaction: lock, judge by the workflow table, guarded update with its history row,
 * audit, outbox, a word to the queues. Due times are nobody's to move.
 *
 * <p>Who holds a case (claim) keeps colleagues of the owning unit from acting on it. Units above may act all the same,
 * or give it free: a village's leave of absence must not stop a case.
 */
public final class CaseworkService {
    private final Pool pool;
    private final CaseRepository cases;
    private final KnownHouseholdRepository households;
    private final CaseMoves moves;
    private final String offTopicAnswer;
    private final FieldCipher cipher;
    private final CaseSteps steps;
    private final PlaceLearning learning;

    /** @param offTopicAnswer what a resident reads whose text was no report */
    public CaseworkService(
            Pool pool,
            CaseRepository cases,
            KnownHouseholdRepository households,
            CaseMoves moves,
            String offTopicAnswer,
            FieldCipher cipher,
            CaseSteps steps,
            PlaceLearning learning) {
        this.pool = pool;
        this.cases = cases;
        this.households = households;
        this.moves = moves;
        this.offTopicAnswer = offTopicAnswer;
        this.cipher = cipher;
        this.steps = steps;
        this.learning = learning;
    }

    /** Claiming what one holds already changes nothing. */
    Future<Case> claim(StaffMember staff, UUID caseId, int seen) {
        return act(
                staff, caseId, seen, Action.CLAIM, null, now(move -> move.step().heldBy(staff.staffId())));
    }

    Future<Case> release(StaffMember staff, UUID caseId, int seen) {
        return act(staff, caseId, seen, Action.RELEASE, null, now(move -> {
            if (move.before().claimedBy() == null) {
                throw AppException.conflict("case-not-held");
            }
            return move.step().heldBy(null);
        }));
    }

    /** A village that accepts a case at its own queue thereby says that the person is one of its own. */
    Future<Case> accept(StaffMember staff, UUID caseId, int seen, String note) {
        return act(staff, caseId, seen, Action.ACCEPT, note, now(move -> move.step()
                .seenToBeReal()));
    }

    /** Above those who returned it, a transfer to one of them or after two of them is the last word. */
    Future<Case> transfer(StaffMember staff, UUID caseId, int seen, Transfer wish) {
        return act(staff, caseId, seen, Action.TRANSFER, wish.note(), (tx, move) -> moves.transfer(
                        tx, move.taker().staff(), wish)
                .map(way -> way.on(move.step()).because(wish.reason())));
    }

    /** Not ours: to the unit named or one level up, the second time to the common superior; always counted. */
    Future<Case> giveBack(StaffMember staff, UUID caseId, int seen, Return wish) {
        return act(
                staff, caseId, seen, Action.RETURN, wish.note(), (tx, move) -> moves.giveBack(tx, move.before(), wish)
                        .map(way -> way.on(move.step()).because(wish.reason()).bounced()));
    }

    /** What looked like no report is one; from now on it is like any other. */
    Future<Case> confirm(StaffMember staff, UUID caseId, int seen) {
        return act(staff, caseId, seen, Action.CONFIRM, null, now(move -> move.step()
                .seenToBeReal()));
    }

    /** No report: closed with a polite sentence. */
    Future<Case> dismiss(StaffMember staff, UUID caseId, int seen) {
        return act(staff, caseId, seen, Action.DISMISS, null, now(move -> move.step()
                .closing(OutcomeCode.OFF_TOPIC_GUIDED, cipher.encryptText(Case.answerContext(caseId), offTopicAnswer))
                .because(OutcomeCode.OFF_TOPIC_GUIDED.name())
                .heldBy(null)));
    }

    Future<Case> close(StaffMember staff, UUID caseId, int seen, Closure wish) {
        return act(staff, caseId, seen, Action.CLOSE, wish.note(), now(move -> {
            OutcomeCode outcome = OutcomeCode.valueOf(wish.outcome());
            if (outcome == OutcomeCode.TRANSFERRED_OUT && !move.taker().staff().as(Role.BANNER_DESK)) {
                throw AppException.unprocessable(List.of(new FieldError("/outcome", "outcome-for-banner-desk")));
            }
            byte[] answer = cipher.encryptText(Case.answerContext(caseId), wish.answer());
            return move.step().closing(outcome, answer).because(outcome.name()).heldBy(null);
        }));
    }

    /** A change that needs nothing but the case. */
    private static CaseSteps.Change now(Function<CaseSteps.Move, Step> change) {
        return (tx, move) -> Future.succeededFuture(change.apply(move));
    }

    private Future<Case> act(
            StaffMember staff, UUID caseId, int seen, Action action, String note, CaseSteps.Change change) {
        return pool.withTransaction(
                tx -> cases.lock(tx, caseId, staff.scope(Standings.CASE_ROLES)).compose(found -> {
                    Case before = found.orElseThrow(AppException::notFound);
                    Standings actor = Standings.of(staff, before);
                    mayAct(actor, seen, action);
                    if (action == Action.CLAIM && before.claimedBy() != null) {
                        return Future.succeededFuture(before);
                    }
                    AtomicReference<String> reason = new AtomicReference<>();
                    CaseSteps.Change noted =
                            (same, move) -> change.of(same, move).map(step -> {
                                reason.set(step.reason());
                                return note == null
                                        ? step
                                        : step.noting(cipher.encryptText(
                                                CaseEvent.noteContext(caseId, step.sequence()), note));
                            });
                    return steps.take(tx, Taker.of(actor), before, action, noted)
                            .compose(after -> confirmHousehold(tx, actor, action, after)
                                    .compose(confirmed -> teaches(actor, action)
                                            ? learning.learn(tx, action, after, reason.get())
                                            : Future.succeededFuture())
                                    .map(after));
                }));
    }

    private Future<Void> confirmHousehold(SqlConnection tx, Standings actor, Action action, Case after) {
        boolean evident = action == Action.ACCEPT
                && after.destination() == Destination.VILLAGE
                && after.personIndex() != null
                && actor.as(Role.VILLAGE);
        return evident
                ? households.confirm(tx, after.personIndex(), after.ownerUnit(), after.changedAt())
                : Future.succeededFuture();
    }

    /** A township that accepts for a village says nothing about whose the hamlet is. */
    private static boolean teaches(Standings actor, Action action) {
        return action == Action.TRANSFER || action == Action.ACCEPT && actor.as(Role.VILLAGE);
    }

    /** The most telling refusal first: who holds it says more than that something changed. */
    private static void mayAct(Standings actor, int seen, Action action) {
        Case file = actor.file();
        actor.mayAct(seen, action);
        if (file.isHeld() && action == Action.RETURN) {
            throw AppException.conflict("case-to-check-first");
        }
        if (!file.isHeld() && (action == Action.CONFIRM || action == Action.DISMISS)) {
            throw AppException.conflict("case-not-to-check");
        }
    }
}
