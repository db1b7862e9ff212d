package org.fangpin110.separation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;

/** A handler says over HTTP to be related to the household. */
public final class ConflictHandler {
    private static final Set<Role> CASE_ROLES = EnumSet.of(Role.VILLAGE, Role.TOWNSHIP, Role.BANNER_DESK);

    private final Pool pool;
    private final VillageSkip skip;
    private final CaseRepository cases = new CaseRepository();

    public ConflictHandler(Pool pool, VillageSkip skip) {
        this.pool = pool;
        this.skip = skip;
    }

    public void bind(Api api) {
        api.bind("declareConflictOfInterest", this::declareConflictOfInterest);
    }

    /** Nothing to show afterwards: a village sees the case no more. */
    private Future<Reply> declareConflictOfInterest(Request request) {
        StaffMember handler = request.caller(StaffMember.class);
        UUID caseId = request.uuid("caseId");
        int seen = request.seenVersion();
        return pool.withTransaction(tx -> cases.lock(tx, caseId, handler.scope(CASE_ROLES))
                        .map(found -> found.orElseThrow(AppException::notFound))
                        .compose(file -> current(file, seen))
                        .compose(file -> skip.declare(tx, handler, file)))
                .map(done -> Reply.noContent());
    }

    private static Future<Case> current(Case file, int seen) {
        if (!file.isOpen()) {
            return Future.failedFuture(AppException.conflict("case-closed"));
        }
        return file.version() == seen
                ? Future.succeededFuture(file)
                : Future.failedFuture(AppException.changedMeanwhile(file.version()));
    }
}
