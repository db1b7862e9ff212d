package org.fangpin110.casework;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.fangpin110.casefile.QueueCount;
import org.fangpin110.casework.Words.NamedUnit;

/** The contract's QueueCounts. */
record QueueCounts(
        NamedUnit unit,
        int open,
        int urgent,
        int overdue,
        Map<String, Integer> byState,
        Map<String, Integer> byDestination) {

    static QueueCounts of(NamedUnit unit, List<QueueCount> counts) {
        return new QueueCounts(
                unit,
                counts.stream().mapToInt(QueueCount::open).sum(),
                counts.stream().mapToInt(QueueCount::urgent).sum(),
                counts.stream().mapToInt(QueueCount::overdue).sum(),
                by(counts, count -> count.state().name()),
                by(counts, count -> count.destination().name()));
    }

    private static Map<String, Integer> by(List<QueueCount> counts, Function<QueueCount, String> key) {
        Map<String, Integer> sums = new TreeMap<>();
        counts.forEach(count -> sums.merge(key.apply(count), count.open(), Integer::sum));
        return sums;
    }
}
