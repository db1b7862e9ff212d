package org.fangpin110.casework;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fangpin110.casefile.Case;
import org.fangpin110.casefile.TransferReason;
import org.fangpin110.platform.crypto.DecryptionFailure;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.report.CaseReportRepository;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.ReportContent;
import org.fangpin110.report.StoredReport;
import org.fangpin110.routing.Destination;
import org.fangpin110.routing.Router;
import org.fangpin110.unit.AliasSuggestionRepository;
import org.fangpin110.workflow.Action;

/**
 * Learns from what staff do: who sends a report to a village, or accepts it there, thereby says what the hamlet in its
 * address means. Only a suggestion; the banner's administrator decides.
 */
public final class PlaceLearning {
    /** Transfers that put right what routing did not know. */
    private static final Set<String> MISROUTED =
            Set.of(TransferReason.WRONG_VILLAGE.name(), TransferReason.TRIAGED.name());

    private final Supplier<Router> router;
    private final CaseReportRepository reports;
    private final ReportContent contents;
    private final AliasSuggestionRepository suggestions;
    private final TimeOrderedIds ids;

    public PlaceLearning(
            Supplier<Router> router,
            CaseReportRepository reports,
            ReportContent contents,
            AliasSuggestionRepository suggestions,
            TimeOrderedIds ids) {
        this.router = router;
        this.reports = reports;
        this.contents = contents;
        this.suggestions = suggestions;
        this.ids = ids;
    }

    /**
     * In the transaction of the step.
     *
     * @param reason of the step, null for none
     */
    Future<Void> learn(SqlClient tx, Action action, Case after, String reason) {
        boolean telling =
                action == Action.ACCEPT || action == Action.TRANSFER && reason != null && MISROUTED.contains(reason);
        if (!telling || after.destination() != Destination.VILLAGE) {
            return Future.succeededFuture();
        }
        return reports.reports(tx, after.id(), after.firstReportId()).compose(all -> {
            Optional<String> place =
                    all.stream().flatMap(report -> place(report).stream()).findFirst();
            return place.isEmpty()
                    ? Future.succeededFuture()
                    : suggestions.seen(tx, ids.next(), after.ownerUnit(), place.get(), after.id(), after.changedAt());
        });
    }

    /** A report that does not open teaches nothing, and stops no step. */
    private Optional<String> place(StoredReport stored) {
        try {
            NewReport report = contents.open(stored.id(), stored.content());
            return Optional.ofNullable(report.addressText())
                    .flatMap(address -> router.get().unreadPlace(address, people(report)));
        } catch (DecryptionFailure e) {
            return Optional.empty();
        }
    }

    private static List<String> people(NewReport report) {
        return Stream.of(
                        Optional.ofNullable(report.subject()).map(NewReport.Subject::name),
                        Optional.ofNullable(report.reporter()).map(NewReport.Reporter::name))
                .flatMap(Optional::stream)
                .toList();
    }
}
