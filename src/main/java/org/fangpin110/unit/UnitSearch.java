package org.fangpin110.unit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names and aliases by their beginning, for the search field of the form; sorted when first asked. */
final class UnitSearch {
    private static final long INDEX = 0x7FFF_FFFFL;

    private final UnitTable table;
    private final List<UnitAlias> aliases;
    private volatile long[] byName;

    UnitSearch(UnitTable table, Collection<List<UnitAlias>> aliases) {
        this.table = table;
        this.aliases = aliases.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(UnitAlias::alias))
                .toList();
    }

    List<Unit> byPrefix(String text, UnitRange within, int limit) {
        if (text.isBlank() || limit <= 0) {
            return List.of();
        }
        Set<Integer> found = new LinkedHashSet<>();
        collectNames(text, within, found);
        collectAliases(text, within, found);
        return found.stream()
                .sorted(Comparator.comparingInt((Integer index) -> table.level(index))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(limit)
                .map(table::unit)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Walks whichever is shorter: the names with the same beginning, or the units of the range. */
    private void collectNames(String text, UnitRange within, Set<Integer> found) {
        long[] keys = keys();
        char first = text.charAt(0);
        int from = firstNotBelow(keys, key(first, text.length() > 1 ? text.charAt(1) : 0, 0));
        int to = firstNotBelow(keys, text.length() > 1 ? key(first, text.charAt(1) + 1, 0) : key(first + 1, 0, 0));
        int low = table.lowerBound(within.from());
        int high = table.lowerBound(within.before());
        boolean byRange = to - from > high - low;
        for (int i = byRange ? low : from; i < (byRange ? high : to); i++) {
            int index = byRange ? i : (int) (keys[i] & INDEX);
            if (index >= low && index < high && table.nameStartsWith(index, text)) {
                found.add(index);
            }
        }
    }

    private void collectAliases(String text, UnitRange within, Set<Integer> found) {
        int low = 0;
        int high = aliases.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (aliases.get(middle).alias().compareTo(text) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low; i < aliases.size() && aliases.get(i).alias().startsWith(text); i++) {
            String code = aliases.get(i).unitCode();
            if (within.contains(code)) {
                table.find(code).ifPresent(unit -> found.add(table.indexOf(code)));
            }
        }
    }

    private static int firstNotBelow(long[] keys, long bound) {
        int found = Arrays.binarySearch(keys, bound);
        return found < 0 ? -found - 1 : found;
    }

    /** Two characters are order enough: 16 + 16 + 31 bits sort as plain numbers, in 0.1 s for the nation. */
    private long[] keys() {
        long[] sorted = byName;
        if (sorted == null) {
            sorted = new long[table.size()];
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = key(table.nameCharAt(i, 0), table.nameCharAt(i, 1), i);
            }
            Arrays.sort(sorted);
            byName = sorted;
        }
        return sorted;
    }

    private static long key(int first, int second, int index) {
        return ((long) first << 47) | ((long) second << 31) | index;
    }
}
