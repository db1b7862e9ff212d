package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.Party;
import org.fangpin110.casefile.Step;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.workflow.Action;

/** Begins the entry of a step, and writes it into trail and outbox. */
public final class StepRecord {
    private final AuditTrail trail;
    private final Outbox outbox;
    private final TimeOrderedIds ids;
    private final InstantSource clock;

    public StepRecord(AuditTrail trail, Outbox outbox, TimeOrderedIds ids, InstantSource clock) {
        this.trail = trail;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    Step begin(Case before, Action action, StaffMember staff) {
        return begin(before, action, Party.STAFF, staff.staffId());
    }

    Step begin(Case before, Action action, Party party, UUID who) {
        return new Step(before, action.kind(), party, who, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** A step that changes nothing but the history. */
    Step remark(Case before, String kind, StaffMember staff) {
        return new Step(
                before, kind, Party.STAFF, staff.staffId(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * Trail and outbox. The trail names the unit that lost the case: its auditor asks first. A return is our affair: the resident hears
     * only that somebody else has the case now.
     *
     * @param told the kind of message for the resident; null for none
     */
    Future<Void> write(SqlClient tx, Party party, UUID who, String kind, String told, Case before, Case after) {
        String to = after.ownerUnit().equals(before.ownerUnit()) ? null : after.ownerUnit();
        Future<Void> recorded = entry(tx, party, who, kind, before.ownerUnit(), after.id(), to);
        return told == null
                ? recorded
                : Future.all(recorded, tell(tx, told, after)).mapEmpty();
    }

    private Future<Void> entry(
            SqlClient tx, Party party, UUID who, String kind, String unit, UUID caseId, String detail) {
        return switch (party) {
            case STAFF -> trail.staff(tx, who, kind, unit, caseId, detail);
            case RESIDENT -> trail.resident(tx, who, kind, unit, caseId, detail);
            case SYSTEM -> trail.system(tx, kind, unit, caseId, detail);
        };
    }

    private Future<Void> tell(SqlClient tx, String kind, Case after) {
        JsonObject payload =
                new JsonObject().put("caseId", after.id().toString()).put("sequence", after.lastSequence());
        return outbox.append(tx, ids.next(), kind, after.bannerCode(), payload, after.changedAt());
    }
}
