package org.fangpin110.casefile;

import java.time.Instant;
import java.util.UUID;
import org.fangpin110.routing.Destination;
import org.fangpin110.workflow.State;

/**
 * A step about to be taken: the case as it was read and what shall be different. Starts as a step that changes nothing
 * but the history; no method can touch the due time. Used by one thread.
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
