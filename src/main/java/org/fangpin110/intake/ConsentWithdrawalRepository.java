package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.fangpin110.report.OwnReport;

/** SQL of consent_withdrawal. */
final class ConsentWithdrawalRepository {
    private static final String FIND =
            """
            select withdrawn_at from consent_withdrawal where report_id = $1 and banner_code = $2 and consent = $3""";

    Future<Optional<Instant>> find(SqlClient tx, OwnReport report, String consent) {
        return tx.preparedQuery(FIND)
                .mapping(row -> row.getOffsetDateTime("withdrawn_at"))
                .execute(Tuple.of(report.id(), report.bannerCode(), consent))
                .map(rows -> rows.stream().findFirst().map(OffsetDateTime::toInstant));
    }

    private static final String INSERT =
            """
            insert into consent_withdrawal (report_id, banner_code, consent, withdrawn_at) values ($1, $2, $3, $4)""";

    Future<Void> insert(SqlClient tx, OwnReport report, String consent, Instant now) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.of(report.id(), report.bannerCode(), consent, now.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }
}
