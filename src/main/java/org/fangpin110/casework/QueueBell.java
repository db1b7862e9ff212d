package org.fangpin110.casework;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fangpin110.casefile.CaseRepository;

/**
 * Wakes whoever watches the queues that a step changed, once it is committed. Rung inside the transactions it would make them commit one
 * after another: PostgreSQL gives notifications an order. A ring that is lost with the node is made up for by the watchers' own timer.
 * One event loop's own.
 */
public final class QueueBell {
    /** A notification holds 8,000 bytes: 600 unit codes. */
    private static final int UNITS_A_RING = 500;

    private final Pool pool;
    private final CaseRepository cases;
    private final Set<String> waiting = new LinkedHashSet<>();
    private boolean ringing;

    public QueueBell(Pool pool, CaseRepository cases) {
        this.pool = pool;
        this.cases = cases;
    }

    void whenCommitted(SqlConnection tx, List<String> units) {
        tx.transaction().completion().onSuccess(committed -> {
            waiting.addAll(units);
            ring();
        });
    }

    /** One at a time; what comes meanwhile goes together with the next. */
    private void ring() {
        if (ringing || waiting.isEmpty()) {
            return;
        }
        ringing = true;
        List<String> units = waiting.stream().limit(UNITS_A_RING).toList();
        waiting.removeAll(Set.copyOf(units));
        cases.tellQueues(pool, new ArrayList<>(units)).onComplete(rung -> {
            ringing = false;
            ring();
        });
    }
}
