package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.attachment.Attachment;
import org.fangpin110.attachment.AttachmentRepository;
import org.fangpin110.attachment.AttachmentStore;
import org.fangpin110.attachment.Photo;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.CaseEvent;
import org.fangpin110.casefile.CaseRepository;
import org.fangpin110.casefile.EscalationRepository;
import org.fangpin110.casefile.Lateness;
import org.fangpin110.casefile.QueueCount;
import org.fangpin110.casefile.QueuePlace;
import org.fangpin110.casefile.QueueRepository;
import org.fangpin110.casefile.QueueRow;
import org.fangpin110.casefile.QueueSelection;
import org.fangpin110.casefile.QueueView;
import org.fangpin110.casefile.QueueViewRepository;
import org.fangpin110.casefile.RiskLevelRepository;
import org.fangpin110.household.RegisteredHousehold;
import org.fangpin110.household.RegistryRepository;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.report.CaseReportRepository;
import org.fangpin110.report.StoredReport;
import org.fangpin110.report.StoredSupplement;
import org.fangpin110.risk.RiskLevel;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.workflow.State;

/** Reading queues and cases. A case is read together with the entry that says so: no entry, no reading. */
public final class CaseReader {
    private final Pool pool;
    private final CaseRepository cases;
    private final QueueRepository queues;
    private final QueueViewRepository views = new QueueViewRepository();
    private final EscalationRepository escalations = new EscalationRepository();
    private final CaseReportRepository reports;
    private final RegistryRepository registry;
    private final RiskLevelRepository riskLevels;
    private final AttachmentRepository attachments;
    private final AttachmentStore store;
    private final AuditTrail trail;
    private final InstantSource clock;

    public CaseReader(
            Pool pool,
            CaseRepository cases,
            QueueRepository queues,
            CaseReportRepository reports,
            RegistryRepository registry,
            RiskLevelRepository riskLevels,
            AttachmentRepository attachments,
            AttachmentStore store,
            AuditTrail trail,
            InstantSource clock) {
        this.pool = pool;
        this.cases = cases;
        this.queues = queues;
        this.reports = reports;
        this.registry = registry;
        this.riskLevels = riskLevels;
        this.attachments = attachments;
        this.store = store;
        this.trail = trail;
        this.clock = clock;
    }

    /** What a staff member asks for: a unit of theirs (the first post's when none is named); 404 for any other unit. */
    static QueueSelection select(StaffMember staff, Optional<String> unit, boolean withBelow, State state) {
        String wanted = unit.orElseGet(() -> staff.posts().stream()
                .filter(post -> Standings.CASE_ROLES.contains(post.role()))
                .map(Post::unitCode)
                .findFirst()
                .orElseThrow(AppException::notFound));
        UnitRange scope = staff.scope(Standings.CASE_ROLES).stream()
                .filter(range -> range.contains(wanted))
                .findFirst()
                .orElseThrow(AppException::notFound);
        return new QueueSelection(wanted, scope, withBelow, state);
    }

    Future<List<QueueRow>> page(QueueSelection selected, QueuePlace after, int limit) {
        return queues.page(pool, selected, after, limit);
    }

    Future<List<QueueRow>> page(QueueSelection selected, QueueView view, QueuePlace after, int limit) {
        return views.page(pool, selected, view, after, limit);
    }

    Instant now() {
        return clock.instant();
    }

    /** The case of a receipt number; 404 outside the caller's units. */
    Future<QueueRow> find(StaffMember staff, String receiptNo) {
        return queues.find(pool, receiptNo, staff.scope(Standings.CASE_ROLES))
                .map(found -> found.orElseThrow(AppException::notFound));
    }

    Future<List<QueueCount>> counts(QueueSelection selected) {
        return queues.counts(pool, selected, clock.instant());
    }

    Future<CaseView.Whole> read(StaffMember staff, UUID caseId) {
        return pool.withTransaction(tx -> found(tx, staff, caseId).compose(file -> {
            Future<Void> noted = opened(tx, staff, file);
            Future<Void> recorded = trail.staff(tx, staff.staffId(), "case-read", file.ownerUnit(), caseId, null);
            Future<CaseView.Whole> whole = whole(tx, file);
            return Future.all(noted, recorded, whole).map(done -> whole.result());
        }));
    }

    /** A queue is read when its own people open what is in it; whoever looks from above has not read it for them. */
    private Future<Void> opened(SqlClient tx, StaffMember staff, Case file) {
        List<String> own = staff.posts().stream()
                .filter(post -> Standings.CASE_ROLES.contains(post.role()))
                .map(Post::unitCode)
                .filter(file.ownerUnit()::equals)
                .toList();
        return own.isEmpty() ? Future.succeededFuture() : cases.opened(tx, file.id(), own, clock.instant());
    }

    /** A photo of any report of the case. */
    Future<Buffer> readPhoto(StaffMember staff, UUID caseId, UUID photoId) {
        return pool.withTransaction(
                tx -> found(tx, staff, caseId).compose(file -> reports.reports(tx, caseId, file.firstReportId())
                        .compose(all -> reports.withdrawnConsents(tx, caseId)
                                .compose(withdrawn -> firstPhoto(
                                        tx,
                                        file,
                                        all.stream()
                                                .filter(report -> Shown.of(withdrawn.get(report.id()))
                                                        .photos())
                                                .iterator(),
                                        photoId)))
                        .compose(photo -> trail.staff(
                                        tx, staff.staffId(), "photo-read", file.ownerUnit(), caseId, photoId.toString())
                                .map(photo))));
    }

    private Future<Case> found(SqlClient tx, StaffMember staff, UUID caseId) {
        return cases.find(tx, caseId, staff.scope(Standings.CASE_ROLES))
                .map(found -> found.orElseThrow(AppException::notFound));
    }

    /** Asked at once, on the one connection: the database answers in a row what would be five ways there and back. */
    private Future<CaseView.Whole> whole(SqlClient tx, Case file) {
        Future<List<StoredReport>> all = reports.reports(tx, file.id(), file.firstReportId());
        Future<List<StoredSupplement>> added = reports.supplements(tx, file.id());
        Future<List<CaseEvent>> events = cases.events(tx, file.id());
        Future<Optional<RegisteredHousehold>> household = registry.householdOf(tx, file.personIndex());
        Future<Map<UUID, List<Attachment>>> pictures = all.compose(found -> photosOf(tx, file, found));
        Future<Optional<RiskLevel>> level = riskLevels.current(tx, file.id());
        Future<Lateness> lateness = escalations.lateness(tx, file);
        Future<CaseView.SaidLater> said = said(tx, file);
        return Future.all(List.of(added, events, household, pictures, level, lateness, said))
                .map(done -> new CaseView.Whole(
                        file,
                        lateness.result(),
                        all.result(),
                        added.result(),
                        events.result(),
                        pictures.result(),
                        household.result(),
                        level.result().orElse(null),
                        said.result()));
    }

    private Future<CaseView.SaidLater> said(SqlClient tx, Case file) {
        return reports.corrections(tx, file.id()).compose(corrections -> reports.withdrawnConsents(tx, file.id())
                .map(withdrawn -> new CaseView.SaidLater(corrections, withdrawn)));
    }

    private Future<Map<UUID, List<Attachment>>> photosOf(SqlClient tx, Case file, List<StoredReport> all) {
        List<UUID> ids = all.stream().map(StoredReport::id).toList();
        return attachments.list(tx, file.bannerCode(), ids).map(found -> {
            Map<UUID, List<Attachment>> photos = new HashMap<>();
            ids.forEach(report -> photos.put(report, new ArrayList<>()));
            found.stream().filter(CaseReader::isPhoto).forEach(photo -> photos.get(photo.reportId())
                    .add(photo));
            return photos;
        });
    }

    private Future<Buffer> firstPhoto(SqlClient tx, Case file, Iterator<StoredReport> rest, UUID photoId) {
        if (!rest.hasNext()) {
            return Future.failedFuture(AppException.notFound());
        }
        return attachments
                .find(tx, file.bannerCode(), rest.next().id(), photoId)
                .compose(found -> found.filter(CaseReader::isPhoto).isPresent()
                        ? store.get(tx, file.bannerCode(), photoId)
                        : firstPhoto(tx, file, rest, photoId));
    }

    private static boolean isPhoto(Attachment attachment) {
        return attachment.mediaType().equals(Photo.MEDIA_TYPE) && attachment.width() != null;
    }
}
