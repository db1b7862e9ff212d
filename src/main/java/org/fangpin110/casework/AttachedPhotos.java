package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.attachment.Attachment;
import org.fangpin110.attachment.AttachmentRepository;
import org.fangpin110.attachment.AttachmentStore;

/** The photos of a report as staff see them. */
public final class AttachedPhotos implements ReportPhotos {
    private final AttachmentRepository attachments;
    private final AttachmentStore store;

    public AttachedPhotos(AttachmentRepository attachments, AttachmentStore store) {
        this.attachments = attachments;
        this.store = store;
    }

    @Override
    public Future<List<Photo>> list(SqlClient db, String bannerCode, UUID reportId) {
        return attachments
                .list(db, bannerCode, reportId)
                .map(found -> found.stream().map(AttachedPhotos::photo).toList());
    }

    private static Photo photo(Attachment attachment) {
        return new Photo(
                attachment.id(),
                attachment.mediaType(),
                attachment.byteSize(),
                attachment.width(),
                attachment.height(),
                attachment.createdAt().toInstant());
    }

    @Override
    public Future<Optional<Buffer>> read(SqlClient db, String bannerCode, UUID reportId, UUID photoId) {
        return attachments
                .find(db, bannerCode, reportId, photoId)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : store.get(db, bannerCode, photoId).map(Optional::of));
    }
}
