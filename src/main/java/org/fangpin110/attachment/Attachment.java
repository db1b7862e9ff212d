package org.fangpin110.attachment;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * An attachment as its row describes it; the content lies in the {@link AttachmentStore}.
 *
 * @param byteSize of the content as stored and sent out, before encryption
 * @param width null when it is no picture, as height
 * @param sha256 of the file as it was uploaded: tells a repeated upload from another file under the same key
 */
public record Attachment(
        UUID id,
        String bannerCode,
        UUID reportId,
        String idempotencyKey,
        EvidenceKind kind,
        String mediaType,
        int byteSize,
        Integer width,
        Integer height,
        Buffer sha256,
        OffsetDateTime createdAt) {

    static Attachment of(Row row) {
        return new Attachment(
                row.getUUID("id"),
                row.getString("banner_code"),
                row.getUUID("report_id"),
                row.getString("idempotency_key"),
                EvidenceKind.valueOf(row.getString("kind")),
                row.getString("media_type"),
                row.getInteger("byte_size"),
                row.getInteger("width"),
                row.getInteger("height"),
                row.getBuffer("sha256"),
                row.getOffsetDateTime("created_at"));
    }

    Tuple values() {
        return Tuple.of(id, bannerCode, reportId, idempotencyKey, kind.name())
                .addString(mediaType)
                .addInteger(byteSize)
                .addInteger(width)
                .addInteger(height)
                .addBuffer(sha256)
                .addOffsetDateTime(createdAt);
    }

    /** The same upload once more, whatever id and time it got this time. */
    boolean repeats(Attachment first) {
        return sha256.equals(first.sha256) && kind == first.kind;
    }

    @Override
    public String toString() {
        return "Attachment[" + id + ", " + kind + ", " + mediaType + "]";
    }
}
