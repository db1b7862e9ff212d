package org.fangpin110.aftercare;

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
import java.util.stream.IntStream;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.report.OwnReport;
import org.fangpin110.unit.UnitRange;

/** SQL of case_rating. */
final class RatingRepository {
    /** @param reopenedAt when it opened the case again */
    record Stored(Instant occasionAt, int score, boolean solved, Instant changedAt, Optional<Instant> reopenedAt) {
        static Stored of(Row row) {
            return new Stored(
                    row.getOffsetDateTime("occasion_at").toInstant(),
                    row.getInteger("score"),
                    row.getBoolean("solved"),
                    row.getOffsetDateTime("changed_at").toInstant(),
                    Optional.ofNullable(row.getOffsetDateTime("reopened_at")).map(OffsetDateTime::toInstant));
        }
    }

    private static final String LATEST =
            """
            select * from case_rating where report_id = $1 and banner_code = $2 order by occasion_at desc limit 1""";

    Future<Optional<Stored>> latest(SqlClient db, OwnReport report) {
        return db.preparedQuery(LATEST)
                .mapping(Stored::of)
                .execute(Tuple.of(report.id(), report.bannerCode()))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String SAVE =
            """
            insert into case_rating as r (report_id, banner_code, occasion_at, case_id, unit_code, month, score, solved,
                                          content, rated_at, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
            on conflict (report_id, occasion_at, banner_code) do update
            set score = excluded.score, solved = excluded.solved, content = excluded.content,
                changed_at = excluded.changed_at
            returning *""";

    /** The latest word about this occasion counts. */
    Future<Stored> save(
            SqlClient tx, OwnReport report, Instant occasion, NewRating rating, byte[] sealed, Instant now) {
        LocalDate month = LocalDate.ofInstant(occasion, WorkCalendar.ZONE).withDayOfMonth(1);
        return tx.preparedQuery(SAVE)
                .mapping(Stored::of)
                .execute(Tuple.of(report.id(), report.bannerCode(), utc(occasion), report.caseId(), report.ownerUnit())
                        .addLocalDate(month)
                        .addShort((short) rating.score())
                        .addBoolean(rating.solved())
                        .addBuffer(sealed == null ? null : Buffer.buffer(sealed))
                        .addOffsetDateTime(utc(now)))
                .map(rows -> rows.iterator().next());
    }

    private static final String REOPENED =
            """
            update case_rating set reopened_at = $4 where report_id = $1 and banner_code = $2 and occasion_at = $3""";

    Future<Void> reopened(SqlClient tx, OwnReport report, Instant occasion, Instant now) {
        return tx.preparedQuery(REOPENED)
                .execute(Tuple.of(report.id(), report.bannerCode(), utc(occasion), utc(now)))
                .mapEmpty();
    }

    private static final String COUNTS =
            """
            select month, count(*)::int as rated, (count(*) filter (where solved))::int as solved,
                (count(*) filter (where reopened_at is not null))::int as reopened,
                array[(count(*) filter (where score = 1))::int, (count(*) filter (where score = 2))::int,
                      (count(*) filter (where score = 3))::int, (count(*) filter (where score = 4))::int,
                      (count(*) filter (where score = 5))::int] as scores
            from case_rating
            where unit_code >= $1 collate "C" and unit_code < $2 collate "C" and month between $3 and $4
            group by month
            order by month""";

    /** @param scores how many gave 1, 2, 3, 4 and 5 */
    record Month(LocalDate month, int rated, int solved, int reopened, List<Integer> scores) {}

    /** By the month in which the rated cases ended; months without any are missing. Never a word of text. */
    Future<List<Month>> counts(SqlClient db, UnitRange units, LocalDate from, LocalDate to) {
        return db.preparedQuery(COUNTS)
                .mapping(row -> new Month(
                        row.getLocalDate("month"),
                        row.getInteger("rated"),
                        row.getInteger("solved"),
                        row.getInteger("reopened"),
                        IntStream.range(0, 5)
                                .mapToObj(i -> row.getArrayOfIntegers("scores")[i])
                                .toList()))
                .execute(Tuple.of(units.from(), units.before(), from, to))
                .map(rows -> rows.stream().toList());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
