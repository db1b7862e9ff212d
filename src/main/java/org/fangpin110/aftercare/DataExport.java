package org.fangpin110.aftercare;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.http.PageToken;
import org.fangpin110.report.CorrectionContent;
import org.fangpin110.report.OwnReport;
import org.fangpin110.report.ReportContent;
import org.fangpin110.report.ReportRepository;
import org.fangpin110.report.SupplementContent;

/**
 * A resident's own data, to take along (PIPL article 45). Of a report for somebody else only that there is one: the content
 * is that person's.
 */
final class DataExport {
    private static final UUID LATEST = new UUID(-1, -1);

    private final Pool pool;
    private final DataExportRepository data = new DataExportRepository();
    private final ReportRepository reports = new ReportRepository();
    private final AuditTrail trail;
    private final FieldCipher cipher;
    private final ReportContent contents;
    private final CorrectionContent corrections;
    private final SupplementContent supplements;

    DataExport(Pool pool, AuditTrail trail, FieldCipher cipher) {
        this.pool = pool;
        this.trail = trail;
        this.cipher = cipher;
        this.contents = new ReportContent(cipher);
        this.corrections = new CorrectionContent(cipher);
        this.supplements = new SupplementContent(cipher);
    }

    /** One page, newest report first; taking it is written to the trail. */
    Future<Map<String, Object>> page(UUID residentId, String after, int limit) {
        UUID before = after == null ? LATEST : PageToken.uuid(after);
        return pool.withTransaction(
                tx -> reports.page(tx, residentId, before, limit + 1).compose(found -> {
                    List<OwnReport> page = found.subList(0, Math.min(limit, found.size()));
                    var corrected = data.corrections(tx, page);
                    var added = data.supplements(tx, page);
                    var rated = data.ratings(tx, page);
                    var appealed = data.appeals(tx, page);
                    var consented = data.consents(tx, page);
                    var sent = data.messages(tx, page);
                    return Future.all(List.of(corrected, added, rated, appealed, consented, sent))
                            .compose(read -> trail.resident(tx, residentId, "own-data-taken", null, null, null))
                            .map(noted -> {
                                Parts parts = new Parts(
                                        corrected.result(),
                                        added.result(),
                                        rated.result(),
                                        appealed.result(),
                                        consented.result(),
                                        sent.result());
                                Map<String, Object> body = new LinkedHashMap<>();
                                body.put(
                                        "reports",
                                        page.stream()
                                                .map(report -> entry(report, parts))
                                                .toList());
                                if (found.size() > limit) {
                                    body.put(
                                            "nextAfter",
                                            PageToken.of(page.get(limit - 1).id()));
                                }
                                return body;
                            });
                }));
    }

    private record Parts(
            List<org.fangpin110.report.StoredCorrection> corrections,
            List<org.fangpin110.report.StoredSupplement> supplements,
            List<DataExportRepository.Rating> ratings,
            List<DataExportRepository.Appeal> appeals,
            List<DataExportRepository.Consents> consents,
            List<DataExportRepository.Message> messages) {}

    private Map<String, Object> entry(OwnReport report, Parts parts) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("receiptNo", report.receiptNo());
        view.put("submittedAt", report.submittedAt());
        view.put("status", report.status());
        view.put("forOther", report.forOther());
        if (!report.forOther()) {
            view.put("report", contents.open(report.id(), report.content().getBytes()));
            report.answer()
                    .ifPresent(answer -> view.put(
                            "answer", cipher.decryptText("case_file.answer." + report.caseId(), answer.getBytes())));
        }
        put(view, "corrections", report, parts.corrections(), one -> one.reportId(), one -> {
            Map<String, Object> entry = said(one.correctedAt());
            entry.put("fields", corrections.open(one).fields());
            if (!report.forOther()) {
                entry.put("values", corrections.open(one));
            }
            return entry;
        });
        put(view, "supplements", report, parts.supplements(), one -> one.reportId(), one -> {
            Map<String, Object> entry = said(one.addedAt());
            entry.put("text", supplements.open(one));
            return entry;
        });
        put(view, "ratings", report, parts.ratings(), one -> one.reportId(), one -> {
            Map<String, Object> entry = said(one.ratedAt());
            entry.put("score", one.score());
            entry.put("solved", one.solved());
            if (one.sealed() != null) {
                entry.put(
                        "text", cipher.decryptText(RatingService.context(report.id(), one.occasionAt()), one.sealed()));
            }
            return entry;
        });
        put(view, "appeals", report, parts.appeals(), one -> one.reportId(), one -> {
            Map<String, Object> entry = said(one.appealedAt());
            entry.put("text", cipher.decryptText(AppealService.context(report.id(), one.key()), one.sealed()));
            return entry;
        });
        put(view, "messages", report, parts.messages(), one -> one.reportId(), one -> {
            Map<String, Object> entry = said(one.at());
            entry.put("about", one.template());
            entry.put("channel", one.channel());
            entry.put("result", one.status());
            return entry;
        });
        parts.consents().stream()
                .filter(one -> one.reportId().equals(report.id()))
                .forEach(one -> {
                    view.put("consents", one.given());
                    view.put("withdrawnConsents", one.withdrawn());
                });
        return view;
    }

    private static Map<String, Object> said(java.time.Instant at) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("at", at);
        return entry;
    }

    private static <T> void put(
            Map<String, Object> view,
            String member,
            OwnReport report,
            List<T> all,
            Function<T, UUID> reportId,
            Function<T, Map<String, Object>> entry) {
        view.put(
                member,
                all.stream()
                        .filter(one -> reportId.apply(one).equals(report.id()))
                        .map(entry)
                        .toList());
    }
}
