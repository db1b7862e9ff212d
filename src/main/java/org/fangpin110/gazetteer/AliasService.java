package org.fangpin110.gazetteer;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.platform.crypto.DecryptionFailure;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.platform.problem.FieldError;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.ReportContent;
import org.fangpin110.report.UnclearReportRepository;
import org.fangpin110.report.UnclearReportRepository.Unclear;
import org.fangpin110.routing.AlikeNames.Alike;
import org.fangpin110.routing.Router;
import org.fangpin110.unit.AliasRepository;
import org.fangpin110.unit.AliasSuggestion;
import org.fangpin110.unit.AliasSuggestion.Status;
import org.fangpin110.unit.AliasSuggestionRepository;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitAlias;
import org.fangpin110.unit.UnitTable;

/** Names learned from people: what was suggested, what would follow, and the administrator's word on it. */
final class AliasService {
    private static final Duration RECENT = Duration.ofDays(90);
    private static final int MOST_REPORTS = 200;

    private final UnitTableEdit edit;
    private final AliasRepository aliases;
    private final AliasSuggestionRepository suggestions;
    private final UnclearReportRepository unclear;
    private final ReportContent contents;
    private final Supplier<Router> router;
    private final AuditTrail trail;

    AliasService(
            UnitTableEdit edit,
            AliasRepository aliases,
            AliasSuggestionRepository suggestions,
            UnclearReportRepository unclear,
            ReportContent contents,
            Supplier<Router> router,
            AuditTrail trail) {
        this.edit = edit;
        this.aliases = aliases;
        this.suggestions = suggestions;
        this.unclear = unclear;
        this.contents = contents;
        this.router = router;
        this.trail = trail;
    }

    Future<List<AliasSuggestion>> page(AdminScope reader, Status status, UUID after, int limit) {
        return suggestions.page(edit.pool, reader.prefix(), status, after, limit);
    }

    /**
     * @param alike other units that bear the name or a close one
     * @param recentReports of the last reports nobody could place, how many name this place
     */
    record Preview(AliasSuggestion suggestion, List<Alike> alike, int recentReports) {}

    Future<Preview> preview(AdminScope reader, UUID id) {
        return suggestions.find(edit.pool, id, reader.prefixes()).compose(found -> {
            AliasSuggestion suggestion = found.orElseThrow(AppException::notFound);
            UUID since = TimeOrderedIds.earliestOf(edit.now().minus(RECENT));
            return unclear.recent(edit.pool, reader.prefix(), since, MOST_REPORTS)
                    .map(reports -> new Preview(suggestion, alike(reader, suggestion), (int) reports.stream()
                            .filter(report -> names(report, suggestion.placeText()))
                            .count()));
        });
    }

    private List<Alike> alike(AdminScope reader, AliasSuggestion suggestion) {
        return router.get().alikeNames().of(suggestion.placeText(), reader.bannerCode()).stream()
                .filter(other -> !other.unit().code().equals(suggestion.unitCode()))
                .limit(20)
                .toList();
    }

    /** Read as when it was learned; once the name is known nobody needs to ask. */
    private boolean names(Unclear report, String placeText) {
        try {
            NewReport sent = contents.open(report.id(), report.content());
            return Optional.ofNullable(sent.addressText())
                    .flatMap(address -> router.get().unreadPlace(address, List.of()))
                    .filter(placeText::equals)
                    .isPresent();
        } catch (DecryptionFailure e) {
            return false;
        }
    }

    /** From now on the name is read; decisions say by which version of the table. */
    Future<AliasSuggestion> confirm(AdminScope admin, UUID id, int seen) {
        return edit.run((tx, table) -> open(tx, admin, id, seen).compose(suggestion -> {
            Unit unit = table.current(suggestion.unitCode())
                    .filter(Unit::isVillage)
                    .orElseThrow(() -> AppException.conflict("suggested-unit-gone"));
            UnitAlias alias = new UnitAlias(unit.code(), suggestion.placeText(), "LEARNED");
            return aliases.add(tx, alias, "suggestion " + id, edit.now())
                    .compose(added -> version(tx, alias.unitCode(), 1, 0))
                    .compose(done -> decide(tx, admin, suggestion, Status.CONFIRMED, null))
                    .compose(done -> record(tx, admin, "alias-confirmed", unit.code(), alias.alias()))
                    .compose(done -> again(tx, admin, id));
        }));
    }

    Future<AliasSuggestion> reject(AdminScope admin, UUID id, int seen, String rejection) {
        return edit.pool.withTransaction(tx -> open(tx, admin, id, seen)
                .compose(suggestion -> decide(tx, admin, suggestion, Status.REJECTED, rejection)
                        .compose(done ->
                                record(tx, admin, "alias-rejected", suggestion.unitCode(), suggestion.placeText())))
                .compose(done -> again(tx, admin, id)));
    }

    private Future<AliasSuggestion> open(SqlConnection tx, AdminScope admin, UUID id, int seen) {
        return suggestions.find(tx, id, admin.prefixes()).map(found -> {
            AliasSuggestion suggestion = found.orElseThrow(AppException::notFound);
            if (suggestion.status() != Status.OPEN) {
                throw AppException.conflict("suggestion-decided");
            }
            if (suggestion.version() != seen) {
                throw AppException.changedMeanwhile(suggestion.version());
            }
            return suggestion;
        });
    }

    private Future<Void> decide(
            SqlConnection tx, AdminScope admin, AliasSuggestion suggestion, Status status, String rejection) {
        UUID by = admin.staff().staffId();
        return suggestions
                .decide(tx, suggestion.id(), suggestion.version(), status, rejection, by, edit.now())
                .map(decided -> {
                    if (!decided) {
                        throw AppException.conflict("suggestion-decided");
                    }
                    return null;
                });
    }

    private Future<AliasSuggestion> again(SqlConnection tx, AdminScope admin, UUID id) {
        return suggestions.find(tx, id, admin.prefixes()).map(found -> found.orElseThrow());
    }

    Future<Void> add(AdminScope admin, String unitCode, String text) {
        return edit.run((tx, table) -> {
            Unit unit = own(admin, table, unitCode);
            return aliases.add(tx, new UnitAlias(unit.code(), text, "COMMON"), "by hand", edit.now())
                    .compose(added -> {
                        if (!added) {
                            throw AppException.conflict("alias-in-use");
                        }
                        return version(tx, unit.code(), 1, 0);
                    })
                    .compose(done -> record(tx, admin, "alias-added", unit.code(), text));
        });
    }

    Future<Void> withdraw(AdminScope admin, String unitCode, String text) {
        return edit.run((tx, table) -> aliases.withdraw(tx, admin.own(unitCode), text, edit.now())
                .compose(withdrawn ->
                        withdrawn ? version(tx, unitCode, 0, 1) : Future.failedFuture(AppException.notFound()))
                .compose(done -> record(tx, admin, "alias-withdrawn", unitCode, text)));
    }

    private static Unit own(AdminScope admin, UnitTable table, String unitCode) {
        return table.find(admin.own(unitCode))
                .filter(unit -> unit.level() >= 4)
                .orElseThrow(() -> AppException.unprocessable(List.of(new FieldError("/unitCode", "unit-unknown"))));
    }

    private Future<Void> version(SqlConnection tx, String unitCode, int inserted, int retired) {
        return edit.version(tx, "alias " + unitCode, edit.today(), inserted, 0, retired)
                .mapEmpty();
    }

    private Future<Void> record(SqlConnection tx, AdminScope admin, String action, String unitCode, String text) {
        return trail.staff(tx, admin.staff().staffId(), action, unitCode, null, text);
    }
}
