package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseEvent;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.casefile.RiskLevelRepository;
import org.fangpin110.casefile.RiskLevelSet;
import org.fangpin110.casefile.Step;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.form.FoundForms;
import org.fangpin110.household.RegistryRepository;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.policy.RiskPolicy;
import org.fangpin110.report.CaseReportRepository;
import org.fangpin110.report.ReportContent;
import org.fangpin110.risk.IncomeLine;
import org.fangpin110.risk.RiskFacts;
import org.fangpin110.risk.RiskLevel;
import org.fangpin110.risk.RiskReason;
import org.fangpin110.risk.RiskSuggestion;
import org.fangpin110.staff.StaffMember;

/** The rules suggest how great the danger is, a person sets it. Says nothing of how late we are, and decides nothing. */
public final class RiskService {
    static final String SET = "risk-level-set";

    private final Pool pool;
    private final CaseRepository cases;
    private final RiskLevelRepository levels;
    private final CaseReportRepository reports;
    private final RegistryRepository registry;
    private final FoundForms findings;
    private final Supplier<RiskPolicy> policy;
    private final FieldCipher cipher;
    private final ReportContent contents;
    private final AuditTrail trail;
    private final StepRecord record;
    private final InstantSource clock;

    public RiskService(
            Pool pool,
            CaseRepository cases,
            RiskLevelRepository levels,
            CaseReportRepository reports,
            RegistryRepository registry,
            FoundForms findings,
            Supplier<RiskPolicy> policy,
            FieldCipher cipher,
            AuditTrail trail,
            StepRecord record,
            InstantSource clock) {
        this.pool = pool;
        this.cases = cases;
        this.levels = levels;
        this.reports = reports;
        this.registry = registry;
        this.findings = findings;
        this.policy = policy;
        this.cipher = cipher;
        this.contents = new ReportContent(cipher);
        this.trail = trail;
        this.record = record;
        this.clock = clock;
    }

    /** What is shown of it. @param history newest first */
    record Shown(Case file, int year, RiskSuggestion suggestion, List<RiskLevelSet> history) {
        RiskLevel current() {
            return history.isEmpty() ? null : history.get(0).level();
        }
    }

    private record Judged(RiskFacts facts, int year, RiskSuggestion suggestion) {}

    /** Shown together with the entry that says so; also to the helper. */
    Future<Shown> read(StaffMember staff, UUID caseId) {
        return pool.withTransaction(tx -> cases.find(tx, caseId, staff.scope(Standings.CASE_ROLES))
                .map(found -> found.orElseThrow(AppException::notFound))
                .compose(file -> shown(tx, file))
                .compose(shown -> trail.staff(
                                tx, staff.staffId(), "case-read", shown.file().ownerUnit(), caseId, "risk-level")
                        .map(shown)));
    }

    private Future<Shown> shown(SqlClient tx, Case file) {
        return judge(tx, file).compose(judged -> levels.history(tx, file.id())
                .map(history -> new Shown(file, judged.year(), judged.suggestion(), history)));
    }

    private Future<Judged> judge(SqlClient tx, Case file) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkCalendar.ZONE);
        RiskPolicy now = policy.get();
        IncomeLine line = now.incomeLine(file.ownerUnit(), today.getYear()).orElse(null);
        return facts(tx, file)
                .map(facts -> new Judged(
                        facts,
                        today.getYear(),
                        now.rules(file.ownerUnit(), today).suggest(facts, line)));
    }

    private Future<RiskFacts> facts(SqlClient tx, Case file) {
        return reports.reports(tx, file.id(), file.firstReportId())
                .compose(stored -> registry.householdOf(tx, file.personIndex())
                        .compose(household -> findings.of(tx, file.id())
                                .map(forms -> RiskFactReader.of(
                                        stored.stream()
                                                .filter(report -> !report.withdrawn())
                                                .map(report -> contents.open(report.id(), report.content()))
                                                .toList(),
                                        household,
                                        forms))));
    }

    /** Setting what is set already, on the facts it was set on, changes nothing. */
    Future<Shown> set(StaffMember staff, UUID caseId, int seen, RiskConfirmation wish) {
        return pool.withTransaction(tx -> cases.lock(tx, caseId, staff.scope(Standings.CASE_ROLES))
                .map(found -> permitted(staff, found.orElseThrow(AppException::notFound), seen))
                .compose(before -> judge(tx, before)
                        .compose(judged -> levels.history(tx, caseId).compose(history -> {
                            String facts = RiskFactReader.write(judged.facts()).encode();
                            RiskLevelSet last = history.isEmpty() ? null : history.get(0);
                            boolean sameFacts = last != null && facts.equals(opened(last));
                            if (last != null && sameFacts && last.level() == wish.wanted()) {
                                return Future.succeededFuture(before);
                            }
                            List<FieldError> faults =
                                    wish.check(last == null ? null : last.level(), judged.suggestion());
                            if (!faults.isEmpty()) {
                                throw AppException.unprocessable(faults);
                            }
                            return take(tx, staff, before, wish, judged, last == null ? 1 : last.ordinal() + 1, facts);
                        })))
                .compose(after -> shown(tx, after)));
    }

    private Future<Case> take(
            SqlConnection tx,
            StaffMember staff,
            Case before,
            RiskConfirmation wish,
            Judged judged,
            int ordinal,
            String facts) {
        Step step = record.remark(before, SET, staff).because(wish.level());
        String note = wish.note() == null || wish.note().isBlank() ? null : wish.note();
        if (note != null) {
            step.noting(cipher.encryptText(CaseEvent.noteContext(before.id(), step.sequence()), note));
        }
        RiskSuggestion suggestion = judged.suggestion();
        RiskLevelRepository.NewLevel level = new RiskLevelRepository.NewLevel(
                ordinal,
                wish.wanted(),
                suggestion.level(),
                version(suggestion),
                suggestion.reasons().stream().map(RiskReason::code).distinct().toList(),
                cipher.encryptText(RiskLevelSet.factsContext(before.id(), ordinal), facts),
                wish.changeReason(),
                note == null ? null : cipher.encryptText(RiskLevelSet.noteContext(before.id(), ordinal), note),
                staff.staffId(),
                step.at());
        return cases.take(tx, step, staff.scope(Standings.CASE_ROLES))
                .map(taken -> taken.orElseThrow(() -> AppException.changedMeanwhile(before.version())))
                .compose(after -> levels.append(tx, after, level)
                        .compose(written ->
                                trail.staff(tx, staff.staffId(), SET, after.ownerUnit(), after.id(), wish.level()))
                        .compose(told -> cases.tellQueues(tx, List.of(after.ownerUnit())))
                        .map(after));
    }

    private static String version(RiskSuggestion suggestion) {
        IncomeLine line = suggestion.incomeLine();
        return line == null
                ? suggestion.ruleVersion()
                : suggestion.ruleVersion() + " " + line.regionCode() + "/" + line.year() + "/" + line.version();
    }

    private String opened(RiskLevelSet last) {
        return cipher.decryptText(RiskLevelSet.factsContext(last.caseId(), last.ordinal()), last.facts());
    }

    private static Case permitted(StaffMember staff, Case file, int seen) {
        Standings actor = Standings.of(staff, file);
        if (!file.isOpen()) {
            throw AppException.conflict("case-closed");
        }
        if (actor.posts().isEmpty()) {
            throw AppException.conflict("transition-not-allowed"); // a helper looks on
        }
        if (file.isHeldByOther(staff.staffId()) && !actor.superior()) {
            throw AppException.conflict("case-held-by-other")
                    .with("currentVersion", file.version())
                    .with("changedBy", file.claimedByName());
        }
        if (file.version() != seen) {
            throw AppException.changedMeanwhile(file.version());
        }
        return file;
    }
}
