package org.fangpin110.unit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fangpin110.platform.http.EntityTag;

/**
 * What the form asks while a resident picks a village. Answers from memory; an ETag depends on nothing but the table and
 * the question, so phones and proxies may keep an answer until the table changes.
 */
public final class UnitLookup {
    static final int SEARCH_LIMIT = 20;

    private final Supplier<UnitTable> table;
    private final List<String> served;

    /** One line of the form; the contract's UnitSummary. {@code selectable}: may own a queue. */
    public record Choice(
            String unitCode,
            String name,
            String shortName,
            int level,
            UnitKind unitKind,
            boolean selectable,
            String fullName) {}

    /** The contract's UnitDetail. The successor is that of a retired unit, null where nobody took over. */
    public record Detail(Choice unit, List<Choice> path, String successorCode) {}

    /**
     * @param table the table of the moment: it is swapped as a whole after an import
     * @param served codes of the banners this installation serves
     */
    public UnitLookup(Supplier<UnitTable> table, List<String> served) {
        this.table = table;
        this.served = List.copyOf(served);
    }

    /** The units directly below; empty for unknown codes. */
    public List<Choice> children(String code) {
        UnitTable now = table.get();
        return choices(now, now.children(code).stream());
    }

    /** The banners served. */
    public List<Choice> served() {
        UnitTable now = table.get();
        return choices(now, served.stream().flatMap(code -> now.find(code, 3).stream()));
    }

    /** By the beginning of a name or alias, inside a unit where one is given; those of served banners first. */
    public List<Choice> search(String text, Optional<String> within, int limit) {
        UnitTable now = table.get();
        UnitRange all = within.map(UnitRange::of).orElse(UnitRange.ALL);
        Map<String, Unit> found = new LinkedHashMap<>();
        served.stream()
                .map(UnitRange::of)
                .filter(range -> all.contains(range.from()))
                .forEach(range -> add(now.searchByPrefix(text.strip(), range, limit), found));
        add(now.searchByPrefix(text.strip(), all, limit), found);
        return choices(now, found.values().stream().limit(limit));
    }

    /** The four codes that stand on two levels are two units. */
    private static void add(List<Unit> units, Map<String, Unit> to) {
        units.forEach(unit -> to.putIfAbsent(unit.code() + '/' + unit.level(), unit));
    }

    /** A retired unit is found too, without a path, and says who took over. */
    public Optional<Detail> detail(String code) {
        UnitTable now = table.get();
        return now.find(code)
                .map(unit -> new Detail(choice(now, unit), choices(now, now.path(unit).stream()), null))
                .or(() -> now.findRetired(code).map(retired -> retired(now, retired)));
    }

    private static Detail retired(UnitTable now, Unit unit) {
        Choice choice =
                new Choice(unit.code(), unit.name(), unit.shortName(), unit.level(), unit.kind(), false, unit.name());
        String successor = now.current(unit.code()).map(Unit::code).orElse(null);
        return new Detail(choice, List.of(), successor);
    }

    /** The tag of an answer, without the work of giving it. */
    public EntityTag tag(String operation, Object... question) {
        UnitTableVersion version = table.get().version();
        List<Object> asked = new ArrayList<>(List.of(question));
        asked.add(version.checksum()); // another database may count its versions from 1 again
        asked.add(served);
        return EntityTag.of("units-" + version.version() + '-' + operation, asked.toString());
    }

    private static List<Choice> choices(UnitTable now, Stream<Unit> units) {
        return units.map(unit -> choice(now, unit)).toList();
    }

    private static Choice choice(UnitTable now, Unit unit) {
        return new Choice(
                unit.code(),
                unit.name(),
                unit.shortName(),
                unit.level(),
                unit.kind(),
                unit.routable(),
                now.fullName(unit));
    }
}
