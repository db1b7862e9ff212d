package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import org.fangpin110.attachment.Attachment;
import org.fangpin110.attachment.AttachmentRepository;
import org.fangpin110.attachment.AttachmentStore;
import org.fangpin110.attachment.EvidenceKind;
import org.fangpin110.attachment.Photo;
import org.fangpin110.attachment.PhotoProcessor;
import org.fangpin110.attachment.PhotoRefusal;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.report.OwnReport;

/** Photos of a report, each made safe on a worker and stored once. */
final class PhotoService {
    private final Pool pool;
    private final AttachmentRepository attachments;
    private final AttachmentStore store;
    private final PhotoProcessor processor;
    private final WorkerExecutor workers;
    private final InstantSource clock;
    private final TimeOrderedIds ids;

    PhotoService(
            Pool pool,
            AttachmentRepository attachments,
            AttachmentStore store,
            PhotoProcessor processor,
            WorkerExecutor workers,
            InstantSource clock,
            TimeOrderedIds ids) {
        this.pool = pool;
        this.attachments = attachments;
        this.store = store;
        this.processor = processor;
        this.workers = workers;
        this.clock = clock;
        this.ids = ids;
    }

    /** Same key and file: the stored photo again. */
    Future<Attachment> add(OwnReport report, UUID key, Buffer file) {
        if (report.withdrawn() || report.caseClosed()) {
            return Future.failedFuture(AppException.conflict("report-closed"));
        }
        return workers.executeBlocking(() -> processor.process(file.getBytes()), false)
                .recover(failure -> Future.failedFuture(
                        failure instanceof PhotoRefusal refusal
                                ? AppException.unprocessable(refusal.reason().code())
                                : failure))
                .compose(photo -> stored(report, key, file, photo));
    }

    private Future<Attachment> stored(OwnReport report, UUID key, Buffer file, Photo photo) {
        Attachment attachment = new Attachment(
                ids.next(),
                report.bannerCode(),
                report.id(),
                key.toString(),
                EvidenceKind.OTHER,
                Photo.MEDIA_TYPE,
                photo.jpeg().length(),
                photo.width(),
                photo.height(),
                sha256(file),
                clock.instant().atOffset(ZoneOffset.UTC));
        return pool.withTransaction(
                tx -> attachments.insert(tx, attachment).compose(insertion -> switch (insertion.outcome()) {
                    case ADDED ->
                        store.put(tx, report.bannerCode(), attachment.id(), photo.jpeg())
                                .map(attachment);
                    case REPEATED -> Future.succeededFuture(insertion.attachment());
                    case KEY_REUSED -> Future.failedFuture(AppException.conflict("idempotency-key-reused"));
                    case FULL -> Future.failedFuture(AppException.conflict("too-many-photos"));
                }));
    }

    Future<Buffer> content(OwnReport report, UUID photoId) {
        return attachments
                .find(pool, report.bannerCode(), report.id(), photoId)
                .compose(found -> found.isPresent()
                        ? store.get(pool, report.bannerCode(), photoId)
                        : Future.failedFuture(AppException.notFound()));
    }

    private static Buffer sha256(Buffer file) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(file.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
