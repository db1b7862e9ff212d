package org.fangpin110.report;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A report as stored; {@link ReportContent} opens the content.
 *
 * @param screening its row of report_screening; null until that is written, moments after the receipt
 */
public record StoredReport(
        UUID id,
        String receiptNo,
        Instant submittedAt,
        String reporterKind,
        String riskMain,
        List<String> flags,
        JsonObject routing,
        JsonObject matching,
        JsonObject screening,
        boolean withdrawn,
        byte[] content) {

    static StoredReport of(Row row) {
        return new StoredReport(
                row.getUUID("id"),
                row.getString("receipt_no"),
                row.getOffsetDateTime("submitted_at").toInstant(),
                row.getString("reporter_kind"),
                row.getString("risk_main"),
                List.of(row.getArrayOfStrings("flags")),
                row.getJsonObject("routing"),
                row.getJsonObject("matching"),
                row.getJsonObject("screening"),
                row.getOffsetDateTime("withdrawn_at") != null,
                row.getBuffer("content").getBytes());
    }

    @Override
    public String toString() {
        return "StoredReport[" + id + "]";
    }
}
