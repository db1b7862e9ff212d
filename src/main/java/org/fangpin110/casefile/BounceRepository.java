package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.fangpin110.unit.UnitRange;

/** Counts bounces out of the history, unit by unit. */
public final class BounceRepository {
    private static final String COUNTS =
            """
            with returned as (
                select from_unit, owner_unit from case_event
                where kind = 'case-returned' and left(owner_unit, 6) = $1 and at >= $4 and at < $5)
            select unit, sum(away)::integer as away, sum(got)::integer as got
            from (select from_unit as unit, 1 as away, 0 as got from returned
                  union all
                  select owner_unit, 0, 1 from returned) bounce
            where unit >= $2 collate "C" and unit < $3 collate "C" and unit > $6 collate "C"
            group by unit
            order by unit
            limit $7""";

    /**
     * Units with any, in the order of their codes.
     *
     * @param units inside one banner
     * @param after the unit code the page before ended with; empty for the first
     */
    public Future<List<BounceCount>> counts(
            SqlClient db, UnitRange units, Instant from, Instant before, String after, int limit) {
        Tuple values = Tuple.of(units.from().substring(0, 6), units.from(), units.before())
                .addOffsetDateTime(from.atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(before.atOffset(ZoneOffset.UTC))
                .addString(after)
                .addInteger(limit);
        return db.preparedQuery(COUNTS)
                .mapping(row -> new BounceCount(row.getString("unit"), row.getInteger("away"), row.getInteger("got")))
                .execute(values)
                .map(rows -> rows.stream().toList());
    }
}
