package org.fangpin110.unit;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** SQL of unit_alias where people change it one by one or with a unit; the whole table is {@link UnitRepository}'s. */
public final class AliasRepository {
    private static final String ADD =
            """
            insert into unit_alias (unit_code, alias, kind, source, confirmed_at)
            values ($1, $2, $3, $4, $5)
            on conflict (unit_code, alias) do update
            set kind = excluded.kind, source = excluded.source, confirmed_at = excluded.confirmed_at, retired_at = null
            where unit_alias.retired_at is not null""";

    /** False when it is in use already; one that was withdrawn comes back. */
    public Future<Boolean> add(SqlConnection tx, UnitAlias alias, String source, Instant at) {
        return tx.preparedQuery(ADD)
                .execute(Tuple.of(alias.unitCode(), alias.alias(), alias.kind(), source, at.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String KEEP =
            """
            insert into unit_alias (unit_code, alias, kind, source, confirmed_at)
            values ($1, $2, 'HISTORIC', $3, $4)
            on conflict (unit_code, alias) do update
            set kind = 'HISTORIC', source = excluded.source, confirmed_at = excluded.confirmed_at, retired_at = null""";

    /** A name that is official no more goes on being read. */
    public Future<Void> keepOldName(SqlConnection tx, String unitCode, String name, String source, Instant at) {
        return tx.preparedQuery(KEEP)
                .execute(Tuple.of(unitCode, name, source, at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static final String WITHDRAW =
            """
            update unit_alias set retired_at = greatest(confirmed_at, $3)
            where unit_code = $1 and alias = $2 and retired_at is null""";

    /** False when it was not in use. */
    public Future<Boolean> withdraw(SqlConnection tx, String unitCode, String alias, Instant at) {
        return tx.preparedQuery(WITHDRAW)
                .execute(Tuple.of(unitCode, alias, at.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String OF_UNIT =
            """
            select unit_code, alias, kind, source, confirmed_at, retired_at
            from unit_alias
            where unit_code = $1
            order by alias""";

    /** A few dozen at most, those withdrawn too. */
    public Future<List<KnownAlias>> ofUnit(SqlClient db, String unitCode) {
        return db.preparedQuery(OF_UNIT)
                .mapping(KnownAlias::of)
                .execute(Tuple.of(unitCode))
                .map(rows -> rows.stream().toList());
    }

    private static final String HAND_ON =
            """
            with given as (
                select a.alias, a.kind, t.unit_code
                from unit_alias a
                cross join unnest($2::text[]) as t (unit_code)
                where a.unit_code = $1 and a.retired_at is null),
            ended as (
                update unit_alias set retired_at = greatest(confirmed_at, $4)
                where unit_code = $1 and retired_at is null)
            insert into unit_alias (unit_code, alias, kind, source, confirmed_at)
            select unit_code, alias, kind, $3, $4 from given
            on conflict (unit_code, alias) do update
            set retired_at = null, confirmed_at = excluded.confirmed_at, source = excluded.source
            where unit_alias.retired_at is not null""";

    /** What a unit was called, its successors are called from now on. */
    public Future<Void> handOn(SqlConnection tx, String unitCode, List<String> to, String source, Instant at) {
        return tx.preparedQuery(HAND_ON)
                .execute(Tuple.of(unitCode, to.toArray(String[]::new), source, at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }
}
