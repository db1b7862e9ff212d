package org.fangpin110.intake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.matching.IndexKey;
import org.fangpin110.matching.Matching;
import org.fangpin110.matching.MatchingDecision;
import org.fangpin110.matching.Traits;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.routing.KnownHousehold;
import org.fangpin110.routing.Router;
import org.fangpin110.routing.RoutingDecision;

/** Decides where a submission belongs: which unit, which case, until when. Pure but for the ids it draws. */
final class Placement {
    private static final IndexKey FIRST_OF_HOUSEHOLD = new IndexKey(new byte[0]);

    private final Supplier<Router> router;
    private final Supplier<WorkCalendar> calendar;
    private final Supplier<PolicyLimits> limits;
    private final TimeOrderedIds ids;

    Placement(
            Supplier<Router> router,
            Supplier<WorkCalendar> calendar,
            Supplier<PolicyLimits> limits,
            TimeOrderedIds ids) {
        this.router = router;
        this.calendar = calendar;
        this.limits = limits;
        this.ids = ids;
    }

    /** The first decision, from what the report itself says. */
    RoutingDecision route(Submission submission) {
        return router.get().decide(submission.evidence);
    }

    /** Fills in everything the tables need, with what the database knows. */
    void place(Submission s, Precedents precedents, Instant now) {
        precedents
                .knownUnit()
                .filter(known -> !known.unitCode().equals(s.routing.ownerUnit()))
                .ifPresent(known -> s.routing = router.get()
                        .decide(s.evidence.withKnownHousehold(
                                new KnownHousehold(known.unitCode(), KnownHousehold.Basis.valueOf(known.basis())))));
        s.traits = s.traits.withUnit(s.routing.ownerUnit()).withHousehold(precedents.household());
        String banner = s.routing.ownerUnit().substring(0, 6);
        s.matching = Matching.decide(
                s.traits,
                precedents.earlierCases().stream()
                        .filter(seen -> precedents.bannerOf(seen).equals(banner) || samePerson(s.traits, seen.traits()))
                        .toList());
        Deadlines dates =
                Deadlines.of(s.report.isUrgent(), s.routing.ownerUnit(), s.submittedAt, calendar.get(), limits.get());
        boolean joins = s.matching.outcome() == MatchingDecision.Outcome.LINKED;
        s.deadlines = joins ? dates.ofJoined() : dates;
        s.promisedBy = dates.promisedBy();
        if (joins) {
            UUID target = s.matching.target().orElseThrow();
            Precedents.Joinable joined = precedents.joinable().get(target);
            s.caseId = target;
            s.bannerCode = joined.bannerCode();
            s.promisedBy = joined.promisedBy();
        } else {
            s.caseId = ids.next();
            s.bannerCode = banner;
        }
        claim(s, precedents);
    }

    /** Only a person is followed into another banner; a name or a household is not. */
    private static boolean samePerson(Traits one, Traits other) {
        return one.person().isPresent() && one.person().equals(other.person());
    }

    /**
     * Name and phone, without a phone name and unit, and the household: none of these opens twice unless the other was
     * seen and judged to be somebody else's. Who did not see it loses the race at the insert, looks again and sees it.
     */
    private static void claim(Submission s, Precedents precedents) {
        IndexKey own = new IndexKey(ByteBuffer.allocate(16)
                .putLong(s.caseId.getMostSignificantBits())
                .putLong(s.caseId.getLeastSignificantBits())
                .array());
        IndexKey wanted = s.traits
                .phone()
                .orElseGet(() -> new IndexKey(s.routing.ownerUnit().getBytes(StandardCharsets.US_ASCII)));
        boolean nameTaken = precedents.earlierCases().stream()
                .filter(seen -> seen.traits().name().equals(s.traits.name()))
                .anyMatch(
                        seen -> wanted.equals(precedents.claimsOf(seen).ofName().orElse(null)));
        s.nameClaim = nameTaken ? own : wanted;
        s.householdClaim = s.traits
                .household()
                .map(household -> precedents.earlierCases().stream()
                                .filter(seen -> seen.traits().household().equals(s.traits.household()))
                                .anyMatch(seen -> FIRST_OF_HOUSEHOLD.equals(
                                        precedents.claimsOf(seen).ofHousehold().orElse(null)))
                        ? own
                        : FIRST_OF_HOUSEHOLD);
    }
}
