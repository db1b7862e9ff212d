package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseEvent;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.casefile.Party;
import org.fangpin110.casefile.ProcedureRepository;
import org.fangpin110.casefile.ProcedureRepository.StoredPause;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.workflow.Action;
import org.fangpin110.workflow.Facts;

/** Gathers what guards ask for, in the transaction that holds the case. */
public final class CaseFacts {
    private final CaseRepository cases;
    private final ProcedureRepository procedure;
    private final StepClock clock;
    private final BiFunction<SqlConnection, UUID, Future<Integer>> openChecks;
    private final OpenObjections objections;

    /** @param openChecks how many questions to departments of a case nobody has answered */
    public CaseFacts(
            CaseRepository cases,
            ProcedureRepository procedure,
            StepClock clock,
            BiFunction<SqlConnection, UUID, Future<Integer>> openChecks,
            OpenObjections objections) {
        this.openChecks = openChecks;
        this.objections = objections;
        this.cases = cases;
        this.procedure = procedure;
        this.clock = clock;
    }

    Future<Facts> of(
            SqlConnection tx,
            UUID actor,
            Case file,
            List<StoredPause> pauses,
            Instant now,
            boolean eliminationConditionsMet) {
        return procedure.standing(tx, file.id()).compose(standing -> openChecks
                .apply(tx, file.id())
                .compose(checks -> objections.count(tx, file.id(), null).compose(objected -> cases.events(tx, file.id())
                        .map(events -> new Facts(
                                actor,
                                now,
                                events.stream()
                                        .flatMap(event -> done(event).stream())
                                        .toList(),
                                standing.noticeUntil(),
                                checks,
                                objected,
                                standing.paperworkOwed(),
                                standing.stableFrom(),
                                eliminationConditionsMet,
                                file.pausedSince(),
                                clock.pauseLeft(home(file), now, pauses),
                                standing.appealUntil(),
                                standing.reopenUntil())))));
    }

    private static Optional<Facts.Done> done(CaseEvent event) {
        return Action.ofKind(event.kind())
                .map(action -> new Facts.Done(
                        action,
                        event.actor() == Party.STAFF ? event.actorId() : null,
                        event.byUnit() == null ? event.ownerUnit() : event.byUnit(),
                        event.at()));
    }

    /** What the decider recorded is left for somebody else to decide. */
    Future<Integer> leftForOthers(SqlConnection tx, UUID caseId, UUID decider) {
        return objections.count(tx, caseId, decider);
    }

    /** When the notice that hangs now was posted. */
    Instant posted(Facts known) {
        return last(known, Action.POST_NOTICE).at();
    }

    static Instant posted(List<CaseEvent> events) {
        return events.stream()
                .filter(event -> event.kind().equals(Action.POST_NOTICE.kind()))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .at();
    }

    /** One level above whoever said no the last time: the township of a village, the banner desk of anybody else. */
    static String aboveTheRefuser(Facts known, Case file) {
        int last = Math.max(index(known, Action.UPHOLD), index(known, Action.REFUSE));
        if (last < 0) {
            return UnitCode.county(home(file));
        }
        Facts.Done decision = known.history().get(last);
        return UnitCode.level(decision.unit()) == 5 ? UnitCode.township(home(file)) : UnitCode.county(home(file));
    }

    private static Facts.Done last(Facts known, Action action) {
        return known.history().get(index(known, action));
    }

    private static int index(Facts known, Action action) {
        for (int i = known.history().size() - 1; i >= 0; i--) {
            if (known.history().get(i).action() == action) {
                return i;
            }
        }
        return -1;
    }

    private static String home(Case file) {
        return file.homeUnit() == null ? file.ownerUnit() : file.homeUnit();
    }
}
