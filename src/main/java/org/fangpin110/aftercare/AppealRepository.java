package org.fangpin110.aftercare;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.report.OwnReport;

/** SQL of case_appeal. */
final class AppealRepository {
    private static final String EARLIER =
            """
            select content_hash, appealed_at from case_appeal
            where report_id = $1 and banner_code = $2 and idempotency_key = $3""";

    record Earlier(Buffer hash, Instant appealedAt) {}

    Future<Optional<Earlier>> earlier(SqlClient tx, OwnReport report, UUID key) {
        return tx.preparedQuery(EARLIER)
                .mapping(row -> new Earlier(
                        row.getBuffer("content_hash"),
                        row.getOffsetDateTime("appealed_at").toInstant()))
                .execute(Tuple.of(report.id(), report.bannerCode(), key))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String INSERT =
            """
            insert into case_appeal (report_id, banner_code, idempotency_key, content_hash, case_id, refused_at,
                                     appealed_at, content)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict on constraint appeal_once_a_decision do nothing""";

    /** False when this decision was appealed already. */
    Future<Boolean> insert(
            SqlClient tx, OwnReport report, UUID key, Buffer hash, Instant refusedAt, Instant now, byte[] sealed) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.of(report.id(), report.bannerCode(), key, hash, report.caseId())
                        .addOffsetDateTime(utc(refusedAt))
                        .addOffsetDateTime(utc(now))
                        .addBuffer(Buffer.buffer(sealed)))
                .map(done -> done.rowCount() == 1);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
