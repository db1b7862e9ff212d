package org.fangpin110.routing;

import java.util.List;
import java.util.Optional;

/**
 * Where a report goes and why, complete enough to be stored, shown and replayed.
 *
 * @param ownerUnit the unit whose queue gets it: valid, routable, served; the serving banner for the transfer list
 * @param transferTarget the other county, when its name was recognised
 * @param helperUnit the other village of a household that lives elsewhere than registered; see {@link SplitResidence}
 * @param confidence 0 to 1; comparable between decisions of one algorithm only
 */
public record RoutingDecision(
        Destination destination,
        String ownerUnit,
        Optional<String> transferTarget,
        Optional<String> helperUnit,
        double confidence,
        List<Reason> reasons,
        List<Candidate> candidates,
        String algorithm,
        long unitTableVersion) {
    public RoutingDecision {
        reasons = List.copyOf(reasons);
        candidates = List.copyOf(candidates);
    }
}
