package org.fangpin110.aftercare;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.fangpin110.report.OwnReport;
import org.fangpin110.report.StoredCorrection;
import org.fangpin110.report.StoredSupplement;

/** Reads all that is kept under reports that were found to be a resident's own. */
final class DataExportRepository {
    private static final String CORRECTIONS =
            """
            select * from report_correction where report_id = any($1) order by corrected_at, idempotency_key""";

    Future<List<StoredCorrection>> corrections(SqlClient db, List<OwnReport> reports) {
        return all(db, CORRECTIONS, reports, StoredCorrection::of);
    }

    private static final String SUPPLEMENTS =
            """
            select * from report_supplement where report_id = any($1) order by added_at, idempotency_key""";

    Future<List<StoredSupplement>> supplements(SqlClient db, List<OwnReport> reports) {
        return all(
                db,
                SUPPLEMENTS,
                reports,
                row -> new StoredSupplement(
                        row.getUUID("report_id"),
                        row.getUUID("idempotency_key"),
                        at(row, "added_at"),
                        row.getBuffer("content").getBytes()));
    }

    private static final String RATINGS = "select * from case_rating where report_id = any($1) order by occasion_at";

    /** @param sealed null where nothing was written */
    record Rating(UUID reportId, Instant occasionAt, int score, boolean solved, Instant ratedAt, byte[] sealed) {}

    Future<List<Rating>> ratings(SqlClient db, List<OwnReport> reports) {
        return all(
                db,
                RATINGS,
                reports,
                row -> new Rating(
                        row.getUUID("report_id"),
                        at(row, "occasion_at"),
                        row.getInteger("score"),
                        row.getBoolean("solved"),
                        at(row, "changed_at"),
                        row.getBuffer("content") == null
                                ? null
                                : row.getBuffer("content").getBytes()));
    }

    private static final String APPEALS = "select * from case_appeal where report_id = any($1) order by appealed_at";

    record Appeal(UUID reportId, UUID key, Instant appealedAt, byte[] sealed) {}

    Future<List<Appeal>> appeals(SqlClient db, List<OwnReport> reports) {
        return all(
                db,
                APPEALS,
                reports,
                row -> new Appeal(
                        row.getUUID("report_id"),
                        row.getUUID("idempotency_key"),
                        at(row, "appealed_at"),
                        row.getBuffer("content").getBytes()));
    }

    private static final String CONSENTS =
            """
            select r.id as report_id, r.consents,
                coalesce((select jsonb_object_agg(w.consent, w.withdrawn_at) from consent_withdrawal w
                          where w.report_id = r.id and w.banner_code = r.banner_code), '{}'::jsonb) as withdrawn
            from report r where r.id = any($1)""";

    /** @param given text versions agreed to @param withdrawn when each was taken back */
    record Consents(UUID reportId, Object given, Object withdrawn) {}

    Future<List<Consents>> consents(SqlClient db, List<OwnReport> reports) {
        return all(
                db,
                CONSENTS,
                reports,
                row -> new Consents(
                        row.getUUID("report_id"),
                        row.getJsonObject("consents").getMap(),
                        row.getJsonObject("withdrawn").getMap()));
    }

    private static final String MESSAGES =
            """
            select m.report_id, m.template, m.channel, m.status, m.changed_at
            from report r
            join message m on m.case_id = r.case_id and m.report_id = r.id
            where r.id = any($1)
            order by m.changed_at, m.message_id""";

    record Message(UUID reportId, String template, String channel, String status, Instant at) {}

    Future<List<Message>> messages(SqlClient db, List<OwnReport> reports) {
        return all(
                db,
                MESSAGES,
                reports,
                row -> new Message(
                        row.getUUID("report_id"),
                        row.getString("template"),
                        row.getString("channel"),
                        row.getString("status"),
                        at(row, "changed_at")));
    }

    private static <T> Future<List<T>> all(SqlClient db, String sql, List<OwnReport> reports, Function<Row, T> row) {
        return db.preparedQuery(sql)
                .mapping(row)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(reports.stream().map(OwnReport::id).toArray(UUID[]::new)))
                .map(rows -> rows.stream().toList());
    }

    private static Instant at(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
