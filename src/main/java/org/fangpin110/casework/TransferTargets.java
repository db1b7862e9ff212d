package org.fangpin110.casework;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.fangpin110.casefile.Case;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.routing.Destination;
import org.fangpin110.staff.Role;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;

/** Where a case may go next. Pure but for the unit table of the moment. */
public final class TransferTargets {
    private final Supplier<UnitTable> table;
    private final List<UnitRange> served;

    /** @param servedUnits the codes this installation serves */
    public TransferTargets(Supplier<UnitTable> table, Collection<String> servedUnits) {
        this.table = table;
        this.served = servedUnits.stream().map(UnitRange::of).toList();
    }

    /** A unit and the kind of queue it keeps. */
    record Target(String unit, Destination destination) {
        static Target of(String code) {
            return new Target(
                    code,
                    switch (UnitCode.level(code)) {
                        case 5 -> Destination.VILLAGE;
                        case 4 -> Destination.TOWNSHIP_POOL;
                        default -> Destination.BANNER_DESK;
                    });
        }
    }

    /** The wish of whoever transfers, when the unit may own a queue and is within reach; otherwise 422. */
    Target chosen(String code, Standings actor) {
        mustOwnAQueue(code, actor.file());
        if (!withinReach(code, actor)) {
            throw refused("unit-outside-your-area");
        }
        return Target.of(code);
    }

    /** Whose it is, as the unit that returns it says: any other one of the banner. */
    Target named(String code, Case file) {
        mustOwnAQueue(code, file);
        if (!UnitCode.county(code).equals(UnitCode.county(file.ownerUnit()))
                || UnitRange.of(file.ownerUnit()).contains(code)) {
            throw refused("unit-outside-your-area");
        }
        return Target.of(code);
    }

    private void mustOwnAQueue(String code, Case file) {
        Optional<Unit> unit = table.get().find(code);
        if (unit.isEmpty()) {
            throw refused("unit-unknown");
        }
        if (!unit.get().routable()) {
            throw refused("unit-without-queue");
        }
        if (served.stream().noneMatch(range -> range.contains(code))) {
            throw refused("unit-not-served");
        }
        if (code.equals(file.ownerUnit())) {
            throw refused("unit-has-it-already");
        }
    }

    /** The unit and those above it that keep a queue, lowest first; the banner desk comes last. */
    List<String> ladder(String code) {
        List<String> rungs = new ArrayList<>(List.of(code));
        while (UnitCode.level(rungs.get(rungs.size() - 1)) > 3) {
            rungs.add(above(rungs.get(rungs.size() - 1)).unit());
        }
        return rungs;
    }

    /** For a sentence. */
    String name(String code) {
        return table.get().find(code).map(Unit::name).orElse(code);
    }

    /** Inside the actor's own units; a township may also pass on to its banner desk. */
    private static boolean withinReach(String code, Standings actor) {
        return actor.posts().stream()
                .anyMatch(post -> UnitRange.of(post.unitCode()).contains(code)
                        || (post.role() == Role.TOWNSHIP
                                && UnitCode.county(post.unitCode()).equals(code)));
    }

    /** One level up: the village's township pool, the banner desk for a township or where the township keeps no queue. */
    Target above(String owner) {
        String township = UnitCode.township(owner);
        boolean pool = !township.equals(owner)
                && table.get().find(township).filter(Unit::routable).isPresent();
        return Target.of(pool ? township : UnitCode.county(owner));
    }

    static AppException refused(String code) {
        return AppException.unprocessable(List.of(new FieldError("/toUnit", code)));
    }
}
