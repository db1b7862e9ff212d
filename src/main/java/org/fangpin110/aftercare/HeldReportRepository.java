package org.fangpin110.aftercare;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.report.OwnReport;
import org.fangpin110.report.ReportRepository;

/** A resident's own report with its case locked, so that residents' and staff's steps come one after another. */
final class HeldReportRepository {
    /**
     * @param closedAt of the case as it is under the lock
     * @param recognisedAt when the household was first registered
     */
    record Held(OwnReport report, String state, Optional<Instant> closedAt, Optional<Instant> recognisedAt) {
        boolean closed() {
            return closedAt.isPresent();
        }
    }

    private static final String LOCK =
            """
            with locked as materialized (
                select id, banner_code, state, closed_at from case_file where id = $1 and banner_code = $2 for update)
            select l.state, l.closed_at,
                (select min(e.at) from case_event e
                 where e.case_id = l.id and e.banner_code = l.banner_code and e.state = 'REGISTERED') as recognised_at
            from locked l""";

    private final ReportRepository reports = new ReportRepository();

    /** 404 when it is not theirs. Whoever waited for the lock looks again: the report may have moved to another case. */
    Future<Held> hold(SqlConnection tx, UUID residentId, String receiptNo) {
        return own(tx, residentId, receiptNo)
                .compose(seen -> lock(tx, seen).compose(row -> own(tx, residentId, receiptNo)
                        .compose(now -> now.caseId().equals(seen.caseId())
                                ? Future.succeededFuture(new Held(
                                        now, row.getString("state"), at(row, "closed_at"), at(row, "recognised_at")))
                                : hold(tx, residentId, receiptNo))));
    }

    private Future<OwnReport> own(SqlClient tx, UUID residentId, String receiptNo) {
        return reports.find(tx, residentId, receiptNo).map(found -> found.orElseThrow(AppException::notFound));
    }

    private static Future<Row> lock(SqlClient tx, OwnReport report) {
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(report.caseId(), report.bannerCode()))
                .map(rows -> rows.iterator().next());
    }

    private static Optional<Instant> at(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
