package org.fangpin110.attachment;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Evidence of a case, rows and sealed contents. Ask only for a case that was found in the asker's scope. */
public final class CaseEvidenceRepository {
    /** As many slots as the table allows. */
    public static final int MAX_PER_CASE = 200;

    private static final String INSERT =
            """
            insert into case_evidence (id, banner_code, case_id, slot, idempotency_key, kind, media_type, byte_size,
                                       width, height, file_digest, content_digest, made_by, made_at)
            select $1::uuid, $2::text, $3::uuid, coalesce(max(slot), 0) + 1, $4::uuid, $5::text, 'image/jpeg', $6::integer,
                   $7::integer, $8::integer, $9::bytea, $10::bytea, $11::uuid, $12::timestamptz
            from case_evidence
            where case_id = $3 and banner_code = $2
            having coalesce(max(slot), 0) < 200
            on conflict do nothing
            returning id""";

    /**
     * Empty when it was not taken: {@link #byKey} then says whether it came before; if not, two came at once or the case is
     * full.
     */
    public Future<Boolean> insert(SqlClient tx, CaseEvidence evidence) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.of(evidence.id(), evidence.bannerCode(), evidence.caseId(), evidence.idempotencyKey())
                        .addString(evidence.kind().name())
                        .addInteger(evidence.byteSize())
                        .addInteger(evidence.width())
                        .addInteger(evidence.height())
                        .addBuffer(evidence.fileDigest())
                        .addBuffer(evidence.contentDigest())
                        .addUUID(evidence.madeBy())
                        .addOffsetDateTime(evidence.madeAt()))
                .map(rows -> rows.size() == 1);
    }

    private static final String BY_KEY =
            """
            select * from case_evidence
            where case_id = $1 and banner_code = $2 and idempotency_key = $3""";

    public Future<Optional<CaseEvidence>> byKey(SqlClient db, String bannerCode, UUID caseId, UUID key) {
        return db.preparedQuery(BY_KEY)
                .mapping(CaseEvidence::of)
                .execute(Tuple.of(caseId, bannerCode, key))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String LIST =
            """
            select * from case_evidence
            where case_id = $1 and banner_code = $2
            order by slot""";

    /** In the order they came; bounded by {@link #MAX_PER_CASE}. */
    public Future<List<CaseEvidence>> list(SqlClient db, String bannerCode, UUID caseId) {
        return db.preparedQuery(LIST)
                .mapping(CaseEvidence::of)
                .execute(Tuple.of(caseId, bannerCode))
                .map(rows -> rows.stream().toList());
    }

    private static final String KNOWN =
            """
            select id from case_evidence
            where case_id = $1 and banner_code = $2 and id = any($3)""";

    /** Those of the ids that are evidence of this case. */
    public Future<Set<UUID>> known(SqlClient db, String bannerCode, UUID caseId, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture(Set.of())
                : db.preparedQuery(KNOWN)
                        .mapping(row -> row.getUUID("id"))
                        .execute(Tuple.of(caseId, bannerCode, ids.toArray(UUID[]::new)))
                        .map(rows -> new HashSet<>(rows.stream().toList()));
    }

    private static final String FIND =
            """
            select * from case_evidence
            where id = $1 and banner_code = $2 and case_id = $3""";

    public Future<Optional<CaseEvidence>> find(SqlClient db, String bannerCode, UUID caseId, UUID id) {
        return db.preparedQuery(FIND)
                .mapping(CaseEvidence::of)
                .execute(Tuple.of(id, bannerCode, caseId))
                .map(rows -> rows.stream().findFirst());
    }

    private static final String PUT =
            """
            insert into case_evidence_content (evidence_id, banner_code, content)
            values ($1, $2, $3)""";

    public Future<Void> put(SqlClient tx, String bannerCode, UUID id, byte[] sealed) {
        return tx.preparedQuery(PUT)
                .execute(Tuple.of(id, bannerCode, Buffer.buffer(sealed)))
                .mapEmpty();
    }

    private static final String CONTENT =
            """
            select content from case_evidence_content
            where evidence_id = $1 and banner_code = $2""";

    public Future<byte[]> content(SqlClient db, String bannerCode, UUID id) {
        return db.preparedQuery(CONTENT)
                .mapping(row -> row.getBuffer("content").getBytes())
                .execute(Tuple.of(id, bannerCode))
                .map(rows -> rows.iterator().next());
    }

    /** The context a picture is sealed with. */
    public static String context(UUID id) {
        return "case_evidence_content.content." + id;
    }
}
