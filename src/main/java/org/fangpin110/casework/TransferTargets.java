package org.fangpin110.casework;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
        if (!withinReach(code, actor)) {
            throw refused("unit-outside-your-area");
        }
        if (code.equals(actor.file().ownerUnit())) {
            throw refused("unit-has-it-already");
        }
        return Target.of(code);
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

    private static AppException refused(String code) {
        return AppException.unprocessable(List.of(new FieldError("/toUnit", code)));
    }
}
