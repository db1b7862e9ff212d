package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
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

    private static final String REOPEN =
            """
            with moved as (
                update case_file set
                    state = 'RECEIVED', closed_at = null, outcome = null, owner_unit = $3,
                    destination = case when right($3, 6) = '000000' then 'BANNER_DESK' else 'TOWNSHIP_POOL' end,
                    helper_unit = nullif(helper_unit, $3), accepted_at = null, held_at = null, transfer_target = null,
                    opened_at = null, queued_at = $4, due_at = $5, promised_by = $6, due_provisional = $7,
                    last_sequence = last_sequence + 1, version = version + 1, changed_at = $4, changed_by = null
                where id = $1 and banner_code = $2 and closed_at is not null
                returning *),
            stepped as (
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, actor_id, state, owner_unit,
                                        from_unit, report_id, note)
                select id, banner_code, last_sequence, $4, 'case-reopened', 'RESIDENT', $8, state, owner_unit, $9, null, $10
                from moved)
            select last_sequence, pg_notify('fangpin110', owner_unit) from moved""";

    /** @param promised the day the family is told, counted from now */
    public record NewClock(Instant due, LocalDate promised, boolean provisional) {}

    /** The number of its step. */
    public Future<Integer> reopen(
            SqlClient tx, ResidentWord word, String fromUnit, String toUnit, NewClock clock, byte[] note) {
        return tx.preparedQuery(REOPEN)
                .execute(Tuple.of(word.caseId(), word.bannerCode(), toUnit)
                        .addOffsetDateTime(word.at().atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(clock.due().atOffset(ZoneOffset.UTC))
                        .addLocalDate(clock.promised())
                        .addBoolean(clock.provisional())
                        .addUUID(word.residentId())
                        .addString(fromUnit)
                        .addBuffer(note == null ? null : Buffer.buffer(note)))
                .map(rows -> rows.iterator().next().getInteger(0));
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

    private static final String ANSWERED =
            """
            update case_pause set ended_at = $3
            where case_id = $1 and banner_code = $2 and reason = 'AWAITING_RESIDENT' and ended_at is null""";

    /** Ends the wait for the family; whether there was one. */
    public Future<Boolean> answered(SqlClient tx, ResidentWord word) {
        return tx.preparedQuery(ANSWERED)
                .execute(Tuple.of(word.caseId(), word.bannerCode(), word.at().atOffset(ZoneOffset.UTC)))
                .map(done -> done.rowCount() > 0);
    }
}
