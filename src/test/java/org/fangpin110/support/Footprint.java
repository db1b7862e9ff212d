package org.fangpin110.support;

import io.vertx.sqlclient.Row;

/** What the tables hold: equal before and after whatever was refused. */
public record Footprint(long reports, long cases, long keys, long events, long owed, long supplements, long photos) {
    private static final String COUNTS =
            """
            select (select count(*) from report), (select count(*) from case_file), (select count(*) from report_key),
                (select count(*) from case_event), (select count(*) from outbox), (select count(*) from report_supplement),
                (select count(*) from attachment)""";

    public static Footprint of(TestApp app) {
        Row row = app.pool().query(COUNTS).execute().await().iterator().next();
        return new Footprint(
                row.getLong(0),
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6));
    }
}
