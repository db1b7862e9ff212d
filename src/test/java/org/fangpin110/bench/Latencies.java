package org.fangpin110.bench;

import java.util.Arrays;

/** How long answers took; kept one by one, so that no percentile is a guess. */
final class Latencies {
    private long[] nanos = new long[1 << 10];
    private int count;

    void add(long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = took;
    }

    int count() {
        return count;
    }

    /** @param part 0.5 the median, 1 the longest */
    double millisAt(double part) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) (part * (count - 1))] / 1e6;
    }
}
