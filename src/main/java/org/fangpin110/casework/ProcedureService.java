package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseEvent;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.casefile.ProcedureRepository;
import org.fangpin110.casefile.Step;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.workflow.Action;
import org.fangpin110.workflow.Effect;

/** The steps of the procedure, from the authorisation to the end: each with its form and its evidence, in one transaction. */
public final class ProcedureService {
    /** What only the resident does, and what has operations of its own. */
    static final Set<Action> STEPS = EnumSet.range(Action.AUTHORISE, Action.REOPEN);

    static {
        STEPS.removeAll(EnumSet.of(Action.APPEAL, Action.REOPEN));
    }

    private static final String PAPERWORK = "PAPERWORK";

    private final Pool pool;
    private final CaseRepository cases;
    private final ProcedureRepository procedure;
    private final CaseSteps steps;
    private final StepClock clock;
    private final StepPapers papers;
    private final FieldCipher cipher;

    public ProcedureService(
            Pool pool,
            CaseRepository cases,
            ProcedureRepository procedure,
            CaseSteps steps,
            StepClock clock,
            StepPapers papers,
            FieldCipher cipher) {
        this.pool = pool;
        this.cases = cases;
        this.procedure = procedure;
        this.steps = steps;
        this.clock = clock;
        this.papers = papers;
        this.cipher = cipher;
    }

    Future<Case> take(StaffMember staff, UUID caseId, int seen, StepWish wish) {
        Action action = Action.valueOf(wish.action());
        return pool.withTransaction(
                tx -> cases.lock(tx, caseId, staff.scope(Standings.CASE_ROLES)).compose(found -> {
                    Case before = found.orElseThrow(AppException::notFound);
                    Standings actor = Standings.of(staff, before);
                    actor.mayAct(seen, action);
                    AtomicReference<CaseSteps.Move> taken = new AtomicReference<>();
                    return steps.take(
                                    tx,
                                    Taker.of(actor),
                                    before,
                                    action,
                                    wish.form() != null && papers.conditionsMet(form(wish)),
                                    (same, move) -> {
                                        taken.set(move);
                                        return change(tx, move, wish);
                                    })
                            .compose(after -> filed(tx, taken.get(), wish).map(after));
                }));
    }

    private Future<Step> change(SqlConnection tx, CaseSteps.Move move, StepWish wish) {
        StepWishes.check(wish, move.row());
        Step step = move.step();
        UUID caseId = move.before().id();
        step.byUnit(move.taker().staff().actingUnit());
        if (wish.reason() != null) {
            step.because(wish.reason());
        }
        if (wish.note() != null) {
            step.noting(cipher.encryptText(CaseEvent.noteContext(caseId, step.sequence()), wish.note()));
        }
        if (move.row().effects().contains(Effect.ANSWER)) {
            step.answering(cipher.encryptText(Case.answerContext(caseId), wish.answer()));
        }
        return move.row().effects().contains(Effect.OWE_PAPERWORK)
                ? procedure
                        .owe(tx, move.before(), owed(move), step.at(), clock.most(PAPERWORK, move.home(), step.at()))
                        .map(step)
                : Future.succeededFuture(step);
    }

    /** After the event is written: what the step leaves behind. Papers of the form's kind that were owed are paid with it. */
    private Future<Void> filed(SqlConnection tx, CaseSteps.Move move, StepWish wish) {
        Step step = move.step();
        StepPapers.Form form = wish.form() == null ? null : form(wish);
        UUID staffId = move.taker().id();
        return papers.file(
                        tx,
                        new StepPapers.Filing(
                                move.before(), move.row(), step, move.home(), staffId, form, wish.proof()))
                .compose(filed -> form == null
                        ? Future.succeededFuture()
                        : procedure.pay(tx, move.before().id(), form.code(), step.at(), step.sequence()));
    }

    /** What would have come first. */
    private static List<String> owed(CaseSteps.Move move) {
        List<String> forms = new ArrayList<>(List.of("PAPERWORK_RECEIPT"));
        switch (move.before().state()) {
            case RECEIVED, ACCEPTED -> forms.addAll(List.of("AUTHORISATION", "VISIT_FORM"));
            case CHECKING -> {
                if (!"CHECK".equals(move.before().limitCode())) {
                    forms.add("VISIT_FORM");
                }
            }
            default -> {}
        }
        return forms;
    }

    private static StepPapers.Form form(StepWish wish) {
        StepWish.FilledForm filled = wish.form();
        return new StepPapers.Form(filled.code(), filled.version(), new JsonObject(filled.data()));
    }
}
