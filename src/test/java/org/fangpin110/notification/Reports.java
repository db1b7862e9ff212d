package org.fangpin110.notification;

import java.util.List;
import org.fangpin110.report.NewReport;

/** Reports with nothing but phones. */
final class Reports {
    private Reports() {}

    static NewReport report(String kind, String subjectPhone, String reporterPhone) {
        return new NewReport(
                kind,
                null,
                new NewReport.Reporter("李四", reporterPhone),
                new NewReport.Subject("张三", subjectPhone, subjectPhone == null, null, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "OTHER",
                List.of(),
                "…",
                false,
                null,
                null,
                null,
                false,
                null,
                null);
    }
}
