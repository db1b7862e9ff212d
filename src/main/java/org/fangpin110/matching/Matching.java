package org.fangpin110.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * First version: only what is certain links (the same ID number; or the same name, village and phone without two
 * different ID numbers), the rest of what looks alike is shown to people. Deterministic; candidates in any order.
 */
public final class Matching {
    private Matching() {}

    public static MatchingDecision decide(Indexes newcomer, List<OpenCase> candidates) {
        List<UUID> related = new ArrayList<>();
        Optional<UUID> sameNamePhone = Optional.empty();
        boolean otherId = false;
        for (OpenCase candidate : candidates) {
            if (both(newcomer.person(), candidate.person()) && newcomer.person().equals(candidate.person())) {
                return new MatchingDecision(
                        MatchingDecision.Outcome.LINKED,
                        Optional.of(candidate.caseId()),
                        1.0,
                        ReasonCode.SAME_ID_NUMBER,
                        List.of());
            }
            if (!both(newcomer.nameAndUnit(), candidate.nameAndUnit())
                    || !newcomer.nameAndUnit().equals(candidate.nameAndUnit())) {
                continue;
            }
            boolean twoIds = both(newcomer.person(), candidate.person());
            boolean samePhone = both(newcomer.phone(), candidate.phone())
                    && newcomer.phone().equals(candidate.phone());
            if (samePhone && !twoIds) {
                sameNamePhone = sameNamePhone
                        .filter(known -> known.compareTo(candidate.caseId()) < 0)
                        .or(() -> Optional.of(candidate.caseId()));
            }
            otherId |= twoIds;
            related.add(candidate.caseId());
        }
        if (sameNamePhone.isPresent()) {
            return new MatchingDecision(
                    MatchingDecision.Outcome.LINKED,
                    sameNamePhone,
                    0.95,
                    ReasonCode.SAME_NAME_VILLAGE_PHONE,
                    List.of());
        }
        if (!related.isEmpty()) {
            related.sort(null);
            ReasonCode reason = otherId ? ReasonCode.SAME_NAME_VILLAGE_OTHER_ID : ReasonCode.SAME_NAME_VILLAGE;
            return new MatchingDecision(
                    MatchingDecision.Outcome.SUGGESTED,
                    Optional.empty(),
                    otherId ? 0.2 : 0.5,
                    reason,
                    List.copyOf(related));
        }
        return new MatchingDecision(
                MatchingDecision.Outcome.NEW, Optional.empty(), 1.0, ReasonCode.NOTHING_IN_COMMON, List.of());
    }

    private static boolean both(Optional<IndexKey> one, Optional<IndexKey> other) {
        return one.isPresent() && other.isPresent();
    }
}
