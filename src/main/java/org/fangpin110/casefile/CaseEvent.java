package org.fangpin110.casefile;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One step of a case, as stored. Absent values are null.
 *
 * @param actorName display name, for staff only
 * @param ownerUnit owner after the step
 * @param fromUnit owner before, where the step moved the case
 * @param helperUnit helper after the step, where the step named one
 * @param note encrypted
 * @param byUnit the unit whose post a final decision was made with
 * @param meantFor the unit a step was meant for, where nobody serves in it
 */
public record CaseEvent(
        UUID caseId,
        int sequence,
        Instant at,
        String kind,
        Party actor,
        UUID actorId,
        String actorName,
        String ownerUnit,
        String fromUnit,
        String helperUnit,
        String reason,
        byte[] note,
        String byUnit,
        String meantFor,
        DateChange dates) {
    /** Of due-date-corrected and due-date-confirmed; absent from every other step. */
    public record DateChange(Instant dueBefore, Instant dueAfter, LocalDate promisedBefore, LocalDate promisedAfter) {}

    static CaseEvent of(Row row) {
        return new CaseEvent(
                row.getUUID("case_id"),
                row.getInteger("sequence"),
                Case.instant(row, "at"),
                row.getString("kind"),
                Party.valueOf(row.getString("actor_kind")),
                row.getUUID("actor_id"),
                row.getString("actor_name"),
                row.getString("owner_unit"),
                row.getString("from_unit"),
                row.getString("helper_unit"),
                row.getString("reason"),
                Case.bytes(row, "note"),
                row.getString("by_unit"),
                row.getString("meant_for"),
                row.getOffsetDateTime("due_after") == null
                        ? null
                        : new DateChange(
                                Case.instant(row, "due_before"),
                                Case.instant(row, "due_after"),
                                row.getLocalDate("promised_before"),
                                row.getLocalDate("promised_after")));
    }

    /** The context its note is encrypted with. */
    public static String noteContext(UUID caseId, int sequence) {
        return "case_event.note." + caseId + "." + sequence;
    }

    @Override
    public String toString() {
        return "CaseEvent[" + caseId + ", " + sequence + "]";
    }
}
