package org.fangpin110.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.matching.IndexKey;
import org.fangpin110.matching.Indexes;
import org.fangpin110.matching.Matching;
import org.fangpin110.matching.MatchingDecision;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.routing.Destination;
import org.fangpin110.routing.KnownHousehold;
import org.fangpin110.routing.Router;
import org.fangpin110.routing.RoutingDecision;

/** Decides where a submission belongs: which unit, which case, until when. Pure but for the ids it draws. */
final class Placement {
    private static final String ACCEPT = "ACCEPT";
    private static final String WHOLE_CHAIN = "WHOLE_CHAIN";

    private final Supplier<Router> router;
    private final WorkCalendar calendar;
    private final PolicyLimits limits;
    private final TimeOrderedIds ids;

    Placement(Supplier<Router> router, WorkCalendar calendar, PolicyLimits limits, TimeOrderedIds ids) {
        this.router = router;
        this.calendar = calendar;
        this.limits = limits;
        this.ids = ids;
    }

    /** The first decision, from what the report itself says. */
    RoutingDecision route(Submission submission) {
        return router.get().decide(submission.evidence);
    }

    /** The blind index of a name inside a village; nothing where the village is unclear: names repeat everywhere. */
    static java.util.Optional<IndexKey> nameAndUnit(BlindIndex index, String comparableName, RoutingDecision routing) {
        return routing.destination() == Destination.VILLAGE
                ? java.util.Optional.of(
                        new IndexKey(index.of("case_file.name_unit_index", comparableName + "|" + routing.ownerUnit())))
                : java.util.Optional.empty();
    }

    /** Fills in everything the tables need, with what the database knows. */
    void place(Submission s, Precedents precedents, Instant now) {
        precedents
                .knownUnit()
                .filter(known -> !known.unitCode().equals(s.routing.ownerUnit()))
                .ifPresent(known -> s.routing = router.get()
                        .decide(s.evidence.withKnownHousehold(
                                new KnownHousehold(known.unitCode(), KnownHousehold.Basis.valueOf(known.basis())))));
        Indexes indexes = s.indexes;
        s.matching = Matching.decide(indexes, precedents.openCases());
        LocalDate today = LocalDate.ofInstant(s.submittedAt, WorkCalendar.ZONE);
        String unit = s.routing.ownerUnit();
        String step = s.report.isUrgent() ? "URGENT_CALL" : ACCEPT;
        PolicyLimits.Limit accept = limits.most(step, unit, today);
        PolicyLimits.Limit chain = limits.most(WHOLE_CHAIN, unit, today);
        s.dueAt = calendar.due(s.submittedAt, accept.value(), accept.unit()).at();
        s.policyVersion = accept.version();
        Instant chainEnd =
                calendar.due(s.submittedAt, chain.value(), chain.unit()).at();
        s.promisedBy = LocalDate.ofInstant(chainEnd.minusSeconds(1), WorkCalendar.ZONE);
        if (s.matching.outcome() == MatchingDecision.Outcome.LINKED) {
            UUID target = s.matching.target().orElseThrow();
            Precedents.Joinable joined = precedents.joinable().get(target);
            s.caseId = target;
            s.bannerCode = joined.bannerCode();
            s.promisedBy = joined.promisedBy();
        } else {
            s.caseId = ids.next();
            s.bannerCode = unit.substring(0, 6);
        }
    }
}
