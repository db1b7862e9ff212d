package org.fangpin110.notice;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.fangpin110.deadline.LimitUnit;

/**
 * A notice as it hangs or hung. Absent values are null.
 *
 * @param unitCode the village it is posted in
 * @param round counts the notices of one kind in a case, from 1
 * @param place where in the village
 * @param minimum not to be taken down before
 * @param content the words in each language, encrypted
 * @param voidReason why it came down without having served
 * @param caseClosed whoever withdrew is not kept on the wall, nor on the phone
 * @param openObjections not yet answered
 */
public record PublicNotice(
        UUID id,
        String bannerCode,
        UUID caseId,
        NoticeNumber number,
        NoticeKind kind,
        int round,
        String unitCode,
        String place,
        Instant postedAt,
        UUID postedBy,
        NoticeMinimum minimum,
        int textVersion,
        byte[] content,
        List<UUID> postEvidence,
        Instant takenDownAt,
        UUID takenDownBy,
        List<UUID> takeDownEvidence,
        VoidReason voidReason,
        boolean caseClosed,
        int objections,
        int openObjections) {

    /** Why a notice comes down early: it was wrong, or its household is in no procedure any more. */
    public enum VoidReason {
        OBJECTION_FOUNDED,
        CASE_CLOSED
    }

    static PublicNotice of(Row row) {
        Integer awaited = row.getInteger("awaited_year");
        UUID[] removal = row.getArrayOfUUIDs("take_down_evidence");
        return new PublicNotice(
                row.getUUID("notice_id"),
                row.getString("banner_code"),
                row.getUUID("case_id"),
                new NoticeNumber(row.getString("notice_no")),
                NoticeKind.valueOf(row.getString("kind")),
                row.getInteger("round"),
                row.getString("unit_code"),
                row.getString("place"),
                instant(row, "posted_at"),
                row.getUUID("posted_by"),
                new NoticeMinimum(
                        row.getInteger("minimum_value"),
                        LimitUnit.valueOf(row.getString("minimum_unit")),
                        instant(row, "minimum_until"),
                        row.getInteger("policy_version"),
                        row.getLong("calendar_version"),
                        awaited == null ? OptionalInt.empty() : OptionalInt.of(awaited)),
                row.getInteger("text_version"),
                row.getBuffer("content").getBytes(),
                List.of(row.getArrayOfUUIDs("post_evidence")),
                instant(row, "taken_down_at"),
                row.getUUID("taken_down_by"),
                removal == null ? null : List.of(removal),
                row.getString("void_reason") == null ? null : VoidReason.valueOf(row.getString("void_reason")),
                row.getBoolean("case_closed"),
                row.getInteger("objections"),
                row.getInteger("open_objections"));
    }

    static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    /** It is on the wall. */
    public boolean hangs() {
        return takenDownAt == null;
    }

    public boolean takesObjections() {
        return hangs() && kind.takesObjections() && !caseClosed;
    }

    /** It hung all its days: what the next step may rest on. */
    public boolean served() {
        return takenDownAt != null && voidReason == null;
    }

    /** Everybody in the village may read it on the phone too; an announcement no longer than it must hang. */
    public boolean isPublic(Instant now) {
        return takesObjections() || hangs() && !kind.takesObjections() && (now.isBefore(minimum.until()));
    }

    /** What its words are encrypted with. */
    static String contentContext(UUID noticeId) {
        return "case_notice.content." + noticeId;
    }

    @Override
    public String toString() {
        return "PublicNotice[" + id + ", " + kind + "]";
    }
}
