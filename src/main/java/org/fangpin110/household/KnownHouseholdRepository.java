package org.fangpin110.household;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;

/** Where a person is known to belong: what villages confirmed by accepting a case, and what the registry says. */
public final class KnownHouseholdRepository {
    private static final String CONFIRM =
            """
            insert into known_household (person_index, unit_code, basis, confirmed_at)
            values ($1, $2, 'EARLIER_CASE', $3)
            on conflict (person_index) do update
            set unit_code = excluded.unit_code, confirmed_at = excluded.confirmed_at
            where known_household.basis = 'EARLIER_CASE'""";

    /** A village accepted a case of this person. The registry, where it spoke, is not overruled. */
    public Future<Void> confirm(SqlClient tx, byte[] personIndex, String village, Instant at) {
        return tx.preparedQuery(CONFIRM)
                .execute(Tuple.of(Buffer.buffer(personIndex), village, at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }
}
