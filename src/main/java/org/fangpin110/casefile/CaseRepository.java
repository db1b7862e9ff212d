package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.unit.UnitRange;

/**
 * The only code with SQL of case_file and case_event, beside {@link QueueRepository} and the statements by which intake opens, joins and leaves one.
 * A case outside the given units is not there. Unit codes are compared in byte order whatever the database's collation:
 * {@link UnitRange} relies on ':' standing after '9'.
 */
public final class CaseRepository {
    private static final String FIND =
            """
            select c.*, holder.display_name as claimed_by_name, changer.display_name as changed_by_name
            from case_file c
            left join staff holder on holder.staff_id = c.claimed_by
            left join staff changer on changer.staff_id = c.changed_by
            where c.id = $1
              and exists (select 1 from unnest($2::text[], $3::text[]) as scope (lo, hi)
                          where c.owner_unit >= scope.lo collate "C" and c.owner_unit < scope.hi collate "C"
                             or c.helper_unit >= scope.lo collate "C" and c.helper_unit < scope.hi collate "C"
                             or c.home_unit >= scope.lo collate "C" and c.home_unit < scope.hi collate "C")""";

    /** Also for the eyes of the helper, and of the home unit while another owes the step. */
    public Future<Optional<Case>> find(SqlClient db, UUID caseId, List<UnitRange> scope) {
        return db.preparedQuery(FIND)
                .mapping(Case::of)
                .execute(Tuple.of(caseId, lows(scope), highs(scope)))
                .map(rows -> rows.stream().findFirst());
    }

    /** The row is locked before anything is joined to it: whoever waited for the lock must see the names of today. */
    private static final String LOCK =
            """
            with locked as materialized (
                select * from case_file
                where id = $1
                  and exists (select 1 from unnest($2::text[], $3::text[]) as scope (lo, hi)
                              where owner_unit >= scope.lo collate "C" and owner_unit < scope.hi collate "C"
                                 or helper_unit >= scope.lo collate "C" and helper_unit < scope.hi collate "C"
                                 or home_unit >= scope.lo collate "C" and home_unit < scope.hi collate "C")
                for update)
            select c.*, holder.display_name as claimed_by_name, changer.display_name as changed_by_name
            from locked c
            left join staff holder on holder.staff_id = c.claimed_by
            left join staff changer on changer.staff_id = c.changed_by""";

    /**
     * Nobody else takes a step until the caller's transaction ends, so what is decided on the row still holds. A helper finds
     * the case here too, to be told that the step is not theirs.
     */
    public Future<Optional<Case>> lock(SqlClient tx, UUID caseId, List<UnitRange> scope) {
        return tx.preparedQuery(LOCK)
                .mapping(Case::of)
                .execute(Tuple.of(caseId, lows(scope), highs(scope)))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String TAKE_STEP =
            """
            with moved as (
                update case_file set
                    state = $5,
                    owner_unit = $6,
                    destination = $7,
                    helper_unit = case when helper_unit = $6 then case destination when 'VILLAGE' then owner_unit end
                                  else helper_unit end,
                    transfer_target = case when owner_unit = $6 then transfer_target end,
                    opened_at = case when owner_unit <> $6 then null
                                     when $13 = 'STAFF' then coalesce(opened_at, $8) else opened_at end,
                    queued_at = case when owner_unit = $6 then queued_at else $8 end,
                    accepted_at = case $5 when 'RECEIVED' then null when 'ACCEPTED' then coalesce(accepted_at, $8)
                                  else accepted_at end,
                    home_unit = $22,
                    due_at = coalesce($23, due_at),
                    limit_code = coalesce($24, limit_code),
                    limit_since = coalesce($25, limit_since),
                    policy_version = coalesce($26, policy_version),
                    calendar_version = coalesce($27, calendar_version),
                    due_provisional = coalesce($28, due_provisional),
                    paused_since = $29,
                    appeal_until = coalesce($30, appeal_until),
                    reopen_until = coalesce($31, reopen_until),
                    stable_from = coalesce($32, stable_from),
                    notice_until = coalesce($33, notice_until),
                    promised_by = coalesce($35, promised_by),
                    claimed_by = $9::uuid,
                    claimed_at = case when $9::uuid is null then null when claimed_by = $9 then claimed_at else $8 end,
                    closed_at = case when $10::text is not null then $8::timestamptz end,
                    outcome = $10,
                    answer = coalesce($11, answer),
                    bounce_count = bounce_count + $12,
                    held_at = case when not $19::boolean then held_at end,
                    last_sequence = last_sequence + 1,
                    version = version + 1,
                    changed_at = $8,
                    changed_by = case when $13 = 'STAFF' then $14::uuid end
                where id = $1 and version = $2 and (closed_at is null or $34::boolean)
                  and exists (select 1 from unnest($3::text[], $4::text[]) as scope (lo, hi)
                              where owner_unit >= scope.lo collate "C" and owner_unit < scope.hi collate "C")
                returning *
            ), forgotten as (
                delete from provisional_due where case_id = $1 and timer = 'STEP' and $23::timestamptz is not null
            ), history as (
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, actor_id, state, owner_unit,
                                        from_unit, reason, note, by_unit, meant_for)
                select id, banner_code, last_sequence, $8, $15, $13, $14, state, owner_unit, $16, $17, $18, $20, $21
                from moved
            )
            select moved.*, holder.display_name as claimed_by_name, changer.display_name as changed_by_name
            from moved
            left join staff holder on holder.staff_id = moved.claimed_by
            left join staff changer on changer.staff_id = moved.changed_by""";

    /**
     * The case after the step, its history row written with it; empty when it is no longer as the step saw it. A case given to
     * its helper changes sides: the village that had it helps now.
     */
    public Future<Optional<Case>> take(SqlClient tx, Step step, List<UnitRange> scope) {
        Tuple values = Tuple.of(step.before.id(), step.before.version(), lows(scope), highs(scope))
                .addString(step.state.name())
                .addString(step.ownerUnit)
                .addString(step.destination.name())
                .addOffsetDateTime(step.at.atOffset(ZoneOffset.UTC))
                .addUUID(step.heldBy)
                .addString(step.outcome == null ? null : step.outcome.name())
                .addBuffer(buffer(step.answer))
                .addInteger(step.bounce ? 1 : 0)
                .addString(step.party.name())
                .addUUID(step.actorId)
                .addString(step.kind)
                .addString(step.changesOwner() ? step.before.ownerUnit() : null)
                .addString(step.reason)
                .addBuffer(buffer(step.note))
                .addBoolean(step.seenToBeReal)
                .addString(step.byUnit)
                .addString(step.meantFor)
                .addString(step.homeUnit);
        timing(values, step.timing);
        values.addOffsetDateTime(utc(step.pausedSince))
                .addOffsetDateTime(utc(step.windows.appealUntil()))
                .addOffsetDateTime(utc(step.windows.reopenUntil()))
                .addOffsetDateTime(utc(step.windows.stableFrom()))
                .addOffsetDateTime(utc(step.windows.noticeUntil()))
                .addBoolean(!step.before.isOpen() && step.state.isOpen())
                .addLocalDate(step.promisedBy);
        return tx.preparedQuery(TAKE_STEP).mapping(Case::of).execute(values).map(rows -> rows.stream()
                .findFirst());
    }

    private static void timing(Tuple values, Step.Timing timing) {
        if (timing == null) {
            values.addOffsetDateTime(null)
                    .addString(null)
                    .addOffsetDateTime(null)
                    .addInteger(null)
                    .addLong(null)
                    .addBoolean(null);
            return;
        }
        values.addOffsetDateTime(utc(timing.dueAt()))
                .addString(timing.limitCode())
                .addOffsetDateTime(utc(timing.since()))
                .addInteger(timing.policyVersion())
                .addLong(timing.calendarVersion())
                .addBoolean(timing.provisional());
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private static final String EVENTS =
            """
            select e.*, s.display_name as actor_name
            from case_event e
            left join staff s on s.staff_id = e.actor_id and e.actor_kind = 'STAFF'
            where e.case_id = $1
            order by e.sequence""";

    /** Oldest first. Only for a case that was found in scope. */
    public Future<List<CaseEvent>> events(SqlClient db, UUID caseId) {
        return db.preparedQuery(EVENTS)
                .mapping(CaseEvent::of)
                .execute(Tuple.of(caseId))
                .map(rows -> rows.stream().toList());
    }

    private static final String OPENED =
            """
            update case_file set opened_at = $3
            where id = $1 and owner_unit = any($2) and opened_at is null and closed_at is null""";

    /** Somebody of these units read it; the first time counts, and only where one of them owns it. The version stays. */
    public Future<Void> opened(SqlClient tx, UUID caseId, List<String> units, Instant at) {
        return tx.preparedQuery(OPENED)
                .execute(Tuple.of(caseId, units.toArray(String[]::new), at.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static final String TELL = """
            select pg_notify('fangpin110', $1)""";

    /** Wakes whoever watches the queues of these units, at commit. */
    public Future<Void> tellQueues(SqlClient tx, List<String> units) {
        return tx.preparedQuery(TELL).execute(Tuple.of(String.join(",", units))).mapEmpty();
    }

    private static String[] lows(List<UnitRange> scope) {
        return scope.stream().map(UnitRange::from).toArray(String[]::new);
    }

    private static String[] highs(List<UnitRange> scope) {
        return scope.stream().map(UnitRange::before).toArray(String[]::new);
    }

    private static Buffer buffer(byte[] value) {
        return value == null ? null : Buffer.buffer(value);
    }
}
