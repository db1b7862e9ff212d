package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.fangpin110.casefile.CaseSearchRepository;
import org.fangpin110.household.CaseSearchKeys;
import org.fangpin110.household.ContactPhone;
import org.fangpin110.household.IdNumber;
import org.fangpin110.platform.crypto.DecryptionFailure;
import org.fangpin110.platform.outbox.OutboxEvent;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.ReportContent;

/** Lets a case be found by the ends of the numbers in its reports, once the receipt is given. Safe to repeat. */
public final class SearchKeys {
    private static final Set<String> SUBMITTED = Set.of("report-received", "report-linked");

    private final Pool pool;
    private final ScreeningRepository reports = new ScreeningRepository();
    private final CaseSearchRepository searches = new CaseSearchRepository();
    private final ReportContent contents;
    private final CaseSearchKeys keys;

    public SearchKeys(Pool pool, ReportContent contents, CaseSearchKeys keys) {
        this.pool = pool;
        this.contents = contents;
        this.keys = keys;
    }

    /** Nothing for an event that is no submission. */
    public Future<Void> remember(OutboxEvent event) {
        if (!SUBMITTED.contains(event.kind())) {
            return Future.succeededFuture();
        }
        UUID reportId = UUID.fromString(event.payload().getString("reportId"));
        return reports.submitted(pool, reportId, event.bannerCode()).compose(found -> {
            List<byte[]> ends = found.flatMap(this::opened).map(this::ends).orElse(List.of());
            return ends.isEmpty()
                    ? Future.succeededFuture()
                    : searches.remember(pool, found.orElseThrow().caseId(), event.bannerCode(), ends);
        });
    }

    private Optional<NewReport> opened(ScreeningRepository.Submitted report) {
        try {
            return Optional.of(contents.open(report.reportId(), report.content().getBytes()));
        } catch (DecryptionFailure e) {
            return Optional.empty(); // under a lost key it is nobody's to find
        }
    }

    private List<byte[]> ends(NewReport report) {
        List<byte[]> ends = new ArrayList<>();
        ContactPhone.check(report.subject().phone())
                .phone()
                .map(ContactPhone::digits)
                .ifPresent(digits -> ends.add(keys.ofEnd(digits)));
        if (report.reporter() != null) {
            ContactPhone.check(report.reporter().phone())
                    .phone()
                    .map(ContactPhone::digits)
                    .ifPresent(digits -> ends.add(keys.ofEnd(digits)));
        }
        IdNumber.check(report.subject().idNo()).number().ifPresent(number -> ends.add(keys.ofEnd(number.person())));
        return ends;
    }
}
