package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseEvent;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.casefile.MatchSuggestion;
import org.fangpin110.casefile.OutcomeCode;
import org.fangpin110.casefile.Step;
import org.fangpin110.casefile.SuggestionPlace;
import org.fangpin110.casefile.SuggestionRepository;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.report.CaseReportRepository;
import org.fangpin110.report.StoredReport;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.workflow.Action;
import org.fangpin110.workflow.State;
import org.fangpin110.workflow.Workflow;

/**
 * One or two? The people who may see both cases compare and decide. One: the younger case ends, its reports go on in the
 * older one. Two: never asked again. Cases are locked in the order of their ids, before anything is judged.
 */
public final class ComparisonService {
    /** A comparison with both cases as they stand. */
    record Both(MatchSuggestion suggestion, Case younger, Case older) {
        /** Grows with every change of any of the three: what If-Match is held against. */
        int version() {
            return suggestion.version() + younger.version() + older.version();
        }
    }

    /** What is shown of it. */
    record Shown(Both both, List<StoredReport> youngers, List<StoredReport> olders) {}

    private final Pool pool;
    private final SuggestionRepository suggestions;
    private final CaseRepository cases;
    private final CaseReportRepository reports;
    private final FieldCipher cipher;
    private final AuditTrail trail;
    private final StepRecord record;

    public ComparisonService(
            Pool pool,
            SuggestionRepository suggestions,
            CaseRepository cases,
            CaseReportRepository reports,
            FieldCipher cipher,
            AuditTrail trail,
            StepRecord record) {
        this.pool = pool;
        this.suggestions = suggestions;
        this.cases = cases;
        this.reports = reports;
        this.cipher = cipher;
        this.trail = trail;
        this.record = record;
    }

    Future<List<MatchSuggestion>> page(StaffMember staff, String unit, SuggestionPlace after, int limit) {
        return suggestions.page(pool, UnitRange.of(unit), scope(staff), after, limit);
    }

    /** Shown together with the entry that says so. */
    Future<Shown> read(StaffMember staff, UUID suggestionId) {
        return pool.withTransaction(tx -> found(tx, staff, suggestionId)
                .compose(suggestion -> cases.find(tx, suggestion.caseId(), scope(staff))
                        .compose(younger -> cases.find(tx, suggestion.candidateId(), scope(staff))
                                .map(older -> new Both(
                                        suggestion,
                                        younger.orElseThrow(AppException::notFound),
                                        older.orElseThrow(AppException::notFound)))))
                .compose(both -> reportsOf(tx, both.younger()).compose(youngers -> reportsOf(tx, both.older())
                        .map(olders -> new Shown(both, youngers, olders))))
                .compose(shown -> seen(tx, staff, shown.both().younger())
                        .compose(told -> seen(tx, staff, shown.both().older()))
                        .map(shown)));
    }

    private Future<List<StoredReport>> reportsOf(SqlClient tx, Case file) {
        return reports.reports(tx, file.id(), file.firstReportId());
    }

    private Future<Void> seen(SqlClient tx, StaffMember staff, Case file) {
        return trail.staff(tx, staff.staffId(), "case-read", file.ownerUnit(), file.id(), "comparison");
    }

    /** The same: the older case goes on with the reports of both, due when the earlier of them was. */
    Future<Both> link(StaffMember staff, UUID suggestionId, int seen, String note) {
        return decide(staff, suggestionId, seen, (tx, both) -> {
            if (!both.older().isOpen()) {
                throw AppException.conflict("candidate-closed");
            }
            State ended = free(staff, both.younger());
            free(staff, both.older());
            Step step = noted(record.begin(both.younger(), Action.MERGE, staff), both.younger(), note)
                    .to(ended)
                    .closing(OutcomeCode.MERGED, null)
                    .because(OutcomeCode.MERGED.name())
                    .heldBy(null);
            return suggestions
                    .decide(tx, suggestionId, "LINKED", step.at(), staff.staffId())
                    .compose(done -> taken(tx, staff, step))
                    .compose(after -> suggestions.absorb(
                            tx, both.younger().id(), both.older().id(), step.at(), staff.staffId()))
                    .compose(done -> recorded(tx, staff, "case-merged", both));
        });
    }

    /** Two persons or households: both go on as they were. */
    Future<Both> separate(StaffMember staff, UUID suggestionId, int seen, String note) {
        return decide(staff, suggestionId, seen, (tx, both) -> {
            Step step = noted(record.remark(both.younger(), "match-separated", staff), both.younger(), note);
            return suggestions
                    .decide(tx, suggestionId, "SEPARATE", step.at(), staff.staffId())
                    .compose(done -> taken(tx, staff, step))
                    .compose(after -> recorded(tx, staff, "match-separated", both));
        });
    }

    private interface Decision {
        Future<Void> take(SqlConnection tx, Both both);
    }

    private Future<Both> decide(StaffMember staff, UUID suggestionId, int seen, Decision decision) {
        return pool.withTransaction(tx -> found(tx, staff, suggestionId)
                .compose(first -> locked(tx, staff, first))
                .compose(both -> {
                    if (!both.suggestion().isPending()) {
                        throw AppException.conflict("suggestion-decided");
                    }
                    if (!both.younger().isOpen()) {
                        throw AppException.conflict("case-closed");
                    }
                    if (both.version() != seen) {
                        throw AppException.changedMeanwhile(both.version());
                    }
                    return decision.take(tx, both);
                })
                .compose(done -> found(tx, staff, suggestionId))
                .compose(decided -> locked(tx, staff, decided)));
    }

    /** Whoever waited for the locks reads the suggestion again: it may have been decided, its older case merged. */
    private Future<Both> locked(SqlConnection tx, StaffMember staff, MatchSuggestion first) {
        UUID lower = first.caseId().compareTo(first.candidateId()) < 0 ? first.caseId() : first.candidateId();
        UUID upper = lower.equals(first.caseId()) ? first.candidateId() : first.caseId();
        return lock(tx, staff, lower).compose(one -> lock(tx, staff, upper)
                .compose(other -> found(tx, staff, first.id()).map(now -> {
                    if (!now.candidateId().equals(first.candidateId())) {
                        throw AppException.changedMeanwhile(0);
                    }
                    return lower.equals(now.caseId()) ? new Both(now, one, other) : new Both(now, other, one);
                })));
    }

    private Future<Case> lock(SqlConnection tx, StaffMember staff, UUID caseId) {
        return cases.lock(tx, caseId, scope(staff)).map(found -> found.orElseThrow(AppException::notFound));
    }

    private Future<MatchSuggestion> found(SqlClient tx, StaffMember staff, UUID suggestionId) {
        return suggestions.find(tx, suggestionId, scope(staff)).map(one -> one.orElseThrow(AppException::notFound));
    }

    /** No colleague holds it, and the table allows it. */
    private static State free(StaffMember staff, Case file) {
        Standings actor = Standings.of(staff, file);
        if (actor.blockedBy(Action.MERGE)) {
            throw AppException.conflict("case-held-by-other")
                    .with("currentVersion", file.version())
                    .with("changedBy", file.claimedByName());
        }
        return Workflow.next(file.state(), Action.MERGE, actor.standings());
    }

    private Step noted(Step step, Case file, String note) {
        return note == null
                ? step
                : step.noting(cipher.encryptText(CaseEvent.noteContext(file.id(), step.sequence()), note));
    }

    private Future<Case> taken(SqlConnection tx, StaffMember staff, Step step) {
        return cases.take(tx, step, scope(staff))
                .map(taken -> taken.orElseThrow(() -> new IllegalStateException("a locked case has changed")));
    }

    private Future<Void> recorded(SqlConnection tx, StaffMember staff, String action, Both both) {
        Case younger = both.younger();
        Case older = both.older();
        return trail.staff(
                        tx,
                        staff.staffId(),
                        action,
                        younger.ownerUnit(),
                        younger.id(),
                        older.id().toString())
                .compose(done -> trail.staff(
                        tx,
                        staff.staffId(),
                        action,
                        older.ownerUnit(),
                        older.id(),
                        younger.id().toString()))
                .compose(done -> cases.tellQueues(
                        tx,
                        List.of(younger.ownerUnit(), older.ownerUnit()).stream()
                                .distinct()
                                .toList()));
    }

    private static List<UnitRange> scope(StaffMember staff) {
        return staff.scope(Standings.CASE_ROLES);
    }
}
