package org.fangpin110.casefile;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.fangpin110.routing.Destination;
import org.fangpin110.workflow.State;

/**
 * A case as stored. Absent values are null.
 *
 * @param helperUnit the other village of a household that lives elsewhere than registered; reads and visits, owes nothing
 * @param answer encrypted
 * @param claimedByName display name of who holds it
 * @param previousCaseId an earlier case of the same person
 * @param mergedInto the case its reports moved to
 * @param pendingSuggestions comparisons it waits for
 * @param changedByName display name of the staff member who changed it last; null when a resident or the system did
 * @param bounceCount how often it was returned as not ours
 * @param homeUnit the unit whose household it is, since it was accepted
 * @param limitCode step code of the limit that runs; null: the first one, since it was received
 * @param pausedSince since when the clock rests
 * @param heldAt since when it waits for somebody to say that it is a report at all
 */
public record Case(
        UUID id,
        String bannerCode,
        String ownerUnit,
        String helperUnit,
        Destination destination,
        State state,
        boolean urgent,
        Instant receivedAt,
        Instant dueAt,
        Instant closedAt,
        OutcomeCode outcome,
        byte[] answer,
        UUID claimedBy,
        String claimedByName,
        byte[] personIndex,
        UUID firstReportId,
        int reportCount,
        int lastSequence,
        int version,
        Instant changedAt,
        String changedByName,
        int bounceCount,
        Instant heldAt,
        UUID previousCaseId,
        UUID mergedInto,
        int pendingSuggestions,
        String homeUnit,
        String limitCode,
        Instant limitSince,
        Instant pausedSince,
        LocalDate promisedBy) {

    static Case of(Row row) {
        String outcome = row.getString("outcome");
        return new Case(
                row.getUUID("id"),
                row.getString("banner_code"),
                row.getString("owner_unit"),
                row.getString("helper_unit"),
                Destination.valueOf(row.getString("destination")),
                State.valueOf(row.getString("state")),
                row.getInteger("priority") == 0,
                instant(row, "received_at"),
                instant(row, "due_at"),
                instant(row, "closed_at"),
                outcome == null ? null : OutcomeCode.valueOf(outcome),
                bytes(row, "answer"),
                row.getUUID("claimed_by"),
                row.getString("claimed_by_name"),
                bytes(row, "person_index"),
                row.getUUID("first_report_id"),
                row.getInteger("report_count"),
                row.getInteger("last_sequence"),
                row.getInteger("version"),
                instant(row, "changed_at"),
                row.getString("changed_by_name"),
                row.getInteger("bounce_count"),
                instant(row, "held_at"),
                row.getUUID("previous_case_id"),
                row.getUUID("merged_into"),
                row.getInteger("pending_suggestions"),
                row.getString("home_unit"),
                row.getString("limit_code"),
                instant(row, "limit_since"),
                instant(row, "paused_since"),
                row.getLocalDate("promised_by"));
    }

    static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    static byte[] bytes(Row row, String column) {
        Buffer value = row.getBuffer(column);
        return value == null ? null : value.getBytes();
    }

    /** Nobody has said yet whether it is a report at all. */
    public boolean isHeld() {
        return heldAt != null && isOpen();
    }

    public boolean isOpen() {
        return closedAt == null;
    }

    public boolean isHeldByOther(UUID staffId) {
        return claimedBy != null && !claimedBy.equals(staffId);
    }

    /** The context its answer is encrypted with. */
    public static String answerContext(UUID caseId) {
        return "case_file.answer." + caseId;
    }

    @Override
    public String toString() {
        return "Case[" + id + "]";
    }
}
