package org.fangpin110.form;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;

/** Whoever asks for the papers of a case goes through here: in scope or 404, and no reading without its entry in the trail. */
final class CaseDoor {
    private static final Set<Role> CASE_ROLES = EnumSet.of(Role.VILLAGE, Role.TOWNSHIP, Role.BANNER_DESK);

    private final Pool pool;
    private final AuditTrail trail;
    private final CaseRepository cases = new CaseRepository();

    CaseDoor(Pool pool, AuditTrail trail) {
        this.pool = pool;
        this.trail = trail;
    }

    /** @param action for the trail, kebab-case; its detail is a code or an id */
    <T> Future<T> noted(
            Request request, String action, String detail, BiFunction<SqlConnection, Case, Future<T>> reading) {
        StaffMember staff = request.caller(StaffMember.class);
        UUID caseId = request.uuid("caseId");
        return pool.withTransaction(tx -> found(tx, staff, caseId).compose(file -> reading.apply(tx, file)
                .compose(read -> trail.staff(tx, staff.staffId(), action, file.ownerUnit(), caseId, detail)
                        .map(read))));
    }

    /** For what tells nothing personal. */
    <T> Future<T> plain(Request request, BiFunction<SqlConnection, Case, Future<T>> reading) {
        return pool.withTransaction(tx -> found(tx, request.caller(StaffMember.class), request.uuid("caseId"))
                .compose(file -> reading.apply(tx, file)));
    }

    private Future<Case> found(SqlConnection tx, StaffMember staff, UUID caseId) {
        return cases.find(tx, caseId, staff.scope(CASE_ROLES)).map(found -> found.orElseThrow(AppException::notFound));
    }
}
