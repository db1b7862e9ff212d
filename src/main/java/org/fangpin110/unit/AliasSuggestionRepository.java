package org.fangpin110.unit;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** SQL of alias_suggestion and the cases that speak for each. */
public final class AliasSuggestionRepository {
    private static final String SEEN =
            """
            with suggested as (
                insert into alias_suggestion (suggestion_id, banner_code, unit_code, place_text, status, first_seen_at,
                                              last_seen_at)
                values ($1, $2, $3, $4, 'OPEN', $6, $6)
                on conflict (unit_code, place_text) do update
                set last_seen_at = greatest(alias_suggestion.last_seen_at, excluded.last_seen_at)
                returning suggestion_id)
            insert into alias_suggestion_case (suggestion_id, case_id, seen_at)
            select suggestion_id, $5, $6 from suggested
            on conflict (suggestion_id, case_id) do nothing""";

    /** One more case that speaks for it; the same case counts once. A decision already made stands. */
    public Future<Void> seen(SqlClient tx, UUID newId, String unitCode, String placeText, UUID caseId, Instant at) {
        return tx.preparedQuery(SEEN)
                .execute(Tuple.of(newId, UnitCode.countyPrefix(unitCode), unitCode, placeText, caseId, utc(at)))
                .mapEmpty();
    }

    private static final String COLUMNS =
            """
            select s.suggestion_id, s.unit_code, s.place_text, s.status, s.first_seen_at, s.last_seen_at, s.rejection,
                   s.version,
                   (select count(*)::integer from alias_suggestion_case c
                    where c.suggestion_id = s.suggestion_id) as case_count,
                   array(select c.case_id from alias_suggestion_case c
                         where c.suggestion_id = s.suggestion_id
                         order by c.seen_at desc, c.case_id limit 20) as cases
            from alias_suggestion s
            """;

    private static final String PAGE = COLUMNS
            + """
            where s.banner_code = $1 and s.status = $2 and s.suggestion_id > $3
            order by s.suggestion_id
            limit $4""";

    /** Oldest first. */
    public Future<List<AliasSuggestion>> page(
            SqlClient db, String bannerPrefix, AliasSuggestion.Status status, UUID after, int limit) {
        return db.preparedQuery(PAGE)
                .mapping(AliasSuggestion::of)
                .execute(Tuple.of(bannerPrefix, status.name(), after, limit))
                .map(rows -> rows.stream().toList());
    }

    private static final String FIND =
            COLUMNS + """
            where s.suggestion_id = $1 and s.banner_code = any($2)""";

    /** Not there for whoever's banner it is not. */
    public Future<Optional<AliasSuggestion>> find(SqlClient db, UUID id, List<String> bannerPrefixes) {
        return db.preparedQuery(FIND)
                .mapping(AliasSuggestion::of)
                .execute(Tuple.of(id).addArrayOfString(bannerPrefixes.toArray(String[]::new)))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String DECIDE =
            """
            update alias_suggestion
            set status = $3, rejection = $4, decided_by = $5, decided_at = $6, version = version + 1
            where suggestion_id = $1 and version = $2 and status = 'OPEN'""";

    /**
     * False when somebody decided meanwhile.
     *
     * @param rejection null unless it is rejected
     */
    public Future<Boolean> decide(
            SqlClient tx,
            UUID id,
            int seen,
            AliasSuggestion.Status status,
            String rejection,
            UUID staffId,
            Instant at) {
        return tx.preparedQuery(DECIDE)
                .execute(Tuple.of(id, seen, status.name())
                        .addString(rejection)
                        .addUUID(staffId)
                        .addOffsetDateTime(utc(at)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static java.time.OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
