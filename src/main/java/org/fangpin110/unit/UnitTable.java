package org.fangpin110.unit;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All units of one version in memory, immutable: the current ones, their aliases, and the retired ones with their
 * successors. Columns instead of objects, because the national table has 665,276 rows: a {@link Unit} is made when asked
 * for.
 */
public final class UnitTable {
    public static final UnitTable EMPTY = new Builder().build(UnitTableVersion.NONE);

    private static final int NONE = -1;

    private record Period(LocalDate validFrom, String source) {}

    private final UnitTableVersion version;
    private final int size;
    private final long[] codes;
    private final byte[] levels;
    private final byte[] kinds;
    private final boolean[] routable;
    private final short[] periodOf;
    private final List<Period> periods;
    private final char[] names;
    private final int[] nameFrom;
    private final byte[] shortNameLength;
    private final int[] parent;
    private final int[] childFrom;
    private final int[] children;
    private final Map<String, List<UnitAlias>> aliases;
    private final Map<String, Unit> retired;
    private final UnitSearch search;

    private UnitTable(Builder built, UnitTableVersion version) {
        this.version = version;
        size = built.size;
        codes = Arrays.copyOf(built.codes, size);
        levels = Arrays.copyOf(built.levels, size);
        kinds = Arrays.copyOf(built.kinds, size);
        routable = Arrays.copyOf(built.routable, size);
        periodOf = Arrays.copyOf(built.periodOf, size);
        periods = List.copyOf(built.periods.keySet());
        nameFrom = Arrays.copyOf(built.nameFrom, size + 1);
        nameFrom[size] = built.names.length();
        names = new char[built.names.length()];
        built.names.getChars(0, names.length, names, 0);
        shortNameLength = Arrays.copyOf(built.shortNameLength, size);
        parent = parents(built.parentCodes);
        childFrom = new int[size + 1];
        children = sortedByParent();
        aliases = Map.copyOf(built.aliases);
        retired = Map.copyOf(built.retired);
        search = new UnitSearch(this, built.aliases.values());
    }

    public UnitTableVersion version() {
        return version;
    }

    /** Current units. */
    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The current unit with this code; the upper one where a code stands on two levels. */
    public Optional<Unit> find(String code) {
        return UnitCode.isWellFormed(code) ? at(indexOf(Long.parseLong(code), 0)) : Optional.empty();
    }

    public Optional<Unit> find(String code, int level) {
        return UnitCode.isWellFormed(code) ? at(indexOf(Long.parseLong(code), level)) : Optional.empty();
    }

    /** A retired row of this code, whether or not it has a successor. */
    public Optional<Unit> findRetired(String code) {
        return Optional.ofNullable(code).map(retired::get);
    }

    /** The unit that answers for this code today: itself, or the last of its successors. Never loops. */
    public Optional<Unit> current(String code) {
        Set<String> seen = new HashSet<>();
        String next = code;
        while (next != null && seen.add(next)) {
            Optional<Unit> found = find(next);
            if (found.isPresent()) {
                return found;
            }
            next = findRetired(next).map(Unit::successorCode).orElse(null);
        }
        return Optional.empty();
    }

    /** The youngest row of each code that ended; the code may be in use again. */
    public Collection<Unit> retired() {
        return retired.values();
    }

    /** Current units that may not own one. */
    public List<Unit> withoutQueue() {
        List<Unit> found = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (!routable[i]) {
                found.add(unit(i));
            }
        }
        return found;
    }

    /** By code. Unknown codes have no children. */
    public List<Unit> children(String code) {
        return UnitCode.isWellFormed(code) ? childrenAt(indexOf(Long.parseLong(code), 0)) : List.of();
    }

    public List<Unit> children(Unit unit) {
        return childrenAt(indexOf(Long.parseLong(unit.code()), unit.level()));
    }

    /** The units nothing stands above: the provinces. */
    public List<Unit> roots() {
        List<Unit> roots = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (parent[i] == NONE) {
                roots.add(unit(i));
            }
        }
        return roots;
    }

    /** From the province down to the unit itself. */
    public List<Unit> path(Unit unit) {
        ArrayDeque<Unit> path = new ArrayDeque<>();
        for (int i = indexOf(Long.parseLong(unit.code()), unit.level()); i != NONE; i = parent[i]) {
            path.addFirst(unit(i));
        }
        return List.copyOf(path);
    }

    public Optional<Unit> parent(Unit unit) {
        int index = indexOf(Long.parseLong(unit.code()), unit.level());
        return index == NONE ? Optional.empty() : at(parent[index]);
    }

    /** 内蒙古自治区兴安盟扎赉特旗好力保镇好力保村委会; empty for a unit this table does not hold. */
    public String fullName(Unit unit) {
        StringBuilder name = new StringBuilder();
        path(unit).forEach(step -> name.append(step.name()));
        return name.toString();
    }

    public List<UnitAlias> aliases(String code) {
        return aliases.getOrDefault(code, List.of());
    }

    /** Units whose name or alias begins with the text, inside the range, upper levels first. */
    public List<Unit> searchByPrefix(String text, UnitRange within, int limit) {
        return search.byPrefix(text, within, limit);
    }

    /** Current units of the range, in code order. */
    public List<Unit> within(UnitRange range) {
        return within(range, 5);
    }

    /** The same down to a level: the nation has 44,703 units above its villages. */
    public List<Unit> within(UnitRange range, int deepestLevel) {
        List<Unit> found = new ArrayList<>();
        int before = lowerBound(range.before());
        for (int i = lowerBound(range.from()); i < before; i++) {
            if (levels[i] <= deepestLevel) {
                found.add(unit(i));
            }
        }
        return found;
    }

    /** First index whose code is not below the bound of a range. */
    int lowerBound(String bound) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (code(middle).compareTo(bound) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    Unit unit(int index) {
        String name = new String(names, nameFrom[index], nameFrom[index + 1] - nameFrom[index]);
        Period period = periods.get(periodOf[index]);
        return new Unit(
                code(index),
                levels[index],
                name,
                name.substring(0, shortNameLength[index]),
                parent[index] == NONE ? null : code(parent[index]),
                UnitTable.KINDS[kinds[index]],
                routable[index],
                period.validFrom(),
                null,
                null,
                period.source());
    }

    int level(int index) {
        return levels[index];
    }

    boolean nameStartsWith(int index, String text) {
        int length = nameFrom[index + 1] - nameFrom[index];
        for (int i = 0; i < text.length(); i++) {
            if (i == length || names[nameFrom[index] + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** 0 behind the end of the name. */
    char nameCharAt(int index, int position) {
        int at = nameFrom[index] + position;
        return at < nameFrom[index + 1] ? names[at] : 0;
    }

    int indexOf(String code) {
        return indexOf(Long.parseLong(code), 0);
    }

    private static final UnitKind[] KINDS = UnitKind.values();

    private String code(int index) {
        String digits = Long.toString(codes[index]);
        return digits.length() == 12 ? digits : "000000000000".substring(digits.length()) + digits;
    }

    /** Level 0: whichever stands first. */
    private int indexOf(long code, int level) {
        int index = Arrays.binarySearch(codes, code);
        if (index < 0) {
            return NONE;
        }
        while (index > 0 && codes[index - 1] == code) {
            index--;
        }
        while (level != 0 && index < size && codes[index] == code && levels[index] != level) {
            index++;
        }
        return index < size && codes[index] == code ? index : NONE;
    }

    private Optional<Unit> at(int index) {
        return index == NONE ? Optional.empty() : Optional.of(unit(index));
    }

    private List<Unit> childrenAt(int index) {
        if (index == NONE) {
            return List.of();
        }
        List<Unit> found = new ArrayList<>(childFrom[index + 1] - childFrom[index]);
        for (int i = childFrom[index]; i < childFrom[index + 1]; i++) {
            found.add(unit(children[i]));
        }
        return found;
    }

    private int[] parents(long[] parentCodes) {
        int[] found = new int[size];
        for (int i = 0; i < size; i++) {
            found[i] = parentCodes[i] < 0 ? NONE : indexOf(parentCodes[i], levels[i] - 1);
        }
        return found;
    }

    /** Counting sort: the children of i stand at childFrom[i] up to childFrom[i + 1], in code order. */
    private int[] sortedByParent() {
        for (int p : parent) {
            if (p != NONE) {
                childFrom[p + 1]++;
            }
        }
        for (int i = 0; i < size; i++) {
            childFrom[i + 1] += childFrom[i];
        }
        int[] next = Arrays.copyOf(childFrom, size);
        int[] sorted = new int[childFrom[size]];
        for (int i = 0; i < size; i++) {
            if (parent[i] != NONE) {
                sorted[next[parent[i]]++] = i;
            }
        }
        return sorted;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Takes units in order of (code, level), as the repository reads them; not for two threads. */
    public static final class Builder {
        private int size;
        private long[] codes = new long[1024];
        private long[] parentCodes = new long[1024];
        private byte[] levels = new byte[1024];
        private byte[] kinds = new byte[1024];
        private boolean[] routable = new boolean[1024];
        private short[] periodOf = new short[1024];
        private int[] nameFrom = new int[1024];
        private byte[] shortNameLength = new byte[1024];
        private final StringBuilder names = new StringBuilder();
        private final Map<Period, Short> periods = new LinkedHashMap<>();
        private final Map<String, List<UnitAlias>> aliases = new LinkedHashMap<>();
        private final Map<String, Unit> retired = new LinkedHashMap<>();

        private Builder() {}

        /** A row with an end goes to the retired ones; of several the youngest stays. */
        public Builder add(Unit unit) {
            if (unit.validTo() != null) {
                retired.merge(unit.code(), unit, Builder::younger);
                return this;
            }
            long code = Long.parseLong(unit.code());
            if (size > 0 && (code < codes[size - 1] || (code == codes[size - 1] && unit.level() <= levels[size - 1]))) {
                throw new IllegalArgumentException("units must come in order of code and level: " + unit.code());
            }
            grow();
            codes[size] = code;
            levels[size] = (byte) unit.level();
            kinds[size] = (byte) unit.kind().ordinal();
            routable[size] = unit.routable();
            parentCodes[size] = unit.parent().map(Long::parseLong).orElse(-1L);
            periodOf[size] = periods.computeIfAbsent(
                    new Period(unit.validFrom(), unit.source()), ignored -> (short) periods.size());
            nameFrom[size] = names.length();
            names.append(unit.name());
            shortNameLength[size] = (byte) unit.shortName().length();
            size++;
            return this;
        }

        public Builder addAliases(Collection<UnitAlias> added) {
            added.forEach(alias -> aliases.computeIfAbsent(alias.unitCode(), ignored -> new ArrayList<>())
                    .add(alias));
            return this;
        }

        public UnitTable build(UnitTableVersion version) {
            return new UnitTable(this, version);
        }

        private static Unit younger(Unit left, Unit right) {
            return Comparator.comparing(Unit::validTo).compare(left, right) >= 0 ? left : right;
        }

        private void grow() {
            if (size + 1 < codes.length) {
                return;
            }
            int capacity = codes.length * 2;
            codes = Arrays.copyOf(codes, capacity);
            parentCodes = Arrays.copyOf(parentCodes, capacity);
            levels = Arrays.copyOf(levels, capacity);
            kinds = Arrays.copyOf(kinds, capacity);
            routable = Arrays.copyOf(routable, capacity);
            periodOf = Arrays.copyOf(periodOf, capacity);
            nameFrom = Arrays.copyOf(nameFrom, capacity);
            shortNameLength = Arrays.copyOf(shortNameLength, capacity);
        }
    }
}
