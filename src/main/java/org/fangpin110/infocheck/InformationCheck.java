package org.fangpin110.infocheck;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * One question to one department, as stored. Absent values are null.
 *
 * @param finding encrypted
 * @param answeredByName display name, for staff only
 * @param answeredAs DEPARTMENT or BANNER_DESK
 * @param members who signed, encrypted
 * @param caseOpen false once the case is closed: nobody is asked any more
 */
record InformationCheck(
        UUID id,
        String bannerCode,
        UUID caseId,
        UUID authorisationId,
        String department,
        String dataSet,
        Instant askedAt,
        Instant dueAt,
        CheckResult result,
        CheckSource source,
        byte[] finding,
        UUID answeredBy,
        String answeredByName,
        String answeredAs,
        Instant answeredAt,
        UUID answerKey,
        Instant cancelledAt,
        int version,
        int memberCount,
        byte[] members,
        LocalDate signedOn,
        String ownerUnit,
        boolean caseOpen) {

    static InformationCheck of(Row row) {
        String result = row.getString("result");
        String source = row.getString("source");
        return new InformationCheck(
                row.getUUID("check_id"),
                row.getString("banner_code"),
                row.getUUID("case_id"),
                row.getUUID("authorisation_id"),
                row.getString("department_code"),
                row.getString("data_set"),
                instant(row, "asked_at"),
                instant(row, "due_at"),
                result == null ? null : CheckResult.valueOf(result),
                source == null ? null : CheckSource.valueOf(source),
                bytes(row, "finding"),
                row.getUUID("answered_by"),
                row.getString("answered_by_name"),
                row.getString("answered_as"),
                instant(row, "answered_at"),
                row.getUUID("answer_key"),
                instant(row, "cancelled_at"),
                row.getInteger("version"),
                row.getInteger("member_count"),
                bytes(row, "members"),
                row.getLocalDate("signed_on"),
                row.getString("owner_unit"),
                row.getBoolean("case_open"));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static byte[] bytes(Row row, String column) {
        Buffer value = row.getBuffer(column);
        return value == null ? null : value.getBytes();
    }

    boolean isAnswered() {
        return answeredAt != null;
    }

    /** Somebody still has to look these people up. */
    boolean isOpen() {
        return answeredAt == null && cancelledAt == null && caseOpen;
    }

    static String findingContext(UUID checkId) {
        return "information_check.finding." + checkId;
    }

    static String membersContext(UUID authorisationId) {
        return "check_authorisation.members." + authorisationId;
    }

    @Override
    public String toString() {
        return "InformationCheck[" + id + "]";
    }
}
