package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.casefile.QueueRepository;
import org.fangpin110.notification.SmsReplyRepository.Stored;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitRange;

/** What families wrote by SMS: those of a case beside it, the others until a person put them to a case or laid them aside. */
final class SmsReplyDesk {
    private static final Set<Role> READERS = EnumSet.of(Role.VILLAGE, Role.TOWNSHIP, Role.BANNER_DESK);
    private static final Set<Role> DESK = EnumSet.of(Role.BANNER_DESK);

    /** A reply in plain. */
    record Opened(Stored reply, String phone, String text) {
        @Override
        public String toString() {
            return "Opened[" + reply.replyId() + "]";
        }
    }

    private final Pool pool;
    private final FieldCipher cipher;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final SmsReplyRepository replies = new SmsReplyRepository();
    private final CaseRepository cases = new CaseRepository();
    private final QueueRepository queues = new QueueRepository();

    SmsReplyDesk(Pool pool, FieldCipher cipher, AuditTrail trail, InstantSource clock) {
        this.pool = pool;
        this.cipher = cipher;
        this.trail = trail;
        this.clock = clock;
    }

    /** Of a case; on the trail. */
    Future<List<Opened>> ofCase(StaffMember staff, UUID caseId) {
        return pool.withTransaction(tx -> cases.find(tx, caseId, staff.scope(READERS))
                .map(found -> found.orElseThrow(AppException::notFound))
                .compose(file -> replies.ofCase(tx, caseId).compose(found -> trail.staff(
                                tx, staff.staffId(), "replies-read", file.ownerUnit(), caseId, null)
                        .map(done -> found.stream().map(this::opened).toList()))));
    }

    /** Of the caller's banners, the oldest first; on the trail. */
    Future<List<Opened>> unmatched(StaffMember staff, UUID after, int limit) {
        return pool.withTransaction(
                tx -> replies.unmatched(tx, banners(staff), after, limit).compose(found -> trail.staff(
                                tx,
                                staff.staffId(),
                                "replies-read",
                                staff.scope(DESK).get(0).from(),
                                null,
                                null)
                        .map(done -> found.stream().map(this::opened).toList())));
    }

    /** @param receiptNo of the case it is about; null lays it aside */
    Future<Void> settle(StaffMember staff, UUID replyId, String receiptNo) {
        return pool.withTransaction(tx -> about(tx, staff, receiptNo).compose(file -> replies.settle(
                        tx,
                        replyId,
                        banners(staff),
                        file.map(Case::id).orElse(null),
                        staff.staffId(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS))
                .compose(settled -> settled
                        ? trail.staff(
                                tx,
                                staff.staffId(),
                                "reply-settled",
                                file.map(Case::ownerUnit)
                                        .orElseGet(
                                                () -> staff.scope(DESK).get(0).from()),
                                file.map(Case::id).orElse(null),
                                replyId.toString())
                        : Future.failedFuture(AppException.notFound()))));
    }

    private Future<Optional<Case>> about(SqlClient tx, StaffMember staff, String receiptNo) {
        if (receiptNo == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return queues.find(tx, receiptNo, staff.scope(DESK))
                .map(found -> Optional.of(found.orElseThrow(() ->
                                AppException.unprocessable(List.of(new FieldError("/receiptNo", "receipt-unknown"))))
                        .file()));
    }

    private Opened opened(Stored reply) {
        return new Opened(
                reply,
                cipher.decryptText(
                        SmsReplies.context(reply.replyId(), "phone"),
                        reply.phone().getBytes()),
                cipher.decryptText(
                        SmsReplies.context(reply.replyId(), "content"),
                        reply.content().getBytes()));
    }

    private static List<String> banners(StaffMember staff) {
        return staff.scope(DESK).stream()
                .map(UnitRange::from)
                .map(code -> code.substring(0, 6))
                .distinct()
                .toList();
    }
}
