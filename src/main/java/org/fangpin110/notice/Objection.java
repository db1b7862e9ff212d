package org.fangpin110.notice;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.fangpin110.deadline.Pause;

/**
 * An objection as stored. Absent values are null.
 *
 * @param number what the objector keeps
 * @param residentId who objected on the phone
 * @param recordedBy who recorded it for somebody
 * @param content what was said, encrypted
 * @param contact encrypted
 * @param founded what was found
 * @param finding in words for the objector, encrypted
 */
public record Objection(
        UUID id,
        String bannerCode,
        String number,
        UUID noticeId,
        UUID caseId,
        UUID residentId,
        UUID recordedBy,
        byte[] contentHash,
        byte[] content,
        byte[] contact,
        Instant receivedAt,
        Instant decidedAt,
        UUID decidedBy,
        Boolean founded,
        byte[] finding) {

    static Objection of(Row row) {
        return new Objection(
                row.getUUID("objection_id"),
                row.getString("banner_code"),
                row.getString("objection_no"),
                row.getUUID("notice_id"),
                row.getUUID("case_id"),
                row.getUUID("resident_id"),
                row.getUUID("recorded_by"),
                bytes(row, "content_hash"),
                bytes(row, "content"),
                bytes(row, "contact"),
                PublicNotice.instant(row, "received_at"),
                PublicNotice.instant(row, "decided_at"),
                row.getUUID("decided_by"),
                row.getBoolean("founded"),
                bytes(row, "finding"));
    }

    private static byte[] bytes(Row row, String column) {
        return row.getBuffer(column) == null ? null : row.getBuffer(column).getBytes();
    }

    public boolean isOpen() {
        return decidedAt == null;
    }

    /** @param now for one that is still open */
    Pause pause(Instant now) {
        return new Pause(receivedAt, decidedAt == null ? now : decidedAt);
    }

    /** What a column of it is encrypted with: content, contact, finding. */
    static String context(String column, UUID objectionId) {
        return "case_objection." + column + "." + objectionId;
    }

    /** Also for whoever tells the objector. */
    public static String contactContext(UUID objectionId) {
        return context("contact", objectionId);
    }

    @Override
    public String toString() {
        return "Objection[" + id + "]";
    }
}
