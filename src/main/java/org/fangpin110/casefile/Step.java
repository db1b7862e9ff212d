package org.fangpin110.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.fangpin110.routing.Destination;
import org.fangpin110.workflow.State;

/**
 * A step about to be taken: the case as it was read and what shall be different. Starts as a step that changes nothing
 * but the history; what is due changes only with a limit that starts, or by a pause. Used by one thread.
 */
public final class Step {
    final Case before;
    String kind;
    final Party party;
    final UUID actorId;
    final Instant at;
    State state;
    String ownerUnit;
    Destination destination;
    UUID heldBy;
    boolean bounce;
    OutcomeCode outcome;
    byte[] answer;
    String reason;
    byte[] note;
    boolean seenToBeReal;
    String byUnit;
    String meantFor;
    String homeUnit;
    Timing timing;
    Instant pausedSince;
    Windows windows;
    LocalDate promisedBy;

    /**
     * What is due now.
     *
     * @param limitCode the step whose limit runs
     * @param since when it started
     * @param policyVersion of the limits, calendarVersion of the days it was computed with
     */
    public record Timing(
            String limitCode,
            Instant since,
            Instant dueAt,
            int policyVersion,
            long calendarVersion,
            boolean provisional) {}

    /** Moments that open or close something later; null where a step says nothing about it. */
    public record Windows(Instant appealUntil, Instant reopenUntil, Instant stableFrom, Instant noticeUntil) {
        public static final Windows NONE = new Windows(null, null, null, null);
    }

    /** @param kind kebab-case; message files hold its words as {@code event.<kind>} */
    public Step(Case before, String kind, Party party, UUID actorId, Instant at) {
        this.before = before;
        this.kind = kind;
        this.party = party;
        this.actorId = actorId;
        this.at = at;
        this.state = before.state();
        this.ownerUnit = before.ownerUnit();
        this.destination = before.destination();
        this.heldBy = before.claimedBy();
        this.homeUnit = before.homeUnit();
        this.pausedSince = before.pausedSince();
        this.windows = Windows.NONE;
    }

    /** The unit whose household it is; null forgets it. */
    public Step atHomeIn(String unit) {
        homeUnit = unit;
        return this;
    }

    /** Another limit runs, or the same one by another date. */
    public Step due(Timing when) {
        timing = when;
        return this;
    }

    public String homeUnitOr(String otherwise) {
        return homeUnit == null ? otherwise : homeUnit;
    }

    /** @param sealed encrypted with {@link Case#answerContext} */
    public Step answering(byte[] sealed) {
        answer = sealed;
        return this;
    }

    /** How it ended, whatever is answered. */
    public Step outcome(OutcomeCode how) {
        outcome = how;
        return this;
    }

    /** Null lets the clock run. */
    public Step pausedSince(Instant moment) {
        pausedSince = moment;
        return this;
    }

    /** A new promise; null keeps the one that was given. */
    public Step promising(LocalDate day) {
        promisedBy = day;
        return this;
    }

    public Step opening(Windows later) {
        windows = later;
        return this;
    }

    /** With a post of this unit. */
    public Step byUnit(String unit) {
        byUnit = unit;
        return this;
    }

    public LocalDate promisedBy() {
        return promisedBy;
    }

    public State state() {
        return state;
    }

    public Case before() {
        return before;
    }

    public Step to(State next) {
        state = next;
        return this;
    }

    /** Another owner; whoever held the case holds it no more. */
    public Step ownedBy(String unit, Destination queue) {
        ownerUnit = unit;
        destination = queue;
        heldBy = null;
        return this;
    }

    /** Null frees it. */
    public Step heldBy(UUID staffId) {
        heldBy = staffId;
        return this;
    }

    /** Whatever it looked like: somebody works on it now. */
    public Step seenToBeReal() {
        seenToBeReal = true;
        return this;
    }

    /** The last word on whose case it is. */
    public Step finallyBy(String unit) {
        kind = "case-assigned";
        byUnit = unit;
        return this;
    }

    /** Nobody serves in that unit. */
    public Step meantFor(String unit) {
        meantFor = unit;
        return this;
    }

    public Step bounced() {
        bounce = true;
        return this;
    }

    /** @param sealedAnswer encrypted with {@link Case#answerContext}; null where nothing is said */
    public Step closing(OutcomeCode how, byte[] sealedAnswer) {
        outcome = how;
        answer = sealedAnswer;
        return this;
    }

    public Step because(String code) {
        reason = code;
        return this;
    }

    /** Null where none is given. */
    public String reason() {
        return reason;
    }

    /** @param sealed encrypted with {@link CaseEvent#noteContext} and {@link #sequence()} */
    public Step noting(byte[] sealed) {
        note = sealed;
        return this;
    }

    /** Its event's kind. */
    public String kind() {
        return kind;
    }

    /** The number its event will have. */
    public int sequence() {
        return before.lastSequence() + 1;
    }

    public Instant at() {
        return at;
    }

    public boolean changesOwner() {
        return !ownerUnit.equals(before.ownerUnit());
    }
}
