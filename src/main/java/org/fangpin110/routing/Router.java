package org.fangpin110.routing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;

/**
 * Decides which unit a report belongs to. A scanned or chosen village stands unless the address says clearly otherwise; a
 * clear address stands unless a code contradicts it; the household's known village and the position settle what is left
 * open. Contradictions go to people, with the candidates: a needless look costs a cadre a minute, a wrong village costs a
 * family days.
 *
 * <p>Built once for each version of the unit table; thread-safe; the same evidence gives the same decision.
 */
public final class Router {
    public static final String ALGORITHM = "routing-2";

    private final UnitTable units;
    private final Set<String> served;
    private final List<UnitRange> servedRanges;
    private final AddressReader addresses;
    private final AlikeNames alikeNames;
    private final PositionIndex positions;
    private final SplitResidence splitResidence;

    public Router(UnitTable units, Set<String> servedUnits) {
        this(units, servedUnits, PositionIndex.EMPTY);
    }

    public Router(UnitTable units, Set<String> servedUnits, PositionIndex positions) {
        this(units, servedUnits, positions, SplitResidence.RESIDENCE_DECIDES);
    }

    /**
     * @param servedUnits codes of banners, leagues or provinces; each must be in the table
     */
    public Router(UnitTable units, Set<String> servedUnits, PositionIndex positions, SplitResidence splitResidence) {
        if (servedUnits.isEmpty()) {
            throw new IllegalArgumentException("an installation serves at least one unit");
        }
        for (String code : servedUnits) {
            if (units.find(code).filter(unit -> unit.level() <= 3).isEmpty()) {
                throw new IllegalArgumentException("not a banner, league or province: " + code);
            }
        }
        this.units = units;
        this.served = new TreeSet<>(servedUnits);
        this.servedRanges = served.stream().map(UnitRange::of).toList();
        this.positions = positions;
        this.splitResidence = splitResidence;
        RoutingTables tables = RoutingTables.SHIPPED;
        PlaceIndex places = new PlaceIndex(units, served, tables);
        this.addresses = new AddressReader(units, served, places, tables);
        this.alikeNames = new AlikeNames(places, tables);
    }

    /** Never throws, whatever people write. */
    public RoutingDecision decide(Evidence evidence) {
        return new Weighing(this, evidence).decide();
    }

    /**
     * The hamlet of an address that nobody here knows by name, for people to teach; see {@link UnreadPlace}.
     *
     * @param people names that stand in the report and must not be learned
     */
    public Optional<String> unreadPlace(String address, Collection<String> people) {
        return addresses.unread(address).flatMap(rest -> UnreadPlace.in(rest, people));
    }

    public AlikeNames alikeNames() {
        return alikeNames;
    }

    UnitTable units() {
        return units;
    }

    PositionIndex positions() {
        return positions;
    }

    SplitResidence splitResidence() {
        return splitResidence;
    }

    AddressReading read(String text, Optional<Unit> hint) {
        return addresses.read(text, hint);
    }

    boolean serves(String code) {
        for (UnitRange range : servedRanges) {
            if (range.contains(code)) {
                return true;
            }
        }
        return false;
    }

    /** Something below the unit is served: it says less than our own area does, and does not contradict it. */
    boolean servesWithin(Unit above) {
        return served.stream().anyMatch(UnitRange.of(above)::contains);
    }

    /** The desk of the banner the code lies in; of the first served unit when the code says no more than that. */
    String deskFor(String code) {
        String banner = code.length() == 12 ? UnitCode.county(code) : "";
        if (UnitCode.level(code) >= 3 && serves(banner) && units.find(banner).isPresent()) {
            return banner;
        }
        return centralDesk();
    }

    /** The banner desk that gets what points to no banner. */
    public String centralDesk() {
        return served.iterator().next();
    }
}
