package org.fangpin110.casefile;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.unit.UnitRange;

/**
 * Comparisons people are asked for, and the merge that follows. A comparison is there for whoever may see both cases, and
 * for nobody else. Always with the older case as it stands today: if it was merged itself, the one it became part of.
 */
public final class SuggestionRepository {
    private static final String PAGE =
            """
            select s.*, c.owner_unit, k.id as candidate_id, k.owner_unit as candidate_unit
            from case_file c
            join match_suggestion s on s.case_id = c.id and s.state = 'PENDING'
            join case_file first on first.id = s.candidate_id
            join case_file k on k.id = coalesce(first.merged_into, first.id)
            where c.closed_at is null and c.pending_suggestions > 0
              and c.owner_unit >= $1 collate "C" and c.owner_unit < $2 collate "C"
              and (c.owner_unit collate "C", c.id) >= ($5 collate "C", $6::uuid)
              and (c.owner_unit collate "C", c.id, s.id) > ($5 collate "C", $6::uuid, $7::uuid)
              and exists (select 1 from unnest($3::text[], $4::text[]) as scope (lo, hi)
                          where k.owner_unit >= scope.lo collate "C" and k.owner_unit < scope.hi collate "C")
            order by c.owner_unit collate "C", c.id, s.id
            limit $8""";

    /** Pending ones of the units of a range, by unit and age, at most {@code limit} after the place. */
    public Future<List<MatchSuggestion>> page(
            SqlClient db, UnitRange units, List<UnitRange> scope, SuggestionPlace after, int limit) {
        return db.preparedQuery(PAGE)
                .mapping(MatchSuggestion::of)
                .execute(Tuple.of(units.from(), units.before(), lows(scope), highs(scope))
                        .addString(after.ownerUnit())
                        .addUUID(after.caseId())
                        .addUUID(after.suggestionId())
                        .addInteger(limit))
                .map(rows -> rows.stream().toList());
    }

    private static final String FIND =
            """
            select s.*, c.owner_unit, k.id as candidate_id, k.owner_unit as candidate_unit
            from match_suggestion s
            join case_file c on c.id = s.case_id
            join case_file first on first.id = s.candidate_id
            join case_file k on k.id = coalesce(first.merged_into, first.id)
            where s.id = $1
              and (select count(*) from unnest(array[c.owner_unit, k.owner_unit]) as seen (unit)
                   where exists (select 1 from unnest($2::text[], $3::text[]) as scope (lo, hi)
                                 where unit >= scope.lo collate "C" and unit < scope.hi collate "C")) = 2""";

    public Future<Optional<MatchSuggestion>> find(SqlClient db, UUID id, List<UnitRange> scope) {
        return db.preparedQuery(FIND)
                .mapping(MatchSuggestion::of)
                .execute(Tuple.of(id, lows(scope), highs(scope)))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String DECIDE =
            """
            with decided as (
                update match_suggestion set state = $2, decided_at = $3, decided_by = $4, version = version + 1
                where id = $1 and state = 'PENDING'
                returning case_id, banner_code)
            update case_file c set pending_suggestions = c.pending_suggestions - 1
            from decided
            where c.id = decided.case_id and c.banner_code = decided.banner_code""";

    /** Both cases must be locked. @return false when it was decided before */
    public Future<Boolean> decide(SqlClient tx, UUID id, String state, Instant at, UUID staffId) {
        return tx.preparedQuery(DECIDE)
                .execute(Tuple.of(id, state, at.atOffset(ZoneOffset.UTC), staffId))
                .map(done -> done.rowCount() == 1);
    }

    private static final String ABSORB =
            """
            with moved as (
                update report r set case_id = $2
                from case_file y
                where y.id = $1 and r.case_id = y.id and r.banner_code = y.banner_code
                returning r.id),
            numbered as (
                select id, row_number() over (order by id)::int as n, (count(*) over ())::int as all_of_them from moved),
            stays as (
                update case_file t
                set report_count = t.report_count + (select count(*) from moved)::int,
                    last_sequence = t.last_sequence + (select count(*) from moved)::int,
                    version = t.version + 1,
                    priority = least(t.priority, y.priority),
                    due_at = case when t.state = 'RECEIVED' or y.priority = 0
                                 or (t.state = 'ACCEPTED' and y.accepted_at is not null)
                             then least(t.due_at, y.due_at) else t.due_at end,
                    person_index = coalesce(t.person_index, y.person_index),
                    phone_index = coalesce(t.phone_index, y.phone_index),
                    household_key = coalesce(t.household_key, y.household_key),
                    household_claim = coalesce(t.household_claim, y.household_claim),
                    last_report_at = greatest(t.last_report_at, y.last_report_at, y.received_at),
                    changed_at = $3, changed_by = $4
                from case_file y
                where t.id = $2 and y.id = $1 and t.banner_code = y.banner_code and t.closed_at is null
                returning t.id, t.banner_code, t.last_sequence, t.state, t.owner_unit),
            told as (
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, actor_id, state, owner_unit,
                                        report_id)
                select stays.id, stays.banner_code, stays.last_sequence - all_of_them + n, $3, 'report-linked', 'STAFF', $4,
                    stays.state, stays.owner_unit, numbered.id
                from stays, numbered),
            ended as (
                update case_file set merged_into = $2 where id = $1 or merged_into = $1)
            select count(*)::int from stays""";

    /**
     * Moves the reports of a case just closed to the one that stays, which takes over the earlier due time of the same step, the
     * urgency and whatever it lacked to be recognised by. Both must be locked. Nobody's receipt changes.
     */
    public Future<Void> absorb(SqlClient tx, UUID closed, UUID stays, Instant at, UUID staffId) {
        return tx.preparedQuery(ABSORB)
                .execute(Tuple.of(closed, stays, at.atOffset(ZoneOffset.UTC), staffId))
                .map(rows -> {
                    if (rows.iterator().next().getInteger(0) != 1) {
                        throw new IllegalStateException("the case that stays does not take the reports");
                    }
                    return null;
                });
    }

    private static String[] lows(List<UnitRange> scope) {
        return scope.stream().map(UnitRange::from).toArray(String[]::new);
    }

    private static String[] highs(List<UnitRange> scope) {
        return scope.stream().map(UnitRange::before).toArray(String[]::new);
    }
}
