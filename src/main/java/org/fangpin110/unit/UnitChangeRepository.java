package org.fangpin110.unit;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** SQL of unit_change: what administrators asked for, and what became of it. */
public final class UnitChangeRepository {
    private static final String INSERT =
            """
            insert into unit_change (change_id, banner_code, kind, unit_codes, content, effective_from, status, made_by,
                                     made_at)
            values ($1, $2, $3, $4, $5, $6, 'PLANNED', $7, $8)""";

    /** Every change begins as a planned one, also when its day is today. */
    public Future<Void> insert(
            SqlConnection tx,
            UUID id,
            String bannerCode,
            String kind,
            List<String> unitCodes,
            JsonObject content,
            LocalDate effectiveFrom,
            UUID madeBy,
            Instant at) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.of(id, bannerCode, kind)
                        .addArrayOfString(unitCodes.toArray(String[]::new))
                        .addJsonObject(content)
                        .addLocalDate(effectiveFrom)
                        .addUUID(madeBy)
                        .addOffsetDateTime(utc(at)))
                .mapEmpty();
    }

    private static final String SETTLE =
            """
            update unit_change
            set status = $2, settled_by = $3, settled_at = $4, applied_version = $5, failure = $6, version = version + 1
            where change_id = $1 and status = 'PLANNED'""";

    /** False when it was settled before. Absent values are null. */
    public Future<Boolean> settle(
            SqlConnection tx,
            UUID id,
            UnitChangeRecord.Status status,
            UUID by,
            Instant at,
            Long appliedVersion,
            String failure) {
        return tx.preparedQuery(SETTLE)
                .execute(Tuple.of(id, status.name())
                        .addUUID(by)
                        .addOffsetDateTime(utc(at))
                        .addLong(appliedVersion)
                        .addString(failure))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String COLUMNS =
            """
            select c.*, s.display_name as made_by_name
            from unit_change c
            left join staff s on s.staff_id = c.made_by
            """;

    private static final String PAGE = COLUMNS
            + """
            where c.banner_code = $1 and c.change_id < $2 and ($3::text is null or c.status = $3)
            order by c.change_id desc
            limit $4""";

    /** Newest first. {@code status} null for all. */
    public Future<List<UnitChangeRecord>> page(
            SqlClient db, String bannerPrefix, UnitChangeRecord.Status status, UUID before, int limit) {
        return db.preparedQuery(PAGE)
                .mapping(UnitChangeRecord::of)
                .execute(Tuple.of(bannerPrefix, before)
                        .addString(status == null ? null : status.name())
                        .addInteger(limit))
                .map(rows -> rows.stream().toList());
    }

    private static final String LOCK =
            COLUMNS + """
            where c.change_id = $1 and c.banner_code = any($2)
            for update of c""";

    /** Not there for whoever's banner it is not. */
    public Future<Optional<UnitChangeRecord>> lock(SqlConnection tx, UUID id, List<String> bannerPrefixes) {
        return tx.preparedQuery(LOCK)
                .mapping(UnitChangeRecord::of)
                .execute(Tuple.of(id).addArrayOfString(bannerPrefixes.toArray(String[]::new)))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String DUE = COLUMNS
            + """
            where c.status = 'PLANNED' and c.effective_from <= $1
            order by c.effective_from, c.change_id
            limit 1""";

    /** The next one whose day has come. */
    public Future<Optional<UnitChangeRecord>> due(SqlClient db, LocalDate today) {
        return db.preparedQuery(DUE)
                .mapping(UnitChangeRecord::of)
                .execute(Tuple.of(today))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String PARTS =
            """
            select (select string_agg(part ->> 'unitCode', ',') from jsonb_array_elements(c.content -> 'into') part)
            from unit_change c
            where c.banner_code = $1 and c.status = 'APPLIED' and c.kind = 'SPLIT' and c.content -> 'units' ->> 0 = $2""";

    /** What a unit was split into: codes joined by commas. */
    public Future<Optional<String>> parts(SqlClient db, String unitCode) {
        return db.preparedQuery(PARTS)
                .mapping(row -> row.getString(0))
                .execute(Tuple.of(UnitCode.countyPrefix(unitCode), unitCode))
                .map(rows -> rows.stream().findFirst());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
