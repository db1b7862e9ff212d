package org.fangpin110.notice;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.staff.Role;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitCode;

/** The notice of a case for those who work on it: what hangs, what would hang, and both on paper. Reading it is in the trail. */
public final class NoticeHandler {
    private static final Set<Role> CASE_ROLES = EnumSet.of(Role.VILLAGE, Role.TOWNSHIP, Role.BANNER_DESK);

    private final Pool pool;
    private final Notices notices;
    private final Messages messages;
    private final String publicUrl;
    private final AuditTrail trail;
    private final WorkerExecutor workers;
    private final InstantSource clock;
    private final CaseRepository cases = new CaseRepository();
    private final NoticeRepository stored = new NoticeRepository();

    /** @param workers where a document is written */
    public NoticeHandler(
            Pool pool,
            Notices notices,
            Messages messages,
            String publicUrl,
            AuditTrail trail,
            WorkerExecutor workers,
            InstantSource clock) {
        this.pool = pool;
        this.notices = notices;
        this.messages = messages;
        this.publicUrl = publicUrl;
        this.trail = trail;
        this.workers = workers;
        this.clock = clock;
    }

    public void bind(Api api) {
        api.bind("getCaseNotice", this::getCaseNotice)
                .bind("getCaseNoticePdf", this::getCaseNoticePdf)
                .bind("printNoticeDraft", this::printNoticeDraft);
    }

    private Future<Reply> getCaseNotice(Request request) {
        NoticeKind kind = kind(request);
        Language language = request.language();
        return onCase(request, (tx, file) -> stored.latest(tx, file.id())
                        .compose(posted -> posted.isEmpty()
                                ? Future.<NoticeView>succeededFuture()
                                : notices.minimum(tx, posted.get(), clock.instant())
                                        .map(minimum -> NoticeView.of(
                                                posted.get(),
                                                minimum,
                                                notices.words(posted.get(), language),
                                                messages,
                                                language)))
                        .compose(view -> draft(tx, file, kind, NoticePosting.EMPTY, false)
                                .map(draft -> new NoticeView.OfCase(
                                        view, draft.texts().get(language), missing(draft.faults(), language)))))
                .map(Reply::ok);
    }

    private List<NoticeView.Missing> missing(List<FieldError> faults, Language language) {
        return faults.stream()
                .map(fault -> new NoticeView.Missing(
                        fault.pointer(),
                        fault.code(),
                        messages.text(
                                language,
                                "field." + fault.code(),
                                fault.parameters().toArray())))
                .toList();
    }

    /** The one that was posted last, again. */
    private Future<Reply> getCaseNoticePdf(Request request) {
        return onCase(request, (tx, file) -> stored.latest(tx, file.id()))
                .map(found ->
                        found.filter(PublicNotice::hangs).orElseThrow(() -> AppException.conflict("notice-not-posted")))
                .compose(notice -> pdf(notice.kind(), notice.number(), notices.words(notice, Language.ZH)));
    }

    /** For the wall, before it is posted; with the number it will have. */
    private Future<Reply> printNoticeDraft(Request request) {
        NoticeKind kind = kind(request);
        NoticePosting posting = request.body(NoticePosting.class);
        return onCase(request, (tx, file) -> draft(tx, file, kind, posting, true))
                .compose(draft -> {
                    if (!draft.faults().isEmpty()) {
                        throw AppException.unprocessable(draft.faults());
                    }
                    return pdf(kind, draft.content().number(), draft.texts().get(Language.ZH));
                });
    }

    private Future<Reply> pdf(NoticeKind kind, NoticeNumber number, NoticeText text) {
        return workers.executeBlocking(() -> new NoticeSheet(messages, publicUrl).pdf(kind, number, text), false)
                .map(bytes -> Reply.bytes("application/pdf", Buffer.buffer(bytes))
                        .header("Content-Disposition", "inline; filename=\"notice-" + number.value() + ".pdf\""));
    }

    private Future<Notices.Draft> draft(
            SqlClient tx, Case file, NoticeKind kind, NoticePosting posting, boolean toPost) {
        return notices.draft(tx, file, villageOf(file), kind, posting, new Notices.Asked(clock.instant(), "", toPost));
    }

    /** Whose household it is: the village that has the case, or helps with it. */
    private static String villageOf(Case file) {
        return Stream.of(file.homeUnit(), file.ownerUnit(), file.helperUnit())
                .filter(Objects::nonNull)
                .filter(code -> UnitCode.level(code) == 5)
                .findFirst()
                .orElseThrow(() -> AppException.conflict("notice-needs-village"));
    }

    private interface OnCase<T> {
        Future<T> with(SqlClient tx, Case file);
    }

    private <T> Future<T> onCase(Request request, OnCase<T> work) {
        StaffMember staff = request.caller(StaffMember.class);
        UUID caseId = request.uuid("caseId");
        return pool.withTransaction(tx -> cases.find(tx, caseId, staff.scope(CASE_ROLES))
                .map(found -> found.orElseThrow(AppException::notFound))
                .compose(file -> work.with(tx, file)
                        .compose(done -> trail.staff(tx, staff.staffId(), "notice-read", file.ownerUnit(), caseId, null)
                                .map(done))));
    }

    private static NoticeKind kind(Request request) {
        return request.optional("noticeKind").map(NoticeKind::valueOf).orElse(NoticeKind.RECOGNITION);
    }
}
