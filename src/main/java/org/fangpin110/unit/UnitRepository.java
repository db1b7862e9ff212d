package org.fangpin110.unit;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** SQL of unit, unit_alias and unit_table_version as a whole; single rows are with UnitPeriodRepository and AliasRepository. */
public final class UnitRepository {
    /** Rows for one statement: large enough to forget the round trip, small enough to show progress. */
    static final int BATCH = 1_000;

    private static final String LATEST =
            """
            select version, source, checksum, unit_count
            from unit_table_version
            order by version desc
            limit 1""";

    public Future<UnitTableVersion> latestVersion(SqlClient db) {
        return db.preparedQuery(LATEST)
                .mapping(row -> new UnitTableVersion(
                        row.getLong("version"),
                        row.getString("source"),
                        row.getString("checksum"),
                        row.getInteger("unit_count")))
                .execute()
                .map(rows -> rows.size() == 0
                        ? UnitTableVersion.NONE
                        : rows.iterator().next());
    }

    private static final String ALL =
            """
            select unit_code, level, name, short_name, parent_code, unit_kind, is_routable,
                   valid_from, valid_to, successor_code, source
            from unit
            order by unit_code, level""";

    private static final String ALIASES =
            """
            select unit_code, alias, kind
            from unit_alias
            where retired_at is null
            order by unit_code, alias""";

    /** The newest table. Rows go straight into columns, so that the nation does not stand in memory twice. */
    public Future<UnitTable> load(SqlClient db) {
        return latestVersion(db).compose(version -> db.preparedQuery(ALL)
                .collecting(Collector.of(UnitTable::builder, UnitRepository::add, UnitRepository::together))
                .execute()
                .compose(units -> db.preparedQuery(ALIASES)
                        .collecting(Collectors.mapping(UnitRepository::alias, Collectors.toList()))
                        .execute()
                        .map(aliases ->
                                units.value().addAliases(aliases.value()).build(version))));
    }

    private static void add(UnitTable.Builder builder, Row row) {
        builder.add(unit(row));
    }

    private static UnitTable.Builder together(UnitTable.Builder left, UnitTable.Builder right) {
        throw new UnsupportedOperationException("rows arrive on one thread");
    }

    private static Unit unit(Row row) {
        return new Unit(
                row.getString(0),
                row.getShort(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                UnitKind.valueOf(row.getString(5)),
                row.getBoolean(6),
                row.getLocalDate(7),
                row.getLocalDate(8),
                row.getString(9),
                row.getString(10));
    }

    private static UnitAlias alias(Row row) {
        return new UnitAlias(row.getString(0), row.getString(1), row.getString(2));
    }

    private static final String LOCK = "lock table unit_table_version in share row exclusive mode";

    /** One import or change at a time, over all nodes; held until the transaction ends. Readers go on. */
    public Future<Void> lock(SqlConnection tx) {
        return tx.query(LOCK).execute().mapEmpty();
    }

    private static final String STAGE =
            """
            create temporary table unit_incoming (
                unit_code text, level smallint, name text, short_name text, parent_code text, unit_kind text,
                is_routable boolean, valid_from date, source text
            ) on commit drop""";

    Future<Void> openStage(SqlConnection tx) {
        return tx.query(STAGE).execute().mapEmpty();
    }

    private static final String INSERT_STAGE =
            """
            insert into unit_incoming
            select * from unnest($1::text[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::text[],
                                 $7::boolean[], $8::date[], $9::text[])""";

    Future<Void> stage(SqlConnection tx, List<Unit> units) {
        return tx.preparedQuery(INSERT_STAGE)
                .execute(Tuple.from(List.of(
                        units.stream().map(Unit::code).toArray(String[]::new),
                        units.stream().map(unit -> (short) unit.level()).toArray(Short[]::new),
                        units.stream().map(Unit::name).toArray(String[]::new),
                        units.stream().map(Unit::shortName).toArray(String[]::new),
                        units.stream().map(Unit::parentCode).toArray(String[]::new),
                        units.stream().map(unit -> unit.kind().name()).toArray(String[]::new),
                        units.stream().map(Unit::routable).toArray(Boolean[]::new),
                        units.stream().map(Unit::validFrom).toArray(LocalDate[]::new),
                        units.stream().map(Unit::source).toArray(String[]::new))))
                .mapEmpty();
    }

    /** Fresh tables have no statistics: the planner would compare every row with every other. */
    Future<Void> closeStage(SqlConnection tx) {
        return tx.query("analyze unit_incoming, unit").execute().mapEmpty();
    }

    private static final String RETIRE =
            """
            update unit u
            set valid_to = greatest(u.valid_from, $1)
            where u.valid_to is null and u.unit_code >= $2 and u.unit_code < $3
              and not exists (select from unit_incoming i where i.unit_code = u.unit_code and i.level = u.level)""";

    /** Units of the range that the staged file no longer names. */
    Future<Integer> retireVanished(SqlConnection tx, UnitRange scope, LocalDate effective) {
        return tx.preparedQuery(RETIRE)
                .execute(Tuple.of(effective, scope.from(), scope.before()))
                .map(rows -> rows.rowCount());
    }

    private static final String CLOSE_CHANGED =
            """
            update unit u
            set valid_to = greatest(u.valid_from, i.valid_from)
            from unit_incoming i
            where u.valid_to is null and i.unit_code = u.unit_code and i.level = u.level
              and (i.name, i.short_name, i.parent_code, i.unit_kind, i.is_routable) is distinct from
                  (u.name, u.short_name, u.parent_code, u.unit_kind, u.is_routable)""";

    /** The old rows of units that read differently now; their new rows come with {@link #insertMissing}. */
    Future<Integer> closeChanged(SqlConnection tx) {
        return tx.preparedQuery(CLOSE_CHANGED).execute().map(rows -> rows.rowCount());
    }

    private static final String INSERT_MISSING =
            """
            insert into unit (unit_code, level, name, short_name, parent_code, unit_kind, is_routable, valid_from, source)
            select i.unit_code, i.level, i.name, i.short_name, i.parent_code, i.unit_kind, i.is_routable,
                   greatest(i.valid_from, (select max(p.valid_to) from unit p
                                           where p.unit_code = i.unit_code and p.level = i.level)), i.source
            from unit_incoming i
            where not exists (select from unit u
                              where u.unit_code = i.unit_code and u.level = i.level and u.valid_to is null)
            on conflict (unit_code, level, valid_from) do update
            set name = excluded.name, short_name = excluded.short_name, parent_code = excluded.parent_code,
                unit_kind = excluded.unit_kind, is_routable = excluded.is_routable, source = excluded.source,
                valid_to = null, successor_code = null""";

    /** New units and the new rows of changed ones. A row opened on the same day is corrected instead. */
    Future<Integer> insertMissing(SqlConnection tx) {
        return tx.preparedQuery(INSERT_MISSING).execute().map(rows -> rows.rowCount());
    }

    private static final String NAME_SUCCESSORS =
            """
            update unit old
            set successor_code = found.unit_code
            from (select r.unit_code as retired_code, r.level, r.valid_from, min(n.unit_code) as unit_code
                  from unit r
                  join unit n on n.level = r.level and n.short_name = r.short_name and n.valid_to is null
                             and n.unit_code <> r.unit_code
                             and n.parent_code = coalesce(
                                 (select p.successor_code from unit p
                                  where p.unit_code = r.parent_code and p.level = r.level - 1
                                    and p.valid_to is not null and p.successor_code is not null
                                    and not exists (select from unit c where c.unit_code = p.unit_code
                                                    and c.level = p.level and c.valid_to is null)
                                  order by p.valid_to desc limit 1), r.parent_code)
                  where r.valid_to is not null and r.successor_code is null and r.level = $1
                    and not exists (select from unit c where c.unit_code = r.unit_code and c.level = r.level
                                    and c.valid_to is null)
                  group by r.unit_code, r.level, r.valid_from
                  having count(*) = 1) found
            where old.unit_code = found.retired_code and old.level = found.level and old.valid_from = found.valid_from""";

    /** A vanished unit whose name stands under the same parent with another code was re-coded (塔尔尕其一村 206 → 223). */
    Future<Void> nameSuccessors(SqlConnection tx, int level) {
        return tx.preparedQuery(NAME_SUCCESSORS)
                .execute(Tuple.of((short) level))
                .mapEmpty();
    }

    private static final String INSERT_ALIASES =
            """
            insert into unit_alias (unit_code, alias, kind, source, confirmed_at)
            select code, alias, kind, $4, $5 from unnest($1::text[], $2::text[], $3::text[]) as a(code, alias, kind)
            on conflict (unit_code, alias) do nothing""";

    Future<Integer> insertAliases(
            SqlConnection tx, List<UnitAlias> aliases, String source, OffsetDateTime confirmedAt) {
        return tx.preparedQuery(INSERT_ALIASES)
                .execute(Tuple.of(
                        aliases.stream().map(UnitAlias::unitCode).toArray(String[]::new),
                        aliases.stream().map(UnitAlias::alias).toArray(String[]::new),
                        aliases.stream().map(UnitAlias::kind).toArray(String[]::new),
                        source,
                        confirmedAt))
                .map(rows -> rows.rowCount());
    }

    private static final String INSERT_VERSION =
            """
            insert into unit_table_version (loaded_at, effective_from, source, checksum, unit_count,
                                            inserted_count, changed_count, retired_count)
            values ($1, $2, $3, $4, (select count(*) from unit where valid_to is null), $5, $6, $7)
            returning version""";

    public Future<Long> insertVersion(
            SqlConnection tx,
            OffsetDateTime loadedAt,
            LocalDate effective,
            String source,
            String checksum,
            int inserted,
            int changed,
            int retired) {
        return tx.preparedQuery(INSERT_VERSION)
                .execute(Tuple.from(List.of(loadedAt, effective, source, checksum, inserted, changed, retired)))
                .map(rows -> rows.iterator().next().getLong(0));
    }
}
