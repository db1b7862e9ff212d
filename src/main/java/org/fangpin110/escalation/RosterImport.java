package org.fangpin110.escalation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.escalation.RosterFile.Fault;
import org.fangpin110.escalation.RosterFile.Row;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.staff.Duty;
import org.fangpin110.staff.DutyRepository;
import org.fangpin110.staff.PostRepository;
import org.fangpin110.staff.StaffRepository;
import org.fangpin110.unit.UnitTable;

/** The rosters of all units a file names, all of it or nothing; units it does not name keep theirs. */
public final class RosterImport {
    private final DutyRepository duties = new DutyRepository();
    private final StaffRepository staff = new StaffRepository();
    private final PostRepository posts = new PostRepository();
    private final FieldCipher cipher;
    private final TimeOrderedIds ids;
    private final AuditTrail trail;
    private final InstantSource clock;

    public RosterImport(FieldCipher cipher, TimeOrderedIds ids, InstantSource clock) {
        this.cipher = cipher;
        this.ids = ids;
        this.trail = new AuditTrail(ids, clock);
        this.clock = clock;
    }

    /** @param faults when there are any, nothing was changed */
    public record Result(int units, int lines, List<Fault> faults) {}

    public Future<Result> apply(Pool pool, RosterFile file, UnitTable units) {
        if (!file.faults().isEmpty()) {
            return Future.succeededFuture(new Result(0, 0, file.faults()));
        }
        return pool.withTransaction(tx -> people(tx, file.rows()).compose(known -> {
            List<Fault> faults = file.rows().stream()
                    .flatMap(row -> faults(row, known, units))
                    .toList();
            return faults.isEmpty()
                    ? store(tx, file.rows(), known.ids())
                    : Future.succeededFuture(new Result(0, 0, faults));
        }));
    }

    private record Known(Map<String, UUID> ids, Map<String, Set<UUID>> holders) {}

    private Future<Known> people(SqlConnection tx, List<Row> rows) {
        Set<String> accounts =
                rows.stream().map(Row::account).filter(Objects::nonNull).collect(Collectors.toSet());
        return staff.ids(tx, accounts)
                .compose(found -> posts.holders(tx, unitsOf(rows)).map(holders -> new Known(found, holders)));
    }

    private static List<String> unitsOf(List<Row> rows) {
        return rows.stream().map(Row::unitCode).distinct().sorted().toList();
    }

    private static Stream<Fault> faults(Row row, Known known, UnitTable units) {
        List<Fault> faults = new ArrayList<>();
        if (units.find(row.unitCode()).filter(unit -> unit.level() >= 3).isEmpty()) {
            faults.add(new Fault(row.line(), "unit_code", "unknown-unit"));
        }
        if (row.account() != null) {
            UUID id = known.ids().get(row.account());
            if (id == null) {
                faults.add(new Fault(row.line(), "account", "unknown-account"));
            } else if (!known.holders().getOrDefault(row.unitCode(), Set.of()).contains(id)) {
                faults.add(new Fault(row.line(), "account", "no-post-in-unit"));
            }
        }
        return faults.stream();
    }

    private Future<Result> store(SqlConnection tx, List<Row> rows, Map<String, UUID> staffIds) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<String, Integer> ordinals = new HashMap<>();
        List<Duty> all = rows.stream()
                .sorted(Comparator.comparingInt(Row::line))
                .map(row -> {
                    UUID id = ids.next();
                    return new Duty(
                            id,
                            row.unitCode(),
                            ordinals.merge(row.unitCode(), 1, Integer::sum) - 1,
                            row.account() == null ? null : staffIds.get(row.account()),
                            cipher.encryptText(Duty.phoneContext(id), row.phone()),
                            row.from(),
                            row.until());
                })
                .toList();
        List<String> units = unitsOf(rows);
        return duties.nextVersions(tx, units)
                .compose(locked -> duties.replace(tx, units, List.of(), all, null, now))
                .compose(stored -> noted(tx, units))
                .map(noted -> new Result(units.size(), all.size(), List.of()));
    }

    /** One entry a banner, for its auditor. */
    private Future<Void> noted(SqlConnection tx, List<String> units) {
        Map<String, Long> banners = units.stream()
                .collect(Collectors.groupingBy(org.fangpin110.unit.UnitCode::county, Collectors.counting()));
        Future<Void> done = Future.succeededFuture();
        for (Map.Entry<String, Long> banner : banners.entrySet()) {
            done = done.compose(before -> trail.system(
                    tx,
                    "duty-rosters-imported",
                    banner.getKey(),
                    null,
                    banner.getValue().toString()));
        }
        return done;
    }
}
