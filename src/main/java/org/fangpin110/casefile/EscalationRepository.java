package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.fangpin110.policy.EscalationLevel;

/** SQL by which late cases are found and climb. */
public final class EscalationRepository {
    /** @param levels those it has come to already in this step */
    public record Late(
            UUID id, String bannerCode, String ownerUnit, String state, Instant dueAt, Set<EscalationLevel> levels) {
        static Late of(Row row) {
            return new Late(
                    row.getUUID("id"),
                    row.getString("banner_code"),
                    row.getString("owner_unit"),
                    row.getString("state"),
                    Case.instant(row, "due_at"),
                    Arrays.stream(row.getArrayOfStrings("levels"))
                            .map(EscalationLevel::valueOf)
                            .collect(Collectors.toSet()));
        }

        /** The same work owed by the same moment; what the table keeps. */
        String step() {
            return state + ":" + dueAt.getEpochSecond();
        }
    }

    /** The banners are jumped to one by one, so the index of the banner queues answers and none of its own is needed. */
    private static final String LATE =
            """
            with recursive banner (code) as (
                (select left(owner_unit, 6) from case_file where closed_at is null order by left(owner_unit, 6) limit 1)
                union all
                select (select left(c.owner_unit, 6) from case_file c
                        where c.closed_at is null and left(c.owner_unit, 6) > b.code
                        order by left(c.owner_unit, 6) limit 1)
                from banner b where b.code is not null)
            select c.*, array(select e.level from case_escalation e
                              where e.case_id = c.id and e.banner_code = c.banner_code
                                and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as levels
            from banner b
            cross join (values (0::smallint), (1::smallint)) as p (priority)
            cross join lateral (
                select f.id, f.banner_code, f.owner_unit, f.state, f.due_at
                from case_file f
                where left(f.owner_unit, 6) = b.code and f.priority = p.priority and f.closed_at is null
                  and f.due_at < $1 and (f.due_at, f.id) > ($2::timestamptz, $3::uuid)
                  and not exists (select from case_escalation e
                                  where e.case_id = f.id and e.banner_code = f.banner_code and e.level = 'BANNER'
                                    and e.step = f.state || ':' || floor(extract(epoch from f.due_at))::bigint)
                order by f.due_at, f.id
                limit $4) c
            where b.code is not null
            order by c.due_at, c.id
            limit $4""";

    /** Open cases due before the horizon that have not come to the last level, the oldest first, whoever owns them. */
    public Future<List<Late>> late(SqlClient db, Instant horizon, Instant afterDue, UUID afterId, int limit) {
        return db.preparedQuery(LATE)
                .mapping(Late::of)
                .execute(Tuple.of(horizon.atOffset(ZoneOffset.UTC), afterDue.atOffset(ZoneOffset.UTC), afterId, limit))
                .map(rows -> rows.stream().toList());
    }

    /**
     * The commit does not wait for the disk, decided so: five thousand cases climb in seconds. Nothing told can be lost by it. The row, its
     * event and its notice are one commit record of one log, and whoever tells first commits the claim of that notice and its own message
     * row with a wait: that flushes the log up to there, with this commit in it. What a power cut takes was told to nobody, and the next pass
     * does it again.
     */
    private static final String RISE =
            """
            with locked as materialized (
                select f.id, f.banner_code
                from (select set_config('synchronous_commit', 'off', true) as later) c
                join case_file f on c.later is not null
                where f.id = $1 and f.banner_code = $2 and f.state = $3 and f.due_at = $4 and f.owner_unit = $5
                  and f.closed_at is null
                for update of f skip locked),
            risen as (
                insert into case_escalation (case_id, banner_code, step, level, told_unit, at, notice_id)
                select l.id, l.banner_code, $6::text, r.level, r.told, $7::timestamptz, case when r.level = $8::text then $9::uuid end
                from locked l cross join unnest($10::text[], $11::text[]) as r (level, told)
                on conflict do nothing
                returning level),
            moved as (
                update case_file c set last_sequence = c.last_sequence + k.n
                from locked l, (select count(*)::integer as n from risen) k
                where c.id = l.id and c.banner_code = l.banner_code and k.n > 0
                returning c.id, c.banner_code, c.state, c.owner_unit, c.last_sequence - k.n as before),
            history as (
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, state, owner_unit)
                select m.id, m.banner_code, m.before + row_number() over (order by s.n), $7::timestamptz, s.kind, 'SYSTEM', m.state,
                    m.owner_unit
                from moved m
                cross join unnest($10::text[], $12::text[]) with ordinality as s (level, kind, n)
                where s.level in (select level from risen)),
            told as (
                insert into outbox (id, kind, banner_code, payload, available_at, created_at)
                select $9::uuid, 'staff-notice', m.banner_code, $13::jsonb, $14::timestamptz, $7::timestamptz
                from moved m where $8::text in (select level from risen)
                on conflict (id) do nothing)
            select count(*)::integer from risen""";

    /** A level and the unit that is told of it. */
    public record Rung(EscalationLevel level, String told) {}

    /**
     * The case comes to these levels: rows, events and one notice in one statement, which is its transaction. 0 when
     * somebody works on it, when it is no longer as it was read, or when another node was first.
     *
     * @param rungs in the order they climb; the last one's unit is told
     * @param noticeId the same for all that one unit is told together
     */
    public Future<Integer> rise(SqlClient db, Late late, List<Rung> rungs, UUID noticeId, Instant at, Instant tellAt) {
        Rung highest = rungs.get(rungs.size() - 1);
        return db.preparedQuery(RISE)
                .execute(Tuple.of(late.id(), late.bannerCode(), late.state())
                        .addOffsetDateTime(late.dueAt().atOffset(ZoneOffset.UTC))
                        .addString(late.ownerUnit())
                        .addString(late.step())
                        .addOffsetDateTime(at.atOffset(ZoneOffset.UTC))
                        .addString(highest.level().name())
                        .addUUID(noticeId)
                        .addArrayOfString(strings(rungs, rung -> rung.level().name()))
                        .addArrayOfString(strings(rungs, Rung::told))
                        .addArrayOfString(strings(rungs, rung -> rung.level().event()))
                        .addJsonObject(JsonObject.of("unit", highest.told(), "about", "escalation"))
                        .addOffsetDateTime(tellAt.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    private static String[] strings(List<Rung> rungs, java.util.function.Function<Rung, String> part) {
        return rungs.stream().map(part).toArray(String[]::new);
    }

    private static final String LATENESS =
            """
            select c.due_provisional,
                (select max(array_position(array['DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER'], e.level))
                 from case_escalation e
                 where e.case_id = c.id and e.banner_code = c.banner_code
                   and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed
            from case_file c
            where c.id = $1 and c.banner_code = $2""";

    public Future<Lateness> lateness(SqlClient db, Case file) {
        return db.preparedQuery(LATENESS)
                .mapping(Lateness::of)
                .execute(Tuple.of(file.id(), file.bannerCode()))
                .map(rows -> rows.iterator().next());
    }

    private static final String TOLD =
            """
            select count(*)::integer as cases, coalesce(bool_or(c.priority = 0), false) as urgent
            from case_escalation e
            join case_file c on c.id = e.case_id and c.banner_code = e.banner_code
            where e.notice_id = $1 and c.closed_at is null""";

    /** How many cases a notice tells of. */
    public record Told(int cases, boolean urgent) {}

    /** What was closed meanwhile is not told. */
    public Future<Told> told(SqlClient db, UUID noticeId) {
        return db.preparedQuery(TOLD)
                .mapping(row -> new Told(row.getInteger("cases"), row.getBoolean("urgent")))
                .execute(Tuple.of(noticeId))
                .map(rows -> rows.iterator().next());
    }
}
