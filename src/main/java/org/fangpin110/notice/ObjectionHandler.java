package org.fangpin110.notice;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.fangpin110.notice.NoticeView.Coded;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.report.ReceiptNumber;
import org.fangpin110.resident.Resident;

/** Notices on the phone of whoever is signed in: reading one that hangs, objecting to it, and what came of that. One an event loop. */
public final class ObjectionHandler {
    /** The contract's NewObjection. */
    record NewObjection(String text, String contact) {
        @Override
        public String toString() {
            return "NewObjection[…]";
        }
    }

    /** The contract's MyObjection. */
    record MyObjection(
            String objectionNo, Instant receivedAt, Coded objectionState, Instant decidedAt, String finding) {
        @Override
        public String toString() {
            return "MyObjection[" + objectionState.code() + "]";
        }
    }

    /** The contract's HangingNotice. */
    record HangingNotice(String noticeNo, Coded noticeKind, boolean takesObjections, NoticeText text) {}

    private final Pool pool;
    private final Notices notices;
    private final Objections objections;
    private final Messages messages;
    private final ObjectionPage page;
    private final InstantSource clock;
    private final NoticeRepository stored = new NoticeRepository();
    private final LookupCounts lookups = new LookupCounts();

    /** @param appId of the mini-program the page opens */
    public ObjectionHandler(
            Pool pool, Notices notices, Objections objections, Messages messages, String appId, InstantSource clock) {
        this.pool = pool;
        this.notices = notices;
        this.objections = objections;
        this.messages = messages;
        this.clock = clock;
        page = new ObjectionPage(messages, appId);
    }

    public void bind(Api api) {
        api.bind("getNotice", this::getNotice)
                .bind("objectToNotice", this::objectToNotice)
                .bind("getMyObjection", this::getMyObjection)
                .bind("openNoticePage", this::openNoticePage);
    }

    /** Only while it hangs: whoever comes later finds nothing, as on the wall. */
    private Future<Reply> getNotice(Request request) {
        lookups.count(request.caller(Resident.class).residentId(), clock.instant());
        Language language = request.language();
        return stored.byNumber(pool, number(request))
                .map(found ->
                        found.filter(notice -> notice.isPublic(clock.instant())).orElseThrow(AppException::notFound))
                .map(notice -> Reply.ok(new HangingNotice(
                                notice.number().value(),
                                Coded.of(
                                        messages,
                                        language,
                                        "notice.kind.",
                                        notice.kind().name()),
                                notice.takesObjections(),
                                notices.words(notice, language)))
                        .header("Cache-Control", "private, no-store")
                        .header("X-Robots-Tag", "noindex"));
    }

    private Future<Reply> objectToNotice(Request request) {
        UUID resident = request.caller(Resident.class).residentId();
        lookups.count(resident, clock.instant());
        NewObjection body = request.body(NewObjection.class);
        return objections
                .object(resident, number(request), request.uuid("Idempotency-Key"), body.text(), body.contact())
                .map(sent -> {
                    Reply reply = Reply.created(view(sent.objection(), request.language()));
                    return sent.replayed() ? reply.header("Idempotency-Replayed", "true") : reply;
                });
    }

    private Future<Reply> getMyObjection(Request request) {
        String number = ReceiptNumber.normalise(request.parameter("objectionNo"));
        return objections
                .own(request.caller(Resident.class).residentId(), number)
                .map(found -> found.orElseThrow(AppException::notFound))
                .map(objection -> Reply.ok(view(objection, request.language())));
    }

    private MyObjection view(Objection objection, Language language) {
        String state = objection.isOpen() ? "OPEN" : objection.founded() ? "FOUNDED" : "UNFOUNDED";
        return new MyObjection(
                objection.number(),
                objection.receivedAt(),
                Coded.of(messages, language, "objection.state.", state),
                objection.decidedAt(),
                objections.finding(objection).orElse(null));
    }

    private Future<Reply> openNoticePage(Request request) {
        Language language = request.language();
        return Future.succeededFuture(NoticeNumber.read(request.parameter("noticeNo"))
                .map(number -> Reply.page(200, page.of(number, language)))
                .orElseGet(() -> Reply.page(404, page.unknown(language)))
                .header("Content-Security-Policy", ObjectionPage.POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Language", language.tag()));
    }

    private static NoticeNumber number(Request request) {
        return NoticeNumber.read(request.parameter("noticeNo")).orElseThrow(AppException::notFound);
    }
}
