package org.fangpin110.casefile;

import io.vertx.sqlclient.Row;
import org.fangpin110.risk.RiskLevel;

/**
 * A case with what a queue shows of its first report; the content is encrypted.
 *
 * @param riskLevel null while nobody has set one
 */
public record QueueRow(
        Case file, Lateness lateness, String receiptNo, String riskMain, byte[] reportContent, RiskLevel riskLevel) {
    static QueueRow of(Row row) {
        String level = row.getString("risk_level");
        return new QueueRow(
                Case.of(row),
                Lateness.of(row),
                row.getString("receipt_no"),
                row.getString("risk_main"),
                Case.bytes(row, "report_content"),
                level == null ? null : RiskLevel.valueOf(level));
    }

    /** Where the page after this row begins. */
    public QueuePlace place() {
        return new QueuePlace(file.urgent() ? 0 : 1, file.dueAt(), file.id());
    }

    @Override
    public String toString() {
        return "QueueRow[" + file.id() + "]";
    }
}
