package org.fangpin110.feed;

import java.util.Optional;
import java.util.Set;

/**
 * How one report ended.
 *
 * @param answer empty when none came in spite of all tries
 * @param decision present for a stored report when the server tells it
 */
public record Outcome(FeedReport report, Optional<Answer> answer, Optional<Decision> decision) {
    /** The refusals a resident can act on; any other answer than 201 is a fault of ours. */
    private static final Set<Integer> DOCUMENTED = Set.of(400, 409, 413, 422, 429);

    boolean stored() {
        return answer.filter(Answer::created).isPresent();
    }

    boolean replayed() {
        return answer.filter(Answer::replayed).isPresent();
    }

    boolean refused() {
        return answer.filter(given ->
                        DOCUMENTED.contains(given.status()) && !given.problem().isEmpty())
                .isPresent();
    }

    String receiptNo() {
        return answer.map(given -> given.body().getString("receiptNo")).orElse("");
    }
}
