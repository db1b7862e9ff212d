package org.fangpin110.separation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.routing.Destination;

/** SQL of villages that are skipped and of handlers who stay away. */
final class SeparationRepository {
    /** An open case as the lot of its villages is decided. @param helperUnit null without one, as homeUnit is */
    record Held(UUID caseId, String bannerCode, String ownerUnit, String helperUnit, String homeUnit) {}

    private static final String LOCK =
            """
            select id, banner_code, owner_unit, helper_unit, home_unit from case_file
            where id = $1 and closed_at is null
            for update""";

    /** Empty when it is closed. */
    Future<Optional<Held>> lock(SqlClient tx, UUID caseId) {
        return tx.preparedQuery(LOCK)
                .mapping(row -> new Held(
                        row.getUUID(0), row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .execute(Tuple.of(caseId))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String CASE_OF =
            """
            select case_id from report where id = $1 and banner_code = $2""";

    Future<Optional<UUID>> caseOf(SqlClient db, UUID reportId, String bannerCode) {
        return db.preparedQuery(CASE_OF)
                .execute(Tuple.of(reportId, bannerCode))
                .map(rows -> rows.stream().findFirst().map(row -> row.getUUID(0)));
    }

    private static final String SERVING =
            """
            select s.display_name from staff_post p
            join staff s on s.staff_id = p.staff_id and s.is_active
            where p.unit_code = $1 and p.role = 'VILLAGE' and p.ended_at is null""";

    Future<List<String>> serving(SqlClient db, String village) {
        return db.preparedQuery(SERVING)
                .execute(Tuple.of(village))
                .map(rows -> rows.stream().map(row -> row.getString(0)).toList());
    }

    /**
     * @param heir who does the village's part instead; owns the case where the village owned it
     * @param actor null: the system
     */
    record Skip(String village, String heir, Destination queue, String reason, UUID actor, Instant at) {}

    private static final String SKIP =
            """
            with moved as (
                update case_file c
                set villages_skipped = array_append(c.villages_skipped, $2),
                    helper_unit = nullif(nullif(c.helper_unit, $2), $3),
                    home_unit = case when c.home_unit = $2 then $3 else c.home_unit end,
                    owner_unit = case when c.owner_unit = $2 then $3 else c.owner_unit end,
                    destination = case when c.owner_unit = $2 then $4 else c.destination end,
                    transfer_target = case when c.owner_unit <> $2 then c.transfer_target end,
                    opened_at = case when c.owner_unit <> $2 then c.opened_at end,
                    queued_at = case when c.owner_unit <> $2 then c.queued_at else $7 end,
                    claimed_by = case when c.owner_unit <> $2 then c.claimed_by end,
                    claimed_at = case when c.owner_unit <> $2 then c.claimed_at end,
                    last_sequence = c.last_sequence + 1, version = c.version + 1, changed_at = $7, changed_by = $6
                where c.id = $1
                returning c.*)
            insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, actor_id, state, owner_unit,
                                    from_unit, reason)
            select id, banner_code, last_sequence, $7, 'conflict-of-interest',
                case when $6::uuid is null then 'SYSTEM' else 'STAFF' end, $6, state, owner_unit, $2, $5
            from moved
            returning pg_notify('fangpin110', $2 || ',' || owner_unit)""";

    /** The village has nothing to do with the case any more. The case must be locked; its clocks run on. */
    Future<Void> skip(SqlClient tx, UUID caseId, Skip skip) {
        return tx.preparedQuery(SKIP)
                .execute(Tuple.of(
                                caseId,
                                skip.village(),
                                skip.heir(),
                                skip.queue().name(),
                                skip.reason())
                        .addUUID(skip.actor())
                        .addOffsetDateTime(skip.at().atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static final String FREE =
            """
            with moved as (
                update case_file
                set claimed_by = nullif(claimed_by, $2),
                    claimed_at = case when claimed_by = $2 then null else claimed_at end,
                    last_sequence = last_sequence + 1, version = version + 1, changed_at = $3, changed_by = $2
                where id = $1
                returning *)
            insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, actor_id, state, owner_unit, reason)
            select id, banner_code, last_sequence, $3, 'conflict-of-interest', 'STAFF', $2, state, owner_unit, $4
            from moved
            returning pg_notify('fangpin110', owner_unit)""";

    /** The case stays where it is, without this person. It must be locked. */
    Future<Void> free(SqlClient tx, UUID caseId, UUID staffId, Instant at, String reason) {
        return tx.preparedQuery(FREE)
                .execute(Tuple.of(caseId, staffId, at.atOffset(ZoneOffset.UTC), reason))
                .mapEmpty();
    }

    private static final String RECUSE =
            """
            insert into case_recusal (case_id, banner_code, staff_id, unit_code, declared_at) values ($1, $2, $3, $4, $5)
            on conflict do nothing""";

    Future<Void> recuse(SqlClient tx, Held held, UUID staffId, Instant at) {
        return tx.preparedQuery(RECUSE)
                .execute(Tuple.of(held.caseId(), held.bannerCode(), staffId, held.ownerUnit())
                        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static final String RECUSED = "select from case_recusal where case_id = $1 and staff_id = $2";

    Future<Boolean> isRecused(SqlClient db, UUID caseId, UUID staffId) {
        return db.preparedQuery(RECUSED).execute(Tuple.of(caseId, staffId)).map(rows -> rows.size() > 0);
    }
}
