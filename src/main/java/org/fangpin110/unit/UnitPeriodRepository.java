package org.fangpin110.unit;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;

/** SQL of unit by single rows: the periods an administrator looks at, opens and closes. */
public final class UnitPeriodRepository {
    private static final String PAGE =
            """
            select u.unit_code, u.level, u.name, u.unit_kind, u.is_routable, u.valid_from, u.valid_to, u.successor_code,
                   u.source,
                   array(select c.change_id from unit_change c
                         where c.status = 'PLANNED' and c.banner_code = left(u.unit_code, 6)
                           and u.unit_code = any(c.unit_codes)
                         order by c.effective_from, c.change_id limit 20) as planned
            from unit u
            where u.unit_code >= $1 and u.unit_code <= $2 and u.level >= $3
              and (u.unit_code, u.level, u.valid_from) > ($4::text, $5::smallint, $6::date)
              and ($7::text is null or starts_with(u.name, $7))
              and (not $8::boolean or u.valid_to is null) and (not $9::boolean or u.valid_to is not null)
            order by u.unit_code, u.level, u.valid_from
            limit $10""";

    /** Where a page begins: after this row. */
    public record Place(String unitCode, int level, LocalDate validFrom) {
        public static Place startOf(UnitRange range) {
            return new Place(range.from(), 0, LocalDate.of(1900, 1, 1));
        }
    }

    /**
     * @param prefix the beginning of the name; null for any
     * @param current true for rows in force, false for ended ones, null for all
     */
    public Future<List<UnitPeriod>> page(
            SqlClient db, UnitRange range, int highestLevel, String prefix, Boolean current, Place after, int limit) {
        return db.preparedQuery(PAGE)
                .mapping(UnitPeriod::of)
                .execute(Tuple.of(range.from(), last(range), (short) highestLevel, after.unitCode())
                        .addShort((short) after.level())
                        .addLocalDate(after.validFrom())
                        .addString(prefix)
                        .addBoolean(Boolean.TRUE.equals(current))
                        .addBoolean(Boolean.FALSE.equals(current))
                        .addInteger(limit))
                .map(rows -> rows.stream().toList());
    }

    /** Digits only, so that the primary key's own order bounds the page. */
    private static String last(UnitRange range) {
        int digits = Math.min(range.before().length(), 12);
        return range.from().substring(0, digits) + "9".repeat(12 - digits);
    }

    private static final String CLOSE =
            """
            update unit set valid_to = greatest(valid_from, $3), successor_code = $4
            where unit_code = $1 and level = $2 and valid_to is null""";

    /** @param successor who answers from now on; null where the unit itself goes on under a new row */
    public Future<Void> close(SqlConnection tx, Unit unit, LocalDate day, String successor) {
        return tx.preparedQuery(CLOSE)
                .execute(Tuple.of(unit.code(), (short) unit.level(), day, successor))
                .mapEmpty();
    }

    private static final String OPEN =
            """
            insert into unit (unit_code, level, name, short_name, parent_code, unit_kind, is_routable, valid_from, source)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (unit_code, level, valid_from) do update
            set name = excluded.name, short_name = excluded.short_name, parent_code = excluded.parent_code,
                unit_kind = excluded.unit_kind, is_routable = excluded.is_routable, source = excluded.source,
                valid_to = null, successor_code = null""";

    /** A row opened on the same day is corrected instead. */
    public Future<Void> open(SqlConnection tx, Unit unit) {
        return tx.preparedQuery(OPEN)
                .execute(Tuple.of(unit.code(), (short) unit.level(), unit.name(), unit.shortName(), unit.parentCode())
                        .addString(unit.kind().name())
                        .addBoolean(unit.routable())
                        .addLocalDate(unit.validFrom())
                        .addString(unit.source()))
                .mapEmpty();
    }
}
