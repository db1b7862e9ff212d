package org.fangpin110.attachment;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A photo or scan that staff added to a case.
 *
 * @param fileDigest SHA-256 of the file as uploaded: tells a repeated upload from another file under the same key
 * @param contentDigest SHA-256 of the picture as stored, before encryption
 */
public record CaseEvidence(
        UUID id,
        String bannerCode,
        UUID caseId,
        UUID idempotencyKey,
        EvidenceKind kind,
        int byteSize,
        int width,
        int height,
        Buffer fileDigest,
        Buffer contentDigest,
        UUID madeBy,
        OffsetDateTime madeAt) {

    static CaseEvidence of(Row row) {
        return new CaseEvidence(
                row.getUUID("id"),
                row.getString("banner_code"),
                row.getUUID("case_id"),
                row.getUUID("idempotency_key"),
                EvidenceKind.valueOf(row.getString("kind")),
                row.getInteger("byte_size"),
                row.getInteger("width"),
                row.getInteger("height"),
                row.getBuffer("file_digest"),
                row.getBuffer("content_digest"),
                row.getUUID("made_by"),
                row.getOffsetDateTime("made_at"));
    }

    /** The same upload once more, whatever id and time it got this time. */
    public boolean repeats(CaseEvidence first) {
        return fileDigest.equals(first.fileDigest) && kind == first.kind;
    }

    @Override
    public String toString() {
        return "CaseEvidence[" + id + ", " + kind + "]";
    }
}
