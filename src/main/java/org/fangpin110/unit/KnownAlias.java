package org.fangpin110.unit;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;

/** An alias with its life. {@code retiredAt} is null while it is in use. */
public record KnownAlias(
        String unitCode, String alias, String kind, String source, Instant confirmedAt, Instant retiredAt) {
    static KnownAlias of(Row row) {
        OffsetDateTime retired = row.getOffsetDateTime("retired_at");
        return new KnownAlias(
                row.getString("unit_code"),
                row.getString("alias"),
                row.getString("kind"),
                row.getString("source"),
                row.getOffsetDateTime("confirmed_at").toInstant(),
                retired == null ? null : retired.toInstant());
    }
}
