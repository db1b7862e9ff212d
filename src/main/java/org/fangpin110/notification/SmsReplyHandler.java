package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.notification.SmsReplyDesk.Opened;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.staff.StaffMember;

/** What families wrote by SMS, over HTTP. */
public final class SmsReplyHandler {
    private static final int DEFAULT_LIMIT = 50;
    private static final UUID OLDEST = new UUID(0, 0);

    private final SmsReplyDesk desk;

    record Item(UUID replyId, Instant receivedAt, String phone, String text) {
        @Override
        public String toString() {
            return "Item[" + replyId + "]";
        }
    }

    record All(List<Item> items) {}

    record Page(List<Item> items, String nextAfter) {}

    record Settling(String receiptNo) {}

    public SmsReplyHandler(Pool pool, FieldCipher cipher, AuditTrail trail, InstantSource clock) {
        this.desk = new SmsReplyDesk(pool, cipher, trail, clock);
    }

    public void bind(Api api) {
        api.bind("listCaseReplies", this::listCaseReplies);
        api.bind("listReplies", this::listReplies);
        api.bind("settleReply", this::settleReply);
    }

    private Future<Reply> listCaseReplies(Request request) {
        return desk.ofCase(request.caller(StaffMember.class), request.uuid("caseId"))
                .map(found -> noStore(Reply.ok(
                        new All(found.stream().map(SmsReplyHandler::item).toList()))));
    }

    private Future<Reply> listReplies(Request request) {
        int limit = request.integer("limit", DEFAULT_LIMIT);
        UUID after = request.optional("after").map(PageToken::uuid).orElse(OLDEST);
        return desk.unmatched(request.caller(StaffMember.class), after, limit + 1)
                .map(found -> noStore(Reply.ok(new Page(
                        found.stream().limit(limit).map(SmsReplyHandler::item).toList(),
                        found.size() > limit
                                ? PageToken.of(found.get(limit - 1).reply().replyId())
                                : null))));
    }

    private Future<Reply> settleReply(Request request) {
        return desk.settle(
                        request.caller(StaffMember.class),
                        request.uuid("replyId"),
                        request.body(Settling.class).receiptNo())
                .map(done -> Reply.noContent());
    }

    private static Item item(Opened opened) {
        return new Item(opened.reply().replyId(), opened.reply().receivedAt(), opened.phone(), opened.text());
    }

    private static Reply noStore(Reply reply) {
        return reply.header("Cache-Control", "no-store");
    }
}
