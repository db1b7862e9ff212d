package org.fangpin110.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitKind;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;

/** Writes addresses of villages all over the table, each kind in turn, for installations of every size. Seeded: repeats itself. */
final class Adversary {
    private static final String REGION = "150000000000";

    private final UnitTable units;
    private final List<Unit> villages = new ArrayList<>();
    private final Map<String, List<Unit>> byBanner = new HashMap<>();
    private final List<Kinds> kinds;

    Adversary(UnitTable units) {
        this.units = units;
        for (Unit unit : units.within(UnitRange.of(REGION))) {
            if (unit.isVillage() && unit.kind() != UnitKind.VIRTUAL) {
                byBanner.computeIfAbsent(UnitCode.county(unit.code()), ignored -> new ArrayList<>())
                        .add(unit);
                if (unit.routable() && ordinary(unit)) {
                    villages.add(unit);
                }
            }
        }
        List<Unit> counties = units.within(UnitRange.of(REGION), 3).stream()
                .filter(unit -> unit.level() == 3
                        && unit.name().length() > 2
                        && (unit.name().endsWith("旗") || unit.name().endsWith("县")))
                .toList();
        kinds = List.of(new SpokenKinds(), new TypedKinds(), new PlaceKinds(counties));
    }

    /** A village in a township that people can name, of a banner that is one. */
    private boolean ordinary(Unit village) {
        Unit township = units.parent(village).orElseThrow();
        Unit banner = units.parent(township).orElseThrow();
        return township.routable()
                && !banner.name().equals("市辖区")
                && village.shortName().length() >= 2;
    }

    /** {@code each} of every kind for installations of one banner, of three, and of the whole region. */
    List<WrittenAddress> write(int each, long seed) {
        Random random = new Random(seed);
        List<WrittenAddress> written = new ArrayList<>();
        for (Kinds some : kinds) {
            for (String kind : some.all().keySet()) {
                for (int size = 0; size < 3; size++) {
                    for (int done = 0, tries = 0; done < each && tries < 40 * each; tries++) {
                        Optional<WrittenAddress> address = some.write(kind, spot(size, random));
                        if (address.isPresent()) {
                            written.add(address.get());
                            done++;
                        }
                    }
                }
            }
        }
        return written;
    }

    List<String> kinds() {
        return kinds.stream().flatMap(some -> some.all().keySet().stream()).toList();
    }

    int villages() {
        return villages.size();
    }

    /** One address of the kind, when it can be had of that village. */
    Optional<WrittenAddress> write(String kind, int village, int size, Random random) {
        Kinds writer = kinds.stream()
                .filter(some -> some.all().containsKey(kind))
                .findFirst()
                .orElseThrow();
        return writer.write(kind, spot(villages.get(village), size, random));
    }

    private Spot spot(int size, Random random) {
        return spot(villages.get(random.nextInt(villages.size())), size, random);
    }

    private Spot spot(Unit village, int size, Random random) {
        String banner = UnitCode.county(village.code());
        Set<String> served = size == 0 ? Set.of(banner) : size == 1 ? three(banner) : Set.of(REGION);
        return new Spot(units, village, served, byBanner.get(banner), random);
    }

    /** The banner and its neighbours in the list; the same three always serve together. */
    private Set<String> three(String banner) {
        List<String> all = byBanner.keySet().stream().sorted().toList();
        int first = all.indexOf(banner) / 3 * 3;
        return Set.copyOf(all.subList(first, Math.min(first + 3, all.size())));
    }
}
