package org.fangpin110.report;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** A report as its sender may see it, with the present state of its case. */
public record OwnReport(
        UUID id,
        String bannerCode,
        String receiptNo,
        UUID caseId,
        Instant submittedAt,
        LocalDate promisedBy,
        boolean forOther,
        boolean withdrawn,
        Buffer content,
        String caseState,
        String ownerUnit,
        String firstUnit,
        boolean caseClosed,
        Optional<String> outcome,
        Optional<Buffer> answer) {

    static OwnReport of(Row row) {
        OffsetDateTime withdrawnAt = row.getOffsetDateTime("withdrawn_at");
        OffsetDateTime closedAt = row.getOffsetDateTime("closed_at");
        return new OwnReport(
                row.getUUID("id"),
                row.getString("banner_code"),
                row.getString("receipt_no"),
                row.getUUID("case_id"),
                row.getOffsetDateTime("submitted_at").toInstant(),
                row.getBoolean("promised_anew")
                        ? row.getLocalDate("case_promised_by")
                        : earlier(row.getLocalDate("promised_by"), row.getLocalDate("case_promised_by")),
                !"SELF".equals(row.getString("reporter_kind")),
                withdrawnAt != null,
                row.getBuffer("content"),
                row.getString("state"),
                row.getString("owner_unit"),
                row.getString("unit_code"),
                closedAt != null,
                Optional.ofNullable(row.getString("outcome")),
                Optional.ofNullable(row.getBuffer("answer")));
    }

    /** A promise is kept, or bettered when the holidays of the year are announced; only a case opened again is promised anew. */
    private static LocalDate earlier(LocalDate told, LocalDate ofCase) {
        return ofCase.isBefore(told) ? ofCase : told;
    }

    /** The word for the resident; the message files hold it as {@code status.<code>}, at most five characters. */
    public String status() {
        if (withdrawn) {
            return "WITHDRAWN";
        }
        return switch (caseState) {
            case "RECEIVED" -> ownerUnit.equals(firstUnit) ? "ACKNOWLEDGED" : "TRANSFERRED";
            case "ACCEPTED", "CHECKING" -> "CHECKING";
            case "CHECKED", "REVIEWED" -> "REVIEWING";
            case "IN_NOTICE" -> "IN_NOTICE";
            case "NOTICE_ENDED", "TOWNSHIP_AUDITED" -> "AUDITING";
            case "APPEAL" -> "APPEALED";
            case "REFUSED" -> "REFUSED";
            case "ELIMINATED" -> "ELIMINATED";
            case "CLOSED_OTHER" -> "CLOSED";
            default -> "HELPING";
        };
    }

    @Override
    public String toString() {
        return "OwnReport[" + id + "]";
    }
}
