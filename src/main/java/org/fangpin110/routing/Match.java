package org.fangpin110.routing;

import java.util.Comparator;
import org.fangpin110.routing.PlaceIndex.Village;

/** A village found in a text: how well, by what, and where. */
record Match(Village village, double score, ReasonCode why, boolean exact, int from, int to) {
    /** Score first, then code, so that the same text always gives the same order. */
    static final Comparator<Match> BEST_FIRST = Comparator.comparingDouble((Match match) -> -match.score())
            .thenComparing(match -> match.village().unit().code());

    String code() {
        return village.unit().code();
    }

    Match lowered(double by) {
        return new Match(village, score - by, why, exact, from, to);
    }
}
