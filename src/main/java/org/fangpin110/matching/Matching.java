package org.fangpin110.matching;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.matching.MatchingDecision.Candidate;
import org.fangpin110.matching.MatchingDecision.Outcome;

/**
 * Certain: attached to the open case. Between: a case of its own, and a person compares. Below: a case of its own. What
 * counts how much stands in {@link ReasonCode}. Deterministic, whatever the order of the candidates.
 */
public final class Matching {
    /** To be raised whenever the same evidence would be judged otherwise. */
    public static final String ALGORITHM = "matching-2";

    /** Points that link. */
    public static final int CERTAIN = 85;
    /** Points from which a person compares. */
    public static final int SUGGESTED = 55;
    /** More would not be compared, only be in the way. */
    static final int MOST_SUGGESTED = 3;

    /** A candidate weighed. */
    private record Weighed(EarlierCase candidate, Likeness likeness) {
        boolean certain() {
            return likeness.score() >= CERTAIN;
        }

        boolean attachable() {
            return candidate.open() && !likeness.newEvent();
        }

        boolean isPerson() {
            return likeness.reasons().contains(ReasonCode.SAME_ID_NUMBER);
        }

        Candidate told() {
            return new Candidate(candidate.caseId(), likeness.score(), reasons());
        }

        List<ReasonCode> reasons() {
            return List.copyOf(likeness.reasons()); // an EnumSet: in the order of the table
        }
    }

    /** The number before anything else, then the likest, then the latest; the id makes the order complete. */
    private static final Comparator<Weighed> LIKEST_FIRST = comparing(Weighed::isPerson, reverseOrder())
            .thenComparing(weighed -> weighed.likeness().score(), reverseOrder())
            .thenComparing(weighed -> weighed.candidate().traits().at(), reverseOrder())
            .thenComparing(weighed -> weighed.candidate().caseId());

    private Matching() {}

    /** How many of 64 bits two narratives' prints are apart; texts without a word in common are about 32. */
    public static int distance(long onePrint, long otherPrint) {
        return Long.bitCount(onePrint ^ otherPrint);
    }

    public static MatchingDecision decide(Traits newcomer, List<EarlierCase> candidates) {
        List<Weighed> weighed = candidates.stream()
                .map(candidate -> new Weighed(candidate, Likeness.of(newcomer, candidate.traits())))
                .sorted(LIKEST_FIRST)
                .toList();
        List<Weighed> certain = weighed.stream()
                .filter(Weighed::attachable)
                .filter(Weighed::certain)
                .toList();
        Optional<Weighed> previous = weighed.stream()
                .filter(one -> !one.attachable() && one.certain())
                .max(comparing((Weighed one) -> one.candidate().traits().at())
                        .thenComparing(one -> one.candidate().caseId()));
        if (!certain.isEmpty() && !fitsSeveral(certain)) {
            Weighed best = certain.get(0);
            return new MatchingDecision(
                    Outcome.LINKED,
                    Optional.of(best.candidate().caseId()),
                    best.likeness().score(),
                    best.reasons(),
                    List.of(),
                    Optional.empty());
        }
        Optional<UUID> named = previous.map(one -> one.candidate().caseId());
        List<Candidate> toCompare = weighed.stream()
                .filter(Weighed::attachable)
                .filter(one -> one.likeness().score() >= SUGGESTED)
                .limit(MOST_SUGGESTED)
                .map(Weighed::told)
                .toList();
        if (!toCompare.isEmpty()) {
            Candidate first = toCompare.get(0);
            List<ReasonCode> reasons = certain.isEmpty() ? first.reasons() : List.of(ReasonCode.FITS_SEVERAL);
            return new MatchingDecision(Outcome.SUGGESTED, Optional.empty(), first.score(), reasons, toCompare, named);
        }
        ReasonCode why = previous.map(
                        one -> one.candidate().open() ? ReasonCode.NEW_EVENT : ReasonCode.EARLIER_CASE_CLOSED)
                .orElse(ReasonCode.NOTHING_IN_COMMON);
        return new MatchingDecision(Outcome.NEW, Optional.empty(), 0, List.of(why), List.of(), named);
    }

    /** A report without a number that fits the cases of two numbers: whose it is, a person must say. */
    private static boolean fitsSeveral(List<Weighed> certain) {
        Weighed best = certain.get(0);
        if (best.isPerson() || best.likeness().reasons().contains(ReasonCode.SAME_HOUSEHOLD)) {
            return false;
        }
        Set<IndexKey> persons = certain.stream()
                .flatMap(one -> one.candidate().traits().person().stream())
                .collect(java.util.stream.Collectors.toSet());
        return persons.size() > 1;
    }
}
