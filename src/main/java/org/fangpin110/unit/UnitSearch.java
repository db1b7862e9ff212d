package org.fangpin110.unit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names and aliases in order, for the search field of the form; sorted when first asked. */
final class UnitSearch {
    private final UnitTable table;
    private final List<UnitAlias> aliases;
    private volatile int[] byName;

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

    /** Walks whichever is shorter: the names beginning with the text, or the units of the range. */
    private void collectNames(String text, UnitRange within, Set<Integer> found) {
        int[] order = sortedNames();
        int from = firstNotBefore(order, text);
        int to = from;
        int low = table.lowerBound(within.from());
        int high = table.lowerBound(within.before());
        while (to < order.length && to - from <= high - low && table.nameStartsWith(order[to], text)) {
            to++;
        }
        if (to - from > high - low) {
            for (int i = low; i < high; i++) {
                if (table.nameStartsWith(i, text)) {
                    found.add(i);
                }
            }
            return;
        }
        for (int i = from; i < to; i++) {
            if (order[i] >= low && order[i] < high) {
                found.add(order[i]);
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

    private int firstNotBefore(int[] order, String text) {
        int low = 0;
        int high = order.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (table.compareName(order[middle], text) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int[] sortedNames() {
        int[] sorted = byName;
        if (sorted == null) {
            Integer[] boxed = new Integer[table.size()];
            Arrays.setAll(boxed, i -> i);
            Arrays.sort(boxed, table::compareNames);
            sorted = Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
            byName = sorted;
        }
        return sorted;
    }
}
