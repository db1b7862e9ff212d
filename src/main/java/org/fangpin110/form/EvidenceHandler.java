package org.fangpin110.form;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.attachment.CaseEvidence;
import org.fangpin110.attachment.CaseEvidenceRepository;
import org.fangpin110.attachment.EvidenceKind;
import org.fangpin110.attachment.Photo;
import org.fangpin110.attachment.PhotoProcessor;
import org.fangpin110.attachment.PhotoRefusal;
import org.fangpin110.casefile.Case;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.StaffMember;

/** Photos and scans that staff add to a case, each made safe on a worker, sealed and stored once. */
public final class EvidenceHandler {
    /** As x-body-limit of the operation, less what multipart adds. */
    static final int MAX_BYTES = 5 * 1024 * 1024;

    private final CaseDoor door;
    private final CaseEvidenceRepository evidence = new CaseEvidenceRepository();
    private final PhotoProcessor processor = new PhotoProcessor(MAX_BYTES);
    private final FieldCipher cipher;
    private final WorkerExecutor workers;
    private final Messages messages;
    private final TimeOrderedIds ids;
    private final InstantSource clock;

    EvidenceHandler(
            CaseDoor door,
            FieldCipher cipher,
            WorkerExecutor workers,
            Messages messages,
            TimeOrderedIds ids,
            InstantSource clock) {
        this.door = door;
        this.cipher = cipher;
        this.workers = workers;
        this.messages = messages;
        this.ids = ids;
        this.clock = clock;
    }

    void bind(Api api) {
        api.bind("addCaseEvidence", this::addCaseEvidence)
                .bind("listCaseEvidence", this::listCaseEvidence)
                .bind("getCaseEvidence", this::getCaseEvidence);
    }

    /** Looked at before the picture is worked on, so that nobody makes us decode for a case that is not theirs. */
    private Future<Reply> addCaseEvidence(Request request) {
        return door.plain(request, (tx, file) -> Future.succeededFuture(file)).compose(file -> {
            Buffer sent = request.onlyFile();
            return workers.executeBlocking(() -> processor.process(sent.getBytes()), false)
                    .recover(EvidenceHandler::refused)
                    .compose(photo -> stored(request, file, sent, photo))
                    .map(stored -> Reply.created(new FormView(messages, request.language()).evidence(stored)));
        });
    }

    private static Future<Photo> refused(Throwable failure) {
        return Future.failedFuture(
                failure instanceof PhotoRefusal refusal
                        ? AppException.unprocessable(refusal.reason().code())
                        : failure);
    }

    private Future<CaseEvidence> stored(Request request, Case file, Buffer sent, Photo photo) {
        CaseEvidence fresh = new CaseEvidence(
                ids.next(),
                file.bannerCode(),
                file.id(),
                UUID.fromString(request.parameter("Idempotency-Key")),
                EvidenceKind.valueOf(request.parameter("evidenceKind")),
                photo.jpeg().length(),
                photo.width(),
                photo.height(),
                sha256(sent),
                sha256(photo.jpeg()),
                request.caller(StaffMember.class).staffId(),
                clock.instant().atOffset(ZoneOffset.UTC));
        return workers.executeBlocking(
                        () -> cipher.encrypt(
                                CaseEvidenceRepository.context(fresh.id()),
                                photo.jpeg().getBytes()),
                        false)
                .compose(secret -> door.noted(
                        request,
                        "evidence-added",
                        fresh.id().toString(),
                        (tx, again) -> added(tx, fresh, secret, CaseEvidenceRepository.MAX_PER_CASE)));
    }

    /** Uploads at the same time want the same place; whoever was later looks again. */
    private Future<CaseEvidence> added(SqlConnection tx, CaseEvidence fresh, byte[] secret, int attempts) {
        return evidence.insert(tx, fresh).compose(taken -> {
            if (taken) {
                return evidence.put(tx, fresh.bannerCode(), fresh.id(), secret).map(fresh);
            }
            return evidence.byKey(tx, fresh.bannerCode(), fresh.caseId(), fresh.idempotencyKey())
                    .compose(first -> {
                        if (first.isPresent()) {
                            return fresh.repeats(first.get())
                                    ? Future.succeededFuture(first.get())
                                    : Future.failedFuture(AppException.conflict("idempotency-key-reused"));
                        }
                        return evidence.list(tx, fresh.bannerCode(), fresh.caseId())
                                .compose(present -> present.size() < CaseEvidenceRepository.MAX_PER_CASE && attempts > 1
                                        ? added(tx, fresh, secret, attempts - 1)
                                        : Future.failedFuture(AppException.conflict("too-much-evidence")));
                    });
        });
    }

    private Future<Reply> listCaseEvidence(Request request) {
        FormView view = new FormView(messages, request.language());
        return door.plain(request, (tx, file) -> evidence.list(tx, file.bannerCode(), file.id()))
                .map(list -> {
                    List<FormView.Evidence> items =
                            list.stream().map(view::evidence).toList();
                    return Reply.ok(Map.of("items", items));
                });
    }

    private Future<Reply> getCaseEvidence(Request request) {
        UUID id = request.uuid("evidenceId");
        return door.noted(request, "evidence-read", id.toString(), (tx, file) -> evidence.find(
                                tx, file.bannerCode(), file.id(), id)
                        .compose(found -> found.isPresent()
                                ? evidence.content(tx, file.bannerCode(), id)
                                : Future.failedFuture(AppException.notFound())))
                .compose(secret -> workers.executeBlocking(
                        () -> cipher.decrypt(CaseEvidenceRepository.context(id), secret), false))
                .map(picture -> Reply.bytes(Photo.MEDIA_TYPE, Buffer.buffer(picture)));
    }

    private static Buffer sha256(Buffer bytes) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(bytes.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
