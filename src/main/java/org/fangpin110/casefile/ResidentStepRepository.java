package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** SQL by which a resident's word moves a case that the caller has locked. */
public final class ResidentStepRepository {
    private static final String FIND =
            """
            select c.state, c.owner_unit, c.last_sequence, c.closed_at is not null as closed,
                (select n.id from case_file n
                 where n.banner_code = c.banner_code and n.closed_at is null and n.id <> c.id
                   and (n.person_index = c.person_index
                        or n.name_index = c.name_index and n.name_claim = c.name_claim
                        or n.household_key = c.household_key and n.household_claim = c.household_claim)
                 order by n.person_index = c.person_index desc nulls last, n.id desc
                 limit 1) as newer
            from case_file c where c.id = $1 and c.banner_code = $2
            for update of c""";

    /** @param newer an open case of the same person */
    public record Seen(String state, String ownerUnit, int lastSequence, boolean closed, Optional<UUID> newer) {}

    public Future<Seen> find(SqlClient tx, UUID caseId, String bannerCode) {
        return tx.preparedQuery(FIND).execute(Tuple.of(caseId, bannerCode)).map(rows -> {
            var row = rows.iterator().next();
            return new Seen(
                    row.getString("state"),
                    row.getString("owner_unit"),
                    row.getInteger("last_sequence"),
                    row.getBoolean("closed"),
                    Optional.ofNullable(row.getUUID("newer")));
        });
    }

    private static final String NOTE =
            """
            with moved as (
                update case_file
                set last_sequence = last_sequence + 1, version = version + 1, changed_at = $4, changed_by = null
                where id = $1 and banner_code = $2
                returning *),
            stepped as (
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, actor_id, state, owner_unit,
                                        report_id, note)
                select id, banner_code, last_sequence, $4, $3, 'RESIDENT', $6, state, owner_unit, $5, $7 from moved)
            select pg_notify('fangpin110', owner_unit) from moved""";

    /** A step that changes nothing but the history; wakes the queue. */
    public Future<Void> note(SqlClient tx, ResidentWord word, UUID caseId, String kind, byte[] note) {
        return tx.preparedQuery(NOTE)
                .execute(Tuple.of(caseId, word.bannerCode(), kind)
                        .addOffsetDateTime(word.at().atOffset(ZoneOffset.UTC))
                        .addUUID(word.reportId())
                        .addUUID(word.residentId())
                        .addBuffer(note == null ? null : Buffer.buffer(note)))
                .mapEmpty();
    }
}
