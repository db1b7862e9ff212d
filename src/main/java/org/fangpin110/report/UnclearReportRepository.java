package org.fangpin110.report;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** SQL of reports that no rule could give to a village. */
public final class UnclearReportRepository {
    private static final String RECENT =
            """
            select id, content
            from report
            where id > $2 and banner_code = $1 and routing ->> 'destination' <> 'VILLAGE'
            order by id desc
            limit $3""";

    /** @param content sealed; {@link ReportContent} opens it */
    public record Unclear(UUID id, byte[] content) {
        @Override
        public String toString() {
            return "Unclear[" + id + "]";
        }
    }

    /** Newest first. */
    public Future<List<Unclear>> recent(SqlClient db, String bannerPrefix, UUID since, int most) {
        return db.preparedQuery(RECENT)
                .mapping(row ->
                        new Unclear(row.getUUID("id"), row.getBuffer("content").getBytes()))
                .execute(Tuple.of(bannerPrefix, since, most))
                .map(rows -> rows.stream().toList());
    }
}
