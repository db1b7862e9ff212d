package org.fangpin110.revisit;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.unit.UnitRange;

/** SQL of seeds, draws and second looks. */
final class RevisitRepository {
    /** @param seed null until it is published */
    record Seed(
            LocalDate month, String commitment, byte[] sealed, Instant committedAt, String seed, Instant revealedAt) {
        static Seed of(Row row) {
            return new Seed(
                    row.getLocalDate("month"),
                    row.getString("commitment"),
                    row.getBuffer("sealed").getBytes(),
                    instant(row, "committed_at"),
                    row.getString("seed"),
                    instant(row, "revealed_at"));
        }

        @Override
        public String toString() {
            return "Seed[" + month + "]";
        }
    }

    private static final String COMMIT =
            """
            insert into revisit_seed (month, commitment, sealed, committed_at) values ($1, $2, $3, $4)
            on conflict do nothing""";

    /** False when the month has one already, whose winner everybody uses. */
    Future<Boolean> commit(SqlClient tx, LocalDate month, String commitment, byte[] sealed, Instant at) {
        return tx.preparedQuery(COMMIT)
                .execute(Tuple.of(month, commitment, Buffer.buffer(sealed), utc(at)))
                .map(rows -> rows.rowCount() == 1);
    }

    private static final String SEED = "select * from revisit_seed where month = $1";

    Future<Optional<Seed>> seed(SqlClient db, LocalDate month) {
        return db.preparedQuery(SEED).mapping(Seed::of).execute(Tuple.of(month)).map(rows -> rows.stream()
                .findFirst());
    }

    private static final String SEEDS =
            """
            select * from revisit_seed where month < $1 order by month desc limit $2""";

    /** Newest first. */
    Future<List<Seed>> seeds(SqlClient db, LocalDate before, int limit) {
        return db.preparedQuery(SEEDS)
                .mapping(Seed::of)
                .execute(Tuple.of(before, limit))
                .map(rows -> rows.stream().toList());
    }

    private static final String OVER =
            """
            select * from revisit_seed where month < $1 and seed is null order by month for update skip locked""";

    /** Of months before this one, not published yet; nobody else publishes them meanwhile. */
    Future<List<Seed>> over(SqlClient tx, LocalDate month) {
        return tx.preparedQuery(OVER).mapping(Seed::of).execute(Tuple.of(month)).map(rows -> rows.stream()
                .toList());
    }

    private static final String REVEAL = "update revisit_seed set seed = $2, revealed_at = $3 where month = $1";

    Future<Void> reveal(SqlClient tx, LocalDate month, String seed, Instant at) {
        return tx.preparedQuery(REVEAL).execute(Tuple.of(month, seed, utc(at))).mapEmpty();
    }

    /** @param effectiveTo exclusive; null while it is in force */
    record Rate(String regionCode, int percent, LocalDate effectiveFrom, LocalDate effectiveTo, int version) {}

    private static final String RATES =
            """
            select region_code, percent, effective_from, effective_to, version from policy_revisit""";

    Future<List<Rate>> rates(SqlClient db) {
        return db.preparedQuery(RATES)
                .mapping(row -> new Rate(
                        row.getString(0),
                        row.getInteger(1),
                        row.getLocalDate(2),
                        row.getLocalDate(3),
                        row.getInteger(4)))
                .execute()
                .map(rows -> rows.stream().toList());
    }

    record Draw(
            UUID caseId,
            String bannerCode,
            int sequence,
            LocalDate month,
            Rate rate,
            boolean drawn,
            UUID refusedBy,
            Instant refusedAt) {}

    private static final String RECORD =
            """
            insert into revisit_draw (case_id, banner_code, sequence, month, percent, policy_version, algorithm, drawn,
                                      refused_by, refused_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""";

    Future<Void> record(SqlClient tx, Draw draw) {
        return tx.preparedQuery(RECORD)
                .execute(Tuple.of(draw.caseId(), draw.bannerCode(), draw.sequence(), draw.month())
                        .addInteger(draw.rate().percent())
                        .addInteger(draw.rate().version())
                        .addInteger(Revisit.ALGORITHM)
                        .addBoolean(draw.drawn())
                        .addUUID(draw.refusedBy())
                        .addOffsetDateTime(utc(draw.refusedAt())))
                .mapEmpty();
    }

    private static final String OWE =
            """
            insert into revisit (revisit_id, banner_code, case_id, sequence, township, refused_by, due_at, policy_version)
            values ($1, $2, $3, $4, $5, $6, $7, $8)""";

    Future<Void> owe(SqlClient tx, UUID id, Draw draw, String township, Instant dueAt, int policyVersion) {
        return tx.preparedQuery(OWE)
                .execute(Tuple.of(id, draw.bannerCode(), draw.caseId(), draw.sequence(), township, draw.refusedBy())
                        .addOffsetDateTime(utc(dueAt))
                        .addInteger(policyVersion))
                .mapEmpty();
    }

    /**
     * A second look as stored. Absent values are null.
     *
     * @param note encrypted
     * @param caseOpen the case goes on: it was reopened, or an appeal is under way
     */
    record Owed(
            UUID id,
            String bannerCode,
            UUID caseId,
            int sequence,
            String township,
            UUID refusedBy,
            Instant dueAt,
            String finding,
            byte[] note,
            Instant doneAt,
            String doneByName,
            int version,
            boolean caseOpen) {
        static Owed of(Row row) {
            Buffer note = row.getBuffer("note");
            return new Owed(
                    row.getUUID("revisit_id"),
                    row.getString("banner_code"),
                    row.getUUID("case_id"),
                    row.getInteger("sequence"),
                    row.getString("township"),
                    row.getUUID("refused_by"),
                    instant(row, "due_at"),
                    row.getString("finding"),
                    note == null ? null : note.getBytes(),
                    instant(row, "done_at"),
                    row.getString("done_by_name"),
                    row.getInteger("version"),
                    row.getBoolean("case_open"));
        }

        static String noteContext(UUID revisitId) {
            return "revisit.note." + revisitId;
        }

        @Override
        public String toString() {
            return "Owed[" + id + "]";
        }
    }

    private static final String OWED =
            """
            select r.*, c.closed_at is null as case_open, s.display_name as done_by_name
            from revisit r
            join case_file c on c.id = r.case_id and c.banner_code = r.banner_code
            left join staff s on s.staff_id = r.done_by
            """;

    private static final String PAGE = OWED
            + """
            where r.done_at is null and r.township >= $1 collate "C" and r.township < $2 collate "C"
              and (r.due_at, r.revisit_id) > ($3, $4)
            order by r.due_at, r.revisit_id
            limit $5""";

    /** What is owed inside one unit, what is due first first. */
    Future<List<Owed>> page(SqlClient db, UnitRange unit, Instant due, UUID after, int limit) {
        return db.preparedQuery(PAGE)
                .mapping(Owed::of)
                .execute(Tuple.of(unit.from(), unit.before(), utc(due), after, limit))
                .map(rows -> rows.stream().toList());
    }

    private static final String CONTRADICTED = OWED
            + """
            where r.finding = 'CONTRADICTED' and r.banner_code = $1 and c.closed_at is not null
              and (r.due_at, r.revisit_id) > ($2, $3)
            order by r.due_at, r.revisit_id
            limit $4""";

    /** What a second look spoke against and nobody has reopened. */
    Future<List<Owed>> contradicted(SqlClient db, String bannerCode, Instant due, UUID after, int limit) {
        return db.preparedQuery(CONTRADICTED)
                .mapping(Owed::of)
                .execute(Tuple.of(bannerCode, utc(due), after, limit))
                .map(rows -> rows.stream().toList());
    }

    private static final String LOCK_CASE =
            """
            select c.id from case_file c
            join revisit r on r.case_id = c.id and r.banner_code = c.banner_code
            where r.revisit_id = $1
            for update of c""";
    private static final String FIND = OWED + "where r.revisit_id = $1 for update of r";

    Future<Optional<Owed>> lock(SqlClient tx, UUID revisitId) {
        return tx.preparedQuery(LOCK_CASE).execute(Tuple.of(revisitId)).compose(locked -> tx.preparedQuery(FIND)
                .mapping(Owed::of)
                .execute(Tuple.of(revisitId))
                .map(rows -> rows.stream().findFirst()));
    }

    private static final String DONE =
            """
            with done as (
                update revisit set finding = $2, note = $3, done_by = $4, done_at = $5, version = version + 1
                where revisit_id = $1
                returning case_id, banner_code),
            moved as (
                update case_file c set last_sequence = c.last_sequence + 1
                from done d where c.id = d.case_id and c.banner_code = d.banner_code
                returning c.id, c.banner_code, c.last_sequence, c.state, c.owner_unit)
            insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, actor_id, state, owner_unit)
            select id, banner_code, last_sequence, $5, $6, 'STAFF', $4, state, owner_unit from moved""";

    /** Case and second look must be locked. */
    Future<Void> done(SqlClient tx, UUID revisitId, String finding, byte[] note, UUID by, Instant at, String event) {
        return tx.preparedQuery(DONE)
                .execute(Tuple.of(revisitId, finding, Buffer.buffer(note), by, utc(at), event))
                .mapEmpty();
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
