package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
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
import org.fangpin110.workflow.State;
import org.fangpin110.workflow.Workflow;

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
    private final TransferTargets targets;
    private final FieldCipher cipher;
    private final StepRecord record;

    public CaseworkService(
            Pool pool,
            CaseRepository cases,
            KnownHouseholdRepository households,
            TransferTargets targets,
            FieldCipher cipher,
            StepRecord record) {
        this.pool = pool;
        this.cases = cases;
        this.households = households;
        this.targets = targets;
        this.cipher = cipher;
        this.record = record;
    }

    /** Claiming what one holds already changes nothing. */
    Future<Case> claim(StaffMember staff, UUID caseId, int seen) {
        return act(staff, caseId, seen, Action.CLAIM, null, move -> move.step().heldBy(staff.staffId()));
    }

    Future<Case> release(StaffMember staff, UUID caseId, int seen) {
        return act(staff, caseId, seen, Action.RELEASE, null, move -> {
            if (move.before().claimedBy() == null) {
                throw AppException.conflict("case-not-held");
            }
            return move.step().heldBy(null);
        });
    }

    /** A village that accepts a case at its own queue thereby says that the person is one of its own. */
    Future<Case> accept(StaffMember staff, UUID caseId, int seen, String note) {
        return act(staff, caseId, seen, Action.ACCEPT, note, Move::step);
    }

    Future<Case> transfer(StaffMember staff, UUID caseId, int seen, Transfer wish) {
        return act(staff, caseId, seen, Action.TRANSFER, wish.note(), move -> {
            TransferTargets.Target target = targets.chosen(wish.toUnit(), move.actor());
            return move.step().ownedBy(target.unit(), target.destination()).because(wish.reason());
        });
    }

    /** Not ours: one level up, and counted. */
    Future<Case> giveBack(StaffMember staff, UUID caseId, int seen, Return wish) {
        return act(staff, caseId, seen, Action.RETURN, wish.note(), move -> {
            TransferTargets.Target target = targets.above(move.before().ownerUnit());
            return move.step()
                    .ownedBy(target.unit(), target.destination())
                    .because(wish.reason())
                    .bounced();
        });
    }

    Future<Case> close(StaffMember staff, UUID caseId, int seen, Closure wish) {
        return act(staff, caseId, seen, Action.CLOSE, wish.note(), move -> {
            OutcomeCode outcome = OutcomeCode.valueOf(wish.outcome());
            if (outcome == OutcomeCode.TRANSFERRED_OUT && !move.actor().as(Role.BANNER_DESK)) {
                throw AppException.unprocessable(List.of(new FieldError("/outcome", "outcome-for-banner-desk")));
            }
            byte[] answer = cipher.encryptText(Case.answerContext(caseId), wish.answer());
            return move.step().closing(outcome, answer).because(outcome.name()).heldBy(null);
        });
    }

    /** A step that was found permissible, to be completed by what it changes. */
    private record Move(Standings actor, Step step) {
        Case before() {
            return actor.file();
        }
    }

    private Future<Case> act(
            StaffMember staff, UUID caseId, int seen, Action action, String note, Function<Move, Step> change) {
        return pool.withTransaction(
                tx -> cases.lock(tx, caseId, staff.scope(Standings.CASE_ROLES)).compose(found -> {
                    Case before = found.orElseThrow(AppException::notFound);
                    Standings actor = Standings.of(staff, before);
                    State next = permitted(actor, seen, action);
                    if (action == Action.CLAIM && before.claimedBy() != null) {
                        return Future.succeededFuture(before);
                    }
                    Step step = change.apply(
                            new Move(actor, record.begin(before, action, staff).to(next)));
                    if (note != null) {
                        step.noting(cipher.encryptText(CaseEvent.noteContext(caseId, step.sequence()), note));
                    }
                    return take(tx, actor, action, step);
                }));
    }

    private Future<Case> take(SqlConnection tx, Standings actor, Action action, Step step) {
        Case before = actor.file();
        StaffMember staff = actor.staff();
        return cases.take(tx, step, staff.scope(Standings.CASE_ROLES))
                .map(taken -> taken.orElseThrow(() -> changed(before)))
                .compose(after -> record.write(tx, action, staff, before, after)
                        .compose(written -> cases.tellQueues(tx, queuesOf(before, after)))
                        .compose(told -> confirmHousehold(tx, actor, action, after))
                        .map(after));
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

    private static List<String> queuesOf(Case before, Case after) {
        return Stream.of(before.ownerUnit(), after.ownerUnit(), before.helperUnit(), after.helperUnit())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The most telling refusal first: who holds it says more than that something changed. */
    private static State permitted(Standings actor, int seen, Action action) {
        Case file = actor.file();
        if (!file.isOpen()) {
            throw who(AppException.conflict("case-closed"), file);
        }
        if (actor.blockedBy(action)) {
            throw AppException.conflict("case-held-by-other")
                    .with("currentVersion", file.version())
                    .with("changedBy", file.claimedByName());
        }
        if (file.version() != seen) {
            throw changed(file);
        }
        return Workflow.next(file.state(), action, actor.standings());
    }

    private static AppException changed(Case file) {
        return who(AppException.changedMeanwhile(file.version()), file);
    }

    private static AppException who(AppException problem, Case file) {
        problem.with("changedAt", file.changedAt().toString());
        return file.changedByName() == null ? problem : problem.with("changedBy", file.changedByName());
    }
}
