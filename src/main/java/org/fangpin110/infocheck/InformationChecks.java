package org.fangpin110.infocheck;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.deadline.Due;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.infocheck.DataSets.Rule;
import org.fangpin110.infocheck.InformationCheckRepository.Answering;
import org.fangpin110.infocheck.InformationCheckRepository.Asking;
import org.fangpin110.infocheck.InformationCheckRepository.Office;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.staff.PostRepository;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitCode;

/**
 * Asks departments about households that allowed it, and takes their answers. Without an authorisation nothing is asked, and nothing
 * outside its scope; the names it covers are shown only to who has to look them up, only while that is owed, and each look is on the trail.
 *
 * <p>What takes a {@code tx} runs in the caller's transaction, for a case the caller locked.
 */
public final class InformationChecks {
    /** The step code of policy_limit. */
    public static final String STEP = "INFO_CHECK";

    static final String ANSWERED = "information-check-answered";
    static final String DIFFERENCE = "information-check-difference";
    private static final Set<Role> CASE_ROLES = EnumSet.of(Role.VILLAGE, Role.TOWNSHIP, Role.BANNER_DESK);

    private final Pool pool;
    private final InformationCheckRepository checks = new InformationCheckRepository();
    private final CaseRepository cases = new CaseRepository();
    private final PostRepository posts = new PostRepository();
    private final Supplier<WorkCalendar> calendar;
    private final Supplier<PolicyLimits> limits;
    private final FieldCipher cipher;
    private final AuditTrail trail;
    private final TimeOrderedIds ids;
    private final InstantSource clock;

    public InformationChecks(
            Pool pool,
            Supplier<WorkCalendar> calendar,
            Supplier<PolicyLimits> limits,
            FieldCipher cipher,
            AuditTrail trail,
            TimeOrderedIds ids,
            InstantSource clock) {
        this.pool = pool;
        this.calendar = calendar;
        this.limits = limits;
        this.cipher = cipher;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /** Writes down what was allowed and asks every department it covers; an earlier authorisation ends. How many questions are asked. */
    public Future<Integer> open(SqlClient tx, Case file, Authorisation given, UUID askedBy) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate today = LocalDate.ofInstant(now, WorkCalendar.ZONE);
        if (given.signedOn().isAfter(today)) {
            return Future.failedFuture(
                    AppException.unprocessable(List.of(new FieldError("/form/data/signedOn", "date-in-future"))));
        }
        UUID authorisation = ids.next();
        PolicyLimits.Limit limit = limits.get().most(STEP, file.ownerUnit(), today);
        Due due = calendar.get().due(now, limit.value(), limit.unit());
        Asking asking = new Asking(
                authorisation,
                askedBy,
                now,
                due.at(),
                limit.version(),
                calendar.get().version());
        byte[] members = cipher.encryptText(
                InformationCheck.membersContext(authorisation),
                given.membersJson().encode());
        return checks.end(tx, file.id(), now)
                .compose(ended -> checks.record(tx, authorisation, file, given, members, askedBy, now))
                .compose(recorded -> checks.dataSets(tx))
                .compose(known -> {
                    List<Rule> asked = known.asked(file.ownerUnit(), today, given.scope());
                    List<UUID> numbers = asked.stream().map(rule -> ids.next()).toList();
                    return checks.ask(tx, file, asked, numbers, asking)
                            .compose(done -> trail.staff(
                                    tx,
                                    askedBy,
                                    "information-checks-opened",
                                    file.ownerUnit(),
                                    file.id(),
                                    Integer.toString(asked.size())))
                            .map(asked.size());
                });
    }

    /** The authorisation is withdrawn or the case is over: nothing more is asked. How many questions were still open. */
    public Future<Integer> end(SqlClient tx, UUID caseId) {
        return checks.end(tx, caseId, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Questions without an answer; NO_DATA and UNAVAILABLE are answers. */
    public Future<Integer> openCount(SqlClient tx, UUID caseId) {
        return checks.open(tx, caseId);
    }

    public Future<Boolean> allAnswered(SqlClient tx, UUID caseId) {
        return openCount(tx, caseId).map(open -> open == 0);
    }

    /** @param mayAnswer false for who only reads */
    record Shown(InformationCheck check, JsonArray members, String finding, boolean mayAnswer) {}

    /** Where a page begins. */
    record Place(Instant dueAt, UUID checkId) {
        static final Place START = new Place(Instant.EPOCH, new UUID(0, 0));
    }

    /** What the caller's offices owe; for the desk of a banner, what all of them owe. */
    Future<List<InformationCheck>> page(StaffMember staff, Place after, int limit) {
        List<String> desks = banners(staff);
        return desks.isEmpty()
                ? checks.ofOffices(pool, offices(staff), after.dueAt(), after.checkId(), limit)
                : checks.ofBanners(pool, desks, after.dueAt(), after.checkId(), limit);
    }

    /** With the names while somebody has to look them up; on the trail. */
    Future<Shown> read(StaffMember staff, UUID checkId) {
        return pool.withTransaction(tx -> checks.find(tx, checkId)
                .map(found -> reachable(staff, found))
                .compose(check -> mayAnswer(tx, staff, check)
                        .map(may -> shown(check, may))
                        .compose(shown -> trail.staff(
                                        tx,
                                        staff.staffId(),
                                        shown.members() == null
                                                ? "information-check-read"
                                                : "information-check-names-read",
                                        check.ownerUnit(),
                                        check.caseId(),
                                        check.dataSet())
                                .map(shown))));
    }

    private Shown shown(InformationCheck check, boolean mayAnswer) {
        JsonArray members = mayAnswer
                ? new JsonArray(
                        cipher.decryptText(InformationCheck.membersContext(check.authorisationId()), check.members()))
                : null;
        return new Shown(check, members, finding(check), mayAnswer);
    }

    private String finding(InformationCheck check) {
        return check.finding() == null
                ? null
                : cipher.decryptText(InformationCheck.findingContext(check.id()), check.finding());
    }

    /** @param finding null where nothing is to be said */
    record Answer(CheckResult result, CheckSource source, String finding) {}

    /** A retry with the same key and content answers the same; a second answer is a 409. */
    Future<Shown> answer(StaffMember staff, UUID checkId, int seen, UUID key, Answer answer) {
        if (answer.result() == CheckResult.DIFFERENCE && answer.finding() == null) {
            return Future.failedFuture(AppException.unprocessable(List.of(new FieldError("/finding", "required"))));
        }
        return pool.withTransaction(tx -> checks.lock(tx, checkId)
                .map(found -> reachable(staff, found))
                .compose(check -> {
                    if (key.equals(check.answerKey())) {
                        return same(staff, check, answer)
                                ? Future.succeededFuture(shown(check, false))
                                : Future.failedFuture(AppException.conflict("answer-key-reused"));
                    }
                    return mayAnswer(tx, staff, check)
                            .compose(may -> may ? Future.succeededFuture() : refused(staff, check))
                            .compose(may -> check.version() == seen
                                    ? Future.succeededFuture()
                                    : Future.failedFuture(AppException.changedMeanwhile(check.version())))
                            .compose(current -> write(tx, staff, check, key, answer));
                }));
    }

    private Future<Shown> write(SqlClient tx, StaffMember staff, InformationCheck check, UUID key, Answer answer) {
        byte[] sealed = answer.finding() == null
                ? null
                : cipher.encryptText(InformationCheck.findingContext(check.id()), answer.finding());
        Answering answering = new Answering(
                answer.result(),
                answer.source(),
                sealed,
                staff.staffId(),
                isOf(staff, check) ? Role.DEPARTMENT.name() : Role.BANNER_DESK.name(),
                key,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        String event = answer.result() == CheckResult.DIFFERENCE ? DIFFERENCE : ANSWERED;
        return checks.answer(tx, check.id(), answering, event)
                .compose(done -> trail.staff(
                        tx,
                        staff.staffId(),
                        ANSWERED,
                        check.ownerUnit(),
                        check.caseId(),
                        check.dataSet() + ":" + answer.result()))
                .compose(done -> checks.find(tx, check.id()))
                .map(found -> shown(found.orElseThrow(), false));
    }

    private boolean same(StaffMember staff, InformationCheck check, Answer answer) {
        return staff.staffId().equals(check.answeredBy())
                && check.result() == answer.result()
                && check.source() == answer.source()
                && java.util.Objects.equals(finding(check), answer.finding());
    }

    /** All of a case, for those who work on it; on the trail. */
    Future<List<Shown>> ofCase(StaffMember staff, UUID caseId) {
        return pool.withTransaction(tx -> cases.find(tx, caseId, staff.scope(CASE_ROLES))
                .map(found -> found.orElseThrow(AppException::notFound))
                .compose(file -> checks.ofCase(tx, caseId)
                        .map(all -> all.stream()
                                .map(check -> new Shown(check, null, finding(check), false))
                                .toList())
                        .compose(all -> trail.staff(
                                        tx, staff.staffId(), "information-checks-read", file.ownerUnit(), caseId, null)
                                .map(all))));
    }

    private static InformationCheck reachable(StaffMember staff, Optional<InformationCheck> found) {
        return found.filter(check -> isOf(staff, check) || isDeskOf(staff, check))
                .orElseThrow(AppException::notFound);
    }

    /** The office itself; the desk only where nobody has an account of that office. */
    private Future<Boolean> mayAnswer(SqlClient tx, StaffMember staff, InformationCheck check) {
        if (!check.isOpen()) {
            return Future.succeededFuture(false);
        }
        return isOf(staff, check)
                ? Future.succeededFuture(true)
                : posts.hasDepartment(tx, banner(check), check.department()).map(staffed -> !staffed);
    }

    private static <T> Future<T> refused(StaffMember staff, InformationCheck check) {
        if (check.isAnswered()) {
            return Future.failedFuture(
                    AppException.conflict("information-check-answered").with("currentVersion", check.version()));
        }
        return Future.failedFuture(
                AppException.conflict(check.isOpen() ? "department-answers-itself" : "information-check-over"));
    }

    private static boolean isOf(StaffMember staff, InformationCheck check) {
        return offices(staff).contains(new Office(check.bannerCode(), check.department()));
    }

    private static boolean isDeskOf(StaffMember staff, InformationCheck check) {
        return banners(staff).contains(check.bannerCode());
    }

    private static String banner(InformationCheck check) {
        return check.bannerCode() + "000000";
    }

    private static List<Office> offices(StaffMember staff) {
        return staff.posts().stream()
                .filter(post -> post.role() == Role.DEPARTMENT)
                .map(post -> new Office(UnitCode.countyPrefix(post.unitCode()), post.department()))
                .toList();
    }

    private static List<String> banners(StaffMember staff) {
        return staff.posts().stream()
                .filter(post -> post.role() == Role.BANNER_DESK)
                .map(post -> UnitCode.countyPrefix(post.unitCode()))
                .distinct()
                .toList();
    }
}
