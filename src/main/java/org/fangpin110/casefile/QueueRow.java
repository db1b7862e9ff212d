package org.fangpin110.casefile;

import io.vertx.sqlclient.Row;

/** A case with what a queue shows of its first report; the content is encrypted. */
public record QueueRow(Case file, Lateness lateness, String receiptNo, String riskMain, byte[] reportContent) {
    static QueueRow of(Row row) {
        return new QueueRow(
                Case.of(row),
                Lateness.of(row),
                row.getString("receipt_no"),
                row.getString("risk_main"),
                Case.bytes(row, "report_content"));
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
