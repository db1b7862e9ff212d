package org.fangpin110.gazetteer;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.CaseMoveRepository;
import org.fangpin110.routing.Destination;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitChangeRepository;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitRepository;
import org.fangpin110.unit.UnitTable;

/**
 * Moves open cases away from units that no longer keep a queue, to whoever answers for them today, in small batches. Run
 * after each change and once a minute: a report that was under way during the change, or came in by a node that had not
 * heard of it, follows too. An unknown code is left alone: this node may simply be behind.
 */
public final class CaseSweep {
    private static final int BATCH = 200;

    private final Pool pool;
    private final Supplier<UnitTable> table;
    private final List<UnitRange> served;
    private final UnitRepository units;
    private final UnitChangeRepository changes;
    private final CaseMoveRepository moves;
    private final AuditTrail trail;
    private final InstantSource clock;

    public CaseSweep(
            Pool pool,
            Supplier<UnitTable> table,
            Set<String> servedUnits,
            UnitRepository units,
            UnitChangeRepository changes,
            CaseMoveRepository moves,
            AuditTrail trail,
            InstantSource clock) {
        this.pool = pool;
        this.table = table;
        this.served = servedUnits.stream().map(UnitRange::of).toList();
        this.units = units;
        this.changes = changes;
        this.moves = moves;
        this.trail = trail;
        this.clock = clock;
    }

    /** How many cases moved. What a colleague's step holds locked moves the next time. */
    public Future<Integer> run() {
        UnitTable now = table.get();
        List<String> without = withoutQueue(now);
        return without.isEmpty()
                ? Future.succeededFuture(0)
                : moves.owned(pool, without)
                        .compose(owned -> each(now, List.copyOf(owned.keySet()).iterator(), 0));
    }

    private List<String> withoutQueue(UnitTable now) {
        return Stream.concat(
                        now.retired().stream().map(Unit::code).filter(code -> now.find(code)
                                .isEmpty()),
                        now.withoutQueue().stream()
                                .filter(unit -> unit.level() >= 4)
                                .map(Unit::code))
                .filter(code -> served.stream().anyMatch(range -> range.contains(code)))
                .toList();
    }

    private Future<Integer> each(UnitTable now, Iterator<String> codes, int moved) {
        if (!codes.hasNext()) {
            return Future.succeededFuture(moved);
        }
        String from = codes.next();
        Optional<String> to = answering(now, from).filter(code -> !code.equals(from));
        if (to.isEmpty()) {
            return each(now, codes, moved);
        }
        return changes.parts(pool, from)
                .compose(parts -> all(now, from, to.get(), parts.orElse(null), 0))
                .compose(count -> each(now, codes, moved + count));
    }

    /** Who owes the cases of this unit today: itself, its successor, or the nearest above that keeps a queue. */
    static Optional<String> answering(UnitTable now, String code) {
        Optional<Unit> unit = now.current(code);
        if (unit.isEmpty()) {
            String township = UnitCode.township(code);
            return now.findRetired(code)
                    .map(gone -> now.find(township, 4).isPresent() ? township : UnitCode.county(code))
                    .flatMap(above -> answering(now, above));
        }
        while (unit.isPresent() && unit.get().level() > 3 && !unit.get().routable()) {
            unit = now.parent(unit.get());
        }
        return unit.map(Unit::code);
    }

    private Future<Integer> all(UnitTable now, String from, String to, String parts, int moved) {
        return pool.withTransaction(tx -> batch(tx, now, from, to, parts))
                .compose(count -> count < BATCH
                        ? Future.succeededFuture(moved + count)
                        : all(now, from, to, parts, moved + count));
    }

    /** Under the lock of the table and only while our copy of it is the newest: units cannot change under the batch. */
    private Future<Integer> batch(SqlConnection tx, UnitTable now, String from, String to, String parts) {
        return units.lock(tx)
                .compose(locked -> units.latestVersion(tx))
                .compose(latest -> latest.version() != now.version().version()
                        ? Future.succeededFuture(0)
                        : moves.move(tx, from, to, queueOf(to), parts, BATCH, clock.instant())
                                .compose(count -> count == 0
                                        ? Future.succeededFuture(0)
                                        : trail.system(tx, "cases-moved", from, null, from + ">" + to + " " + count)
                                                .map(count)));
    }

    private static Destination queueOf(String code) {
        return switch (UnitCode.level(code)) {
            case 5 -> Destination.VILLAGE;
            case 4 -> Destination.TOWNSHIP_POOL;
            default -> Destination.BANNER_DESK;
        };
    }

    /** Of these units, the ones with open cases and how many. */
    Future<Map<String, Integer>> owned(List<String> codes) {
        return moves.owned(pool, codes);
    }
}
