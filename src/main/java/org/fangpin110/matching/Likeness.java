package org.fangpin110.matching;

import static org.fangpin110.matching.ReasonCode.LONG_AGO;
import static org.fangpin110.matching.ReasonCode.LONG_AGO_IN_HOUSEHOLD;
import static org.fangpin110.matching.ReasonCode.NOTHING_APART;
import static org.fangpin110.matching.ReasonCode.OTHER_EVENT;
import static org.fangpin110.matching.ReasonCode.OTHER_EVENT_OF_HOUSEHOLD;
import static org.fangpin110.matching.ReasonCode.OTHER_ID_NUMBER;
import static org.fangpin110.matching.ReasonCode.OTHER_PHONE;
import static org.fangpin110.matching.ReasonCode.OTHER_VILLAGE;
import static org.fangpin110.matching.ReasonCode.SAME_EVENT;
import static org.fangpin110.matching.ReasonCode.SAME_HOUSEHOLD;
import static org.fangpin110.matching.ReasonCode.SAME_ID_NUMBER;
import static org.fangpin110.matching.ReasonCode.SAME_NAME;
import static org.fangpin110.matching.ReasonCode.SAME_PHONE;
import static org.fangpin110.matching.ReasonCode.SAME_VILLAGE;
import static org.fangpin110.matching.ReasonCode.SAME_WORDS;
import static org.fangpin110.matching.ReasonCode.SIMILAR_WORDS;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How much two sides are alike. Symmetric: which of the two came first does not matter.
 *
 * @param score 0 to 100, the sum of the reasons' points
 * @param newEvent long after and of another kind: a new trouble, whoever has it
 */
record Likeness(int score, Set<ReasonCode> reasons, boolean newEvent) {
    /** Later than this, another kind of trouble is a new event. */
    static final Duration WINDOW = Duration.ofDays(30);

    private static final int SAME_WORDS_BITS = 6;
    private static final int SIMILAR_WORDS_BITS = 14;
    /** Sum of {@link ReasonCode} points at most. */
    private static final int WHOLE = 100;

    static Likeness of(Traits one, Traits other) {
        Set<ReasonCode> found = EnumSet.noneOf(ReasonCode.class);
        boolean longAgo = Duration.between(one.at(), other.at()).abs().compareTo(WINDOW) > 0;
        boolean eventsKnown = !one.risks().isEmpty() && !other.risks().isEmpty();
        boolean otherEvent = eventsKnown && Collections.disjoint(one.risks(), other.risks());
        boolean newEvent = longAgo && otherEvent;
        if (equal(one.person(), other.person())) {
            found.add(SAME_ID_NUMBER);
            return new Likeness(WHOLE, found, newEvent);
        }
        if (equal(one.household(), other.household())) {
            found.add(SAME_HOUSEHOLD);
            if (eventsKnown) {
                found.add(otherEvent ? OTHER_EVENT_OF_HOUSEHOLD : SAME_EVENT);
            }
            if (longAgo) {
                found.add(LONG_AGO_IN_HOUSEHOLD);
            }
            return new Likeness(sum(found), found, newEvent);
        }
        if (!one.name().equals(other.name())) {
            return new Likeness(0, found, newEvent);
        }
        found.add(SAME_NAME);
        if (differ(one.person(), other.person())) {
            found.add(OTHER_ID_NUMBER);
        }
        if (equal(one.phone(), other.phone())) {
            found.add(SAME_PHONE);
        } else if (differ(one.phone(), other.phone())) {
            found.add(OTHER_PHONE);
        }
        if (isVillage(one.unit()) && isVillage(other.unit())) {
            found.add(one.unit().equals(other.unit()) ? SAME_VILLAGE : OTHER_VILLAGE);
        }
        if (eventsKnown) {
            found.add(otherEvent ? OTHER_EVENT : SAME_EVENT);
        }
        words(one, other).ifPresent(found::add);
        if (longAgo) {
            found.add(LONG_AGO);
        }
        boolean nothingGiven = one.person().isEmpty()
                && other.person().isEmpty()
                && one.phone().isEmpty()
                && other.phone().isEmpty();
        if (nothingGiven && !longAgo && found.containsAll(List.of(SAME_VILLAGE, SAME_EVENT))) {
            found.add(NOTHING_APART);
        }
        return new Likeness(sum(found), found, newEvent);
    }

    private static Optional<ReasonCode> words(Traits one, Traits other) {
        if (one.print().isEmpty() || other.print().isEmpty()) {
            return Optional.empty();
        }
        int apart = Matching.distance(one.print().getAsLong(), other.print().getAsLong());
        if (apart <= SAME_WORDS_BITS) {
            return Optional.of(SAME_WORDS);
        }
        return apart <= SIMILAR_WORDS_BITS ? Optional.of(SIMILAR_WORDS) : Optional.empty();
    }

    private static int sum(Set<ReasonCode> reasons) {
        int sum = reasons.stream().mapToInt(ReasonCode::points).sum();
        return Math.max(0, Math.min(WHOLE, sum));
    }

    /** Pools and desks end with 000. */
    private static boolean isVillage(String unit) {
        return !unit.endsWith("000");
    }

    private static boolean equal(Optional<IndexKey> one, Optional<IndexKey> other) {
        return one.isPresent() && one.equals(other);
    }

    private static boolean differ(Optional<IndexKey> one, Optional<IndexKey> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }
}
