package org.fangpin110.routing;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.fangpin110.routing.PlaceIndex.Name;
import org.fangpin110.unit.Unit;

/** Places of a banner whose names could be taken for one another: what to look at before a name is given away. */
public final class AlikeNames {
    private final PlaceIndex places;
    private final RoutingTables tables;
    private final NameDistance distance;

    /** @param same written the same, not merely close */
    public record Alike(Unit unit, boolean same) {}

    AlikeNames(PlaceIndex places, RoutingTables tables) {
        this.places = places;
        this.tables = tables;
        this.distance = new NameDistance(tables);
    }

    /** Townships and villages written, spelt or pronounced like this, those of the same name first. */
    public List<Alike> of(String raw, String banner) {
        String name = AddressText.of(raw, tables).text();
        return Stream.concat(
                        places.townshipsOf(banner).stream()
                                .map(township -> new Named(township.unit(), township.names())),
                        places.townshipsOf(banner).stream()
                                .flatMap(township -> township.villages().stream())
                                .map(village -> new Named(village.unit(), village.names())))
                .filter(named -> close(named.names(), name))
                .map(named -> new Alike(named.unit(), named.names().stream().anyMatch(one -> one.text()
                        .equals(name))))
                .sorted(Comparator.comparing((Alike found) -> !found.same())
                        .thenComparing(found -> found.unit().code()))
                .toList();
    }

    private record Named(Unit unit, List<Name> names) {}

    private boolean close(List<Name> names, String wanted) {
        double limit = wanted.length() <= 3 ? NameDistance.SWAPPED : 1;
        String folded = tables.folded(wanted);
        return names.stream()
                .anyMatch(name -> distance.between(wanted, folded, name.text(), name.folded(), limit) <= limit);
    }
}
