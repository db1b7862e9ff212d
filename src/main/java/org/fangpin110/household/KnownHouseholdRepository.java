package org.fangpin110.household;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a person is known to belong: the newer of what a village confirmed by accepting a case and what the registry says.
 * One row a person, so that a report learns village and household from one probe of one index.
 */
public final class KnownHouseholdRepository {
    /** @param householdKey null where the registry does not know the person */
    public record Known(String unitCode, String basis, UUID householdKey) {}

    private static final String FIND =
            """
            select unit_code, basis, household_key from known_household where person_index = $1""";

    public Future<Optional<Known>> find(SqlClient db, byte[] personIndex) {
        return db.preparedQuery(FIND)
                .mapping(row -> new Known(row.getString(0), row.getString(1), row.getUUID(2)))
                .execute(Tuple.of(Buffer.buffer(personIndex)))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String CONFIRM =
            """
            insert into known_household (person_index, unit_code, basis, confirmed_at)
            values ($1, $2, 'EARLIER_CASE', $3)
            on conflict (person_index) do update
            set unit_code = excluded.unit_code, basis = 'EARLIER_CASE', confirmed_at = excluded.confirmed_at
            where known_household.confirmed_at <= excluded.confirmed_at
              and (known_household.basis = 'EARLIER_CASE' or known_household.unit_code <> excluded.unit_code)""";

    /** A village accepted a case of this person. Where the registry names the same village, it goes on doing so. */
    public Future<Void> confirm(SqlClient tx, byte[] personIndex, String village, Instant at) {
        return tx.preparedQuery(CONFIRM)
                .execute(Tuple.of(Buffer.buffer(personIndex), village, at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static final String FORGET_REGISTERED =
            """
            delete from known_household k
            where k.basis = 'REGISTRY'
              and not exists (select from registry_person p where p.person_index = k.person_index and p.retired_at is null)""";

    private static final String FORGET_HOUSEHOLD =
            """
            update known_household k set household_key = null
            where k.household_key is not null
              and not exists (select from registry_person p where p.person_index = k.person_index and p.retired_at is null)""";

    /** The registry's word is as old as the day since which it says so, wherever the session's clock stands. */
    private static final String FOLLOW =
            """
            insert into known_household as known (person_index, unit_code, basis, confirmed_at, household_key)
            select distinct on (p.person_index) p.person_index, h.unit_code, 'REGISTRY',
                   greatest(h.stated_on, p.stated_on)::timestamp at time zone 'Asia/Shanghai', h.household_key
            from registry_person p
            join registry_household h on h.household_key = p.household_key
            where p.retired_at is null and h.retired_at is null and p.person_index is not null
            order by p.person_index, p.stated_on desc, p.person_key
            on conflict (person_index) do update
            set household_key = excluded.household_key,
                unit_code = case when known.basis = 'EARLIER_CASE' and known.confirmed_at >= excluded.confirmed_at
                            then known.unit_code else excluded.unit_code end,
                basis = case when known.basis = 'EARLIER_CASE' and known.confirmed_at >= excluded.confirmed_at
                        then known.basis else excluded.basis end,
                confirmed_at = case when known.basis = 'EARLIER_CASE' and known.confirmed_at >= excluded.confirmed_at
                               then known.confirmed_at else excluded.confirmed_at end
            where known.household_key is distinct from excluded.household_key
               or (known.basis = 'REGISTRY' or known.confirmed_at < excluded.confirmed_at)
                  and (known.unit_code, known.basis, known.confirmed_at)
                      is distinct from (excluded.unit_code, excluded.basis, excluded.confirmed_at)""";

    /** After a load: every person of the registry is known, nobody it no longer names. What villages confirmed later stays. */
    Future<Void> followRegistry(SqlConnection tx) {
        return tx.query(FORGET_REGISTERED)
                .execute()
                .compose(gone -> tx.query(FORGET_HOUSEHOLD).execute())
                .compose(gone -> tx.query(FOLLOW).execute())
                .mapEmpty();
    }
}
