package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.Party;
import org.fangpin110.casefile.Step;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.workflow.Action;

/** What a step is called, in the history and in the trail, and whether the resident hears of it. */
public final class StepRecord {
    private static final Map<Action, String> KINDS = Map.of(
            Action.CLAIM, "case-claimed",
            Action.RELEASE, "case-released",
            Action.ACCEPT, "case-accepted",
            Action.TRANSFER, "case-transferred",
            Action.RETURN, "case-returned",
            Action.CLOSE, "case-closed",
            Action.CONFIRM, "case-confirmed",
            Action.DISMISS, "case-closed",
            Action.MERGE, "case-merged");

    /** A return is our affair: the resident hears only that somebody else has the case now. */
    private static final Map<Action, String> TOLD = Map.of(
            Action.ACCEPT, "case-accepted",
            Action.TRANSFER, "case-transferred",
            Action.RETURN, "case-transferred",
            Action.CLOSE, "case-closed",
            Action.DISMISS, "case-closed");

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
        return new Step(
                before,
                KINDS.get(action),
                Party.STAFF,
                staff.staffId(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** A step that changes nothing but the history. */
    Step remark(Case before, String kind, StaffMember staff) {
        return new Step(
                before, kind, Party.STAFF, staff.staffId(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Trail and outbox. The trail names the unit that lost the case: its auditor asks first. */
    Future<Void> write(SqlClient tx, Action action, String kind, StaffMember staff, Case before, Case after) {
        String to = after.ownerUnit().equals(before.ownerUnit()) ? null : after.ownerUnit();
        return trail.staff(tx, staff.staffId(), kind, before.ownerUnit(), after.id(), to)
                .compose(recorded -> tell(tx, action, after));
    }

    private Future<Void> tell(SqlClient tx, Action action, Case after) {
        String kind = TOLD.get(action);
        if (kind == null) {
            return Future.succeededFuture();
        }
        JsonObject payload =
                new JsonObject().put("caseId", after.id().toString()).put("sequence", after.lastSequence());
        return outbox.append(tx, ids.next(), kind, after.bannerCode(), payload, after.changedAt());
    }
}
