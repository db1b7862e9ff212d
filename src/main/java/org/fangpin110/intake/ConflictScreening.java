package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.platform.crypto.DecryptionFailure;
import org.fangpin110.platform.outbox.OutboxEvent;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.ReportContent;
import org.fangpin110.separation.ConflictOfInterest.Said;
import org.fangpin110.separation.VillageSkip;

/** After a report was taken: whether its village should have it at all. Safe to repeat. */
public final class ConflictScreening {
    private static final Set<String> SUBMITTED = Set.of("report-received", "report-linked");
    /** Whoever holds such an office reports for others openly; relatives and neighbours do not. */
    private static final Set<String> BY_DUTY = Set.of("GROUP_LEADER", "GRID_WORKER", "VILLAGE_CADRE", "WORK_TEAM");

    private final Pool pool;
    private final ScreeningRepository reports = new ScreeningRepository();
    private final ReportContent contents;
    private final VillageSkip villages;

    public ConflictScreening(Pool pool, ReportContent contents, VillageSkip villages) {
        this.pool = pool;
        this.contents = contents;
        this.villages = villages;
    }

    public Future<Void> screen(OutboxEvent event) {
        if (!SUBMITTED.contains(event.kind())) {
            return Future.succeededFuture();
        }
        UUID reportId = UUID.fromString(event.payload().getString("reportId"));
        return reports.submitted(pool, reportId, event.bannerCode()).compose(found -> found.flatMap(this::said)
                .map(said -> villages.screen(reportId, event.bannerCode(), said))
                .orElseGet(Future::succeededFuture));
    }

    /** A report under a lost key is nobody's to read. */
    private Optional<Said> said(ScreeningRepository.Submitted report) {
        try {
            NewReport content =
                    contents.open(report.reportId(), report.content().getBytes());
            return Optional.of(new Said(
                    content.hardshipText(),
                    content.subject().name(),
                    content.reporter() == null ? null : content.reporter().name(),
                    BY_DUTY.contains(content.reporterKind())));
        } catch (DecryptionFailure e) {
            return Optional.empty();
        }
    }
}
