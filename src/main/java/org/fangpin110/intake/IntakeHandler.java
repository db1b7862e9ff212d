package org.fangpin110.intake;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.attachment.Attachment;
import org.fangpin110.attachment.AttachmentRepository;
import org.fangpin110.attachment.DatabaseAttachmentStore;
import org.fangpin110.attachment.PhotoProcessor;
import org.fangpin110.casefile.CaseEnd;
import org.fangpin110.casefile.Waiting;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.report.Course;
import org.fangpin110.report.CourseRepository;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.OwnReport;
import org.fangpin110.report.Receipt;
import org.fangpin110.report.ReportContent;
import org.fangpin110.report.ReportRepository;
import org.fangpin110.resident.Resident;
import org.fangpin110.routing.Router;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.UnitTable;

/** The resident's operations on reports. */
public final class IntakeHandler {
    private static final UUID LATEST = new UUID(-1, -1);
    private static final int PAGE = 20;
    private static final int MOST_PHOTO_BYTES = 5 * 1024 * 1024;

    /** The text of {@code Supplement}. */
    record Supplement(String text) {}

    /** The code of {@code ConsentWithdrawal}. */
    record ConsentWithdrawal(String consent) {}

    /** The contract's WithdrawnConsent. @param text what follows */
    record WithdrawnConsent(String consent, Instant withdrawnAt, String text) {}

    /** What the door is built from: process-wide parts. */
    public record Needs(
            Pool pool,
            SubmissionLane lane,
            Waiting waiting,
            CaseEnd caseEnd,
            Supplier<UnitTable> units,
            Supplier<Router> router,
            Supplier<PolicyLimits> limits,
            Supplier<WorkCalendar> calendar,
            ConsentTexts consents,
            FieldCipher cipher,
            Recognition recognition,
            Messages messages,
            Outbox outbox,
            WorkerExecutor photoWorkers,
            InstantSource clock,
            TimeOrderedIds ids) {}

    private final Pool pool;
    private final IntakeService intake;
    private final AfterwardsService afterwards;
    private final ConsentWithdrawals consents;
    private final Messages messages;
    private final PhotoService photos;
    private final ReportRepository reports;
    private final AttachmentRepository attachments;
    private final ResidentView view;
    private final CourseRepository courses = new CourseRepository();

    IntakeHandler(
            Pool pool,
            IntakeService intake,
            AfterwardsService afterwards,
            ConsentWithdrawals consents,
            Messages messages,
            PhotoService photos,
            ReportRepository reports,
            AttachmentRepository attachments,
            ResidentView view) {
        this.pool = pool;
        this.intake = intake;
        this.afterwards = afterwards;
        this.consents = consents;
        this.messages = messages;
        this.photos = photos;
        this.reports = reports;
        this.attachments = attachments;
        this.view = view;
    }

    /** One an event loop. */
    public static IntakeHandler of(Needs needs) {
        Placement placement = new Placement(needs.router(), needs.calendar(), needs.limits(), needs.ids());
        ReportContent content = new ReportContent(needs.cipher());
        ReportRepository reports = new ReportRepository();
        AttachmentRepository attachments = new AttachmentRepository();
        AfterwardsRepository steps = new AfterwardsRepository();
        AfterwardsService afterwards = new AfterwardsService(
                needs.pool(),
                reports,
                steps,
                needs.waiting(),
                needs.caseEnd(),
                needs.outbox(),
                needs.cipher(),
                needs.clock(),
                needs.ids());
        return new IntakeHandler(
                needs.pool(),
                new IntakeService(
                        needs.units(),
                        needs.consents(),
                        placement,
                        needs.lane(),
                        content,
                        needs.recognition(),
                        needs.clock(),
                        needs.ids()),
                afterwards,
                new ConsentWithdrawals(needs.pool(), afterwards, steps, needs.clock()),
                needs.messages(),
                new PhotoService(
                        needs.pool(),
                        attachments,
                        new DatabaseAttachmentStore(needs.cipher(), needs.photoWorkers()),
                        new PhotoProcessor(MOST_PHOTO_BYTES),
                        needs.photoWorkers(),
                        needs.clock(),
                        needs.ids()),
                reports,
                attachments,
                new ResidentView(
                        needs.units(),
                        needs.messages(),
                        content,
                        needs.cipher(),
                        new JourneyView(
                                needs.messages(), needs.cipher(), needs.calendar(), needs.limits(), needs.clock())));
    }

    public void bind(Api api) {
        api.bind("submitReport", new NewReportDecoder(), this::submitReport);
        api.bind("getReportByKey", this::getReportByKey);
        api.bind("listMyReports", this::listMyReports);
        api.bind("getMyReport", this::getMyReport);
        api.bind("supplementReport", this::supplementReport);
        api.bind("withdrawReport", this::withdrawReport);
        api.bind("withdrawConsent", this::withdrawConsent);
        api.bind("uploadPhoto", this::uploadPhoto);
        api.bind("getMyPhoto", this::getMyPhoto);
    }

    /** Gets the path of a submission compiled; comes back at once. */
    public void warmUp(Context loop, UnitTable units, ConsentTexts consents, String servedUnit) {
        List<Unit> villages = units.within(UnitRange.of(servedUnit)).stream()
                .filter(Unit::isVillage)
                .toList();
        new WarmUp(intake, view, consents, units, villages).start(loop);
    }

    private Future<Reply> submitReport(Request request) {
        UUID resident = request.caller(Resident.class).residentId();
        Optional<UUID> device = request.optional("Device-Id").map(UUID::fromString);
        return intake.submit(resident, request.uuid("Idempotency-Key"), device, request.body(NewReport.class))
                .map(receipt -> receiptReply(receipt, request));
    }

    private Reply receiptReply(Receipt receipt, Request request) {
        Reply reply = Reply.created(view.receipt(receipt, request.language()));
        return receipt.replayed() ? reply.header("Idempotency-Replayed", "true") : reply;
    }

    private Future<Reply> getReportByKey(Request request) {
        UUID resident = request.caller(Resident.class).residentId();
        return reports.receiptByKey(pool, resident, request.uuid("key"))
                .map(found -> found.orElseThrow(org.fangpin110.platform.problem.AppException::notFound))
                .map(receipt -> Reply.ok(view.receipt(receipt, request.language())));
    }

    private Future<Reply> listMyReports(Request request) {
        UUID resident = request.caller(Resident.class).residentId();
        int limit = request.integer("limit", PAGE);
        UUID before = request.optional("after").map(PageToken::uuid).orElse(LATEST);
        return reports.page(pool, resident, before, limit + 1).map(found -> {
            List<OwnReport> page = found.subList(0, Math.min(limit, found.size()));
            Map<String, Object> body = new LinkedHashMap<>();
            body.put(
                    "items",
                    page.stream()
                            .map(report -> view.summary(report, request.language()))
                            .toList());
            if (found.size() > limit) {
                body.put("nextAfter", PageToken.of(page.get(limit - 1).id()));
            }
            return Reply.ok(body);
        });
    }

    private Future<Reply> getMyReport(Request request) {
        return own(request).compose(report -> detail(report, request)).map(Reply::ok);
    }

    private Future<Reply> supplementReport(Request request) {
        UUID resident = request.caller(Resident.class).residentId();
        return afterwards
                .supplement(
                        resident,
                        request.parameter("receiptNo"),
                        request.uuid("Idempotency-Key"),
                        request.body(Supplement.class).text())
                .compose(report -> detail(report, request))
                .map(Reply::created);
    }

    private Future<Reply> withdrawReport(Request request) {
        UUID resident = request.caller(Resident.class).residentId();
        return afterwards
                .withdraw(resident, request.parameter("receiptNo"))
                .compose(report -> detail(report, request))
                .map(Reply::ok);
    }

    private Future<Reply> withdrawConsent(Request request) {
        UUID resident = request.caller(Resident.class).residentId();
        return consents.withdraw(
                        resident,
                        request.parameter("receiptNo"),
                        request.body(ConsentWithdrawal.class).consent())
                .map(withdrawn -> Reply.ok(new WithdrawnConsent(
                        withdrawn.consent(),
                        withdrawn.at(),
                        messages.text(request.language(), "consent-withdrawn." + withdrawn.consequence()))));
    }

    private Future<Reply> uploadPhoto(Request request) {
        return own(request)
                .compose(report -> photos.add(report, request.uuid("Idempotency-Key"), request.onlyFile()))
                .map(photo -> Reply.created(ResidentView.photo(photo)));
    }

    private Future<Reply> getMyPhoto(Request request) {
        return own(request)
                .compose(report -> photos.content(report, request.uuid("photoId")))
                .map(bytes -> Reply.bytes("image/jpeg", bytes).header("Cache-Control", "private, no-store"));
    }

    private Future<OwnReport> own(Request request) {
        return afterwards.own(pool, request.caller(Resident.class).residentId(), request.parameter("receiptNo"));
    }

    private Future<Map<String, Object>> detail(OwnReport report, Request request) {
        Future<List<ReportRepository.Step>> steps = reports.timeline(pool, report);
        Future<List<Attachment>> pictures = attachments.list(pool, report.bannerCode(), report.id());
        Future<Course> course = courses.course(pool, report);
        return Future.all(steps, pictures, course)
                .map(all ->
                        view.detail(report, course.result(), steps.result(), pictures.result(), request.language()));
    }
}
