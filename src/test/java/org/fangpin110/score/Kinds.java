package org.fangpin110.score;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.fangpin110.score.WrittenAddress.Expected;
import org.fangpin110.unit.Unit;

/** A set of ways to write an address, each under its name; a way that cannot be had of a village answers nothing. */
abstract class Kinds {
    /** A text without the kind, and what is right for it. */
    record Draft(String text, Expected expected, String place) {}

    private final Map<String, Function<Spot, Draft>> kinds = new LinkedHashMap<>();

    final Map<String, Function<Spot, Draft>> all() {
        return kinds;
    }

    protected final void kind(String name, Function<Spot, Draft> writer) {
        kinds.put(name, writer);
    }

    Optional<WrittenAddress> write(String kind, Spot spot) {
        return Optional.ofNullable(kinds.get(kind).apply(spot))
                .map(draft -> new WrittenAddress(kind, draft.text(), draft.expected(), draft.place(), spot.served));
    }

    /** The village in its township, both written so that nobody could mean another. */
    protected static Draft clear(Spot spot, String text) {
        return spot.clearIn(spot.village.shortName()) && !spot.township.suffix().isEmpty()
                ? new Draft(text, Expected.ROUTE, spot.village.code())
                : unsure(spot, text);
    }

    /** The village under a distorted name. */
    protected static Draft distorted(Spot spot, String name, String text) {
        if (spot.isVillageThere(name)) {
            return null; // by accident the name of another one
        }
        return name.length() >= 3
                        && spot.clearInBanner(name)
                        && spot.clearIn(spot.village.shortName())
                        && !spot.township.suffix().isEmpty()
                ? new Draft(text, Expected.ROUTE, spot.village.code())
                : unsure(spot, text);
    }

    protected static Draft unsure(Spot spot, String text) {
        return new Draft(text, Expected.ROUTE_OR_PERSON, spot.village.code());
    }

    protected static Draft person(Spot spot, String text) {
        return new Draft(text, Expected.PERSON, spot.township.code());
    }

    protected static Draft transfer(Unit county, String text) {
        return new Draft(text, Expected.TRANSFER, county.code());
    }
}
