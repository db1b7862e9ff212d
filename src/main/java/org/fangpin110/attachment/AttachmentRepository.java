package org.fangpin110.attachment;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The only code that names the table attachment. Everything is reached through its report, whose scope the caller has checked. */
public final class AttachmentRepository {
    /** As many slots as the table allows. */
    public static final int MAX_PER_REPORT = 3;

    public enum Outcome {
        ADDED,
        /** The same upload came before; its row is the answer, and its content is stored. */
        REPEATED,
        /** The key belongs to another file. */
        KEY_REUSED,
        /** The report has all its attachments. */
        FULL
    }

    /** What an insert did, and the row that stands for the key: for {@link Outcome#FULL} the one refused. */
    public record Insertion(Outcome outcome, Attachment attachment) {}

    private static final String INSERT =
            """
            insert into attachment (id, banner_code, report_id, slot, idempotency_key, kind, media_type, byte_size,
                                    width, height, sha256, created_at)
            select $1::uuid, $2::text, $3::uuid, free.slot, $4::text, $5::text, $6::text, $7::integer,
                   $8::integer, $9::integer, $10::bytea, $11::timestamptz
            from generate_series(1, 3) as free (slot)
            where not exists (select from attachment as taken
                              where taken.report_id = $3 and taken.banner_code = $2 and taken.slot = free.slot)
            order by free.slot
            limit 1
            on conflict do nothing
            returning *""";

    /**
     * Takes a free slot of the report. Two uploads that want the same slot or bring the same key wait for each other at the unique
     * constraints; the later one looks again.
     */
    public Future<Insertion> insert(SqlClient db, Attachment attachment) {
        return insert(db, attachment, MAX_PER_REPORT);
    }

    private Future<Insertion> insert(SqlClient db, Attachment attachment, int attempts) {
        return db.preparedQuery(INSERT)
                .mapping(Attachment::of)
                .execute(attachment.values())
                .compose(rows -> rows.size() == 1
                        ? Future.succeededFuture(
                                new Insertion(Outcome.ADDED, rows.iterator().next()))
                        : whyNot(db, attachment, attempts));
    }

    private Future<Insertion> whyNot(SqlClient db, Attachment attachment, int attempts) {
        return list(db, attachment.bannerCode(), attachment.reportId()).compose(present -> {
            Optional<Attachment> first = present.stream()
                    .filter(other -> other.idempotencyKey().equals(attachment.idempotencyKey()))
                    .findFirst();
            if (first.isPresent()) {
                boolean again = attachment.repeats(first.get());
                return Future.succeededFuture(
                        new Insertion(again ? Outcome.REPEATED : Outcome.KEY_REUSED, first.get()));
            }
            boolean lostARace = present.size() < MAX_PER_REPORT && attempts > 1;
            return lostARace
                    ? insert(db, attachment, attempts - 1)
                    : Future.succeededFuture(new Insertion(Outcome.FULL, attachment));
        });
    }

    private static final String LIST =
            """
            select * from attachment
            where report_id = $1 and banner_code = $2
            order by slot""";

    public Future<List<Attachment>> list(SqlClient db, String bannerCode, UUID reportId) {
        return db.preparedQuery(LIST)
                .mapping(Attachment::of)
                .execute(Tuple.of(reportId, bannerCode))
                .map(rows -> rows.stream().toList());
    }

    private static final String LIST_OF_ALL =
            """
            select * from attachment
            where report_id = any ($1) and banner_code = $2
            order by report_id, slot""";

    /** Of several reports of one banner, one after another. */
    public Future<List<Attachment>> list(SqlClient db, String bannerCode, List<UUID> reportIds) {
        return db.preparedQuery(LIST_OF_ALL)
                .mapping(Attachment::of)
                .execute(Tuple.of(reportIds.toArray(UUID[]::new), bannerCode))
                .map(rows -> rows.stream().toList());
    }

    private static final String FIND =
            """
            select * from attachment
            where id = $1 and banner_code = $2 and report_id = $3""";

    public Future<Optional<Attachment>> find(SqlClient db, String bannerCode, UUID reportId, UUID id) {
        return db.preparedQuery(FIND)
                .mapping(Attachment::of)
                .execute(Tuple.of(id, bannerCode, reportId))
                .map(rows -> rows.stream().findFirst());
    }
}
