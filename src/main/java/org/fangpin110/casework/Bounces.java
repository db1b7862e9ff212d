package org.fangpin110.casework;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fangpin110.casefile.CaseEvent;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;

/**
 * Who said that a case is not theirs, and whose word ended it; read from the case's history. The first return goes to the
 * unit it names or to the pool, the second to the common superior of all who had it, and what that one decides is final.
 *
 * @param by units that returned it, in order
 */
record Bounces(List<String> by, Optional<Decision> decision) {
    /**
     * The last final decision.
     *
     * @param decider the unit whose post it was made with
     * @param unit who got the case
     * @param person display name of who decided; null when the account is gone
     */
    record Decision(String decider, String unit, String person) {}

    static final Bounces NONE = new Bounces(List.of(), Optional.empty());
    static final String RETURNED = "case-returned";
    static final String DECIDED = "case-assigned";

    static Bounces of(List<CaseEvent> history) {
        List<String> by = history.stream()
                .filter(event -> event.kind().equals(RETURNED))
                .map(CaseEvent::fromUnit)
                .toList();
        Optional<Decision> last = history.stream()
                .filter(event -> event.kind().equals(DECIDED))
                .reduce((earlier, later) -> later)
                .map(event -> new Decision(event.byUnit(), event.ownerUnit(), event.actorName()));
        return new Bounces(by, last);
    }

    /** Two units said no: somebody above both has to say who it is. */
    boolean decisionOwed() {
        return by.size() >= 2 && decision.isEmpty();
    }

    boolean returnedBy(String unit) {
        return by.contains(unit);
    }

    /** The lowest unit above all who returned it and its present owner: their township, else the banner. */
    String superior(String owner) {
        List<String> involved = Stream.concat(by.stream(), Stream.of(owner)).toList();
        String township = UnitCode.township(owner);
        boolean oneTownship = involved.stream()
                .allMatch(unit ->
                        UnitCode.level(unit) == 5 && UnitCode.township(unit).equals(township));
        return oneTownship ? township : UnitCode.county(owner);
    }

    /** May decide between all who returned it. */
    boolean coveredBy(String unit) {
        UnitRange range = UnitRange.of(unit);
        return by.stream().allMatch(range::contains) && !by.contains(unit);
    }

    /** Whether there is any unit at all they may move it to. */
    boolean mayMoveSomewhere(List<String> posts) {
        return decision.map(word -> posts.stream()
                        .map(UnitRange::of)
                        .anyMatch(range -> range.contains(word.decider())
                                || (range.contains(word.unit()) && UnitCode.level(word.unit()) < 5)))
                .orElse(true);
    }

    /** After the final word the case moves only by those who had it, those above them, or inside the unit that got it. */
    boolean mayMove(List<String> posts, String target) {
        return decision.map(word -> posts.stream()
                        .map(UnitRange::of)
                        .anyMatch(range -> range.contains(word.decider())
                                || (range.contains(word.unit())
                                        && UnitRange.of(word.unit()).contains(target))))
                .orElse(true);
    }
}
