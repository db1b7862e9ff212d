package org.fangpin110.policy;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.List;
import org.fangpin110.audit.AuditTrail;

/** Adds the lines of a file to those known: all of them or none, and none that says nothing new. */
public final class IncomeLineImport {
    private final RiskPolicyRepository policies;
    private final AuditTrail trail;
    private final InstantSource clock;

    public IncomeLineImport(RiskPolicyRepository policies, AuditTrail trail, InstantSource clock) {
        this.policies = policies;
        this.trail = trail;
        this.clock = clock;
    }

    /** @return what was new. @throws IllegalArgumentException for a file with faults */
    public Future<List<IncomeLineFile.Line>> apply(Pool pool, IncomeLineFile file) {
        if (!file.faults().isEmpty()) {
            throw new IllegalArgumentException("the file has faults");
        }
        return pool.withTransaction(
                tx -> policies.lock(tx).compose(locked -> policies.load(tx)).compose(known -> {
                    List<IncomeLineFile.Line> fresh = file.lines().stream()
                            .filter(line -> !holds(known, line))
                            .toList();
                    return fresh.isEmpty()
                            ? Future.succeededFuture(fresh)
                            : policies.add(tx, fresh, clock.instant())
                                    .compose(added ->
                                            trail.system(tx, "income-lines-imported", null, null, "" + fresh.size()))
                                    .map(fresh);
                }));
    }

    private static boolean holds(RiskPolicy known, IncomeLineFile.Line line) {
        return known.incomeLines().stream()
                .anyMatch(one -> one.regionCode().equals(line.regionCode())
                        && one.year() == line.year()
                        && one.yuan() == line.yuan()
                        && one.basis().equals(line.basis()));
    }
}
