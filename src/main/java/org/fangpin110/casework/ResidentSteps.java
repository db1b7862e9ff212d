package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseEvent;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.casefile.PauseReason;
import org.fangpin110.casefile.ProcedureRepository;
import org.fangpin110.casefile.Step;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.workflow.Action;

/** What residents do to a case after their report, on a case that was found to be theirs; in the caller's transaction. */
public final class ResidentSteps {
    private final CaseRepository cases;
    private final ProcedureRepository procedure;
    private final CaseSteps steps;
    private final TransferTargets targets;
    private final CaseMoves moves;
    private final FieldCipher cipher;

    public ResidentSteps(
            CaseRepository cases,
            ProcedureRepository procedure,
            CaseSteps steps,
            TransferTargets targets,
            CaseMoves moves,
            FieldCipher cipher) {
        this.cases = cases;
        this.procedure = procedure;
        this.steps = steps;
        this.targets = targets;
        this.moves = moves;
        this.cipher = cipher;
    }

    /** The refusal goes to the level above whoever refused. 409 when it was not refused, or too late. */
    public Future<Case> appeal(SqlConnection tx, UUID residentId, UUID caseId, String words) {
        return take(tx, residentId, caseId, Action.APPEAL, words, step -> step);
    }

    /** "Not solved": to the unit one level above the one that closed it, with a limit of its own. */
    public Future<Case> reopen(SqlConnection tx, UUID residentId, UUID caseId, String words) {
        return locked(tx, caseId).compose(before -> moves.served(
                        tx, targets.above(before.ownerUnit()).unit())
                .compose(unit -> steps.take(
                        tx,
                        Taker.resident(residentId),
                        before,
                        Action.REOPEN,
                        (same, move) -> Future.succeededFuture(noted(move.step(), words)
                                .ownedBy(unit, TransferTargets.Target.of(unit).destination())))));
    }

    /** Somebody of the village says that it is not so; the clock rests until the township has found out. */
    public Future<Case> object(SqlConnection tx, UUID residentId, UUID caseId) {
        return take(tx, residentId, caseId, Action.OBJECT, null, step -> step);
    }

    /** What was waited for is here: the clock goes on. Nothing happens when nobody waited. */
    public Future<Void> answered(SqlConnection tx, UUID residentId, UUID caseId) {
        return locked(tx, caseId).compose(before -> procedure.pauses(tx, caseId).compose(pauses -> {
            boolean awaited = pauses.stream()
                    .anyMatch(pause -> pause.endedAt() == null && pause.reason() == PauseReason.AWAITING_RESIDENT);
            return awaited && before.isOpen()
                    ? take(tx, residentId, caseId, Action.RESUME, null, step -> step)
                            .mapEmpty()
                    : Future.succeededFuture();
        }));
    }

    private Future<Case> take(
            SqlConnection tx, UUID residentId, UUID caseId, Action action, String words, UnaryOperator<Step> change) {
        return locked(tx, caseId)
                .compose(before -> steps.take(
                        tx,
                        Taker.resident(residentId),
                        before,
                        action,
                        (same, move) -> Future.succeededFuture(change.apply(noted(move.step(), words)))));
    }

    private Step noted(Step step, String words) {
        return words == null
                ? step
                : step.noting(
                        cipher.encryptText(CaseEvent.noteContext(step.before().id(), step.sequence()), words));
    }

    private Future<Case> locked(SqlConnection tx, UUID caseId) {
        return cases.lock(tx, caseId, List.of(UnitRange.ALL)).map(found -> found.orElseThrow(AppException::notFound));
    }
}
