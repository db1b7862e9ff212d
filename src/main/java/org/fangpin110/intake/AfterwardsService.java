package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.fangpin110.casefile.CaseEnd;
import org.fangpin110.casefile.ResidentWord;
import org.fangpin110.casefile.Waiting;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.platform.outbox.Outbox;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.report.OwnReport;
import org.fangpin110.report.ReportRepository;
import org.fangpin110.workflow.Action;
import org.fangpin110.workflow.Standing;
import org.fangpin110.workflow.State;
import org.fangpin110.workflow.Workflow;

/** Supplement and withdrawal: each locks the case, so that they and the staff's steps come one after another. */
final class AfterwardsService {
    private final Pool pool;
    private final ReportRepository reports;
    private final AfterwardsRepository afterwards;
    private final Waiting waiting;
    private final CaseEnd caseEnd;
    private final Outbox outbox;
    private final FieldCipher cipher;
    private final InstantSource clock;
    private final TimeOrderedIds ids;

    AfterwardsService(
            Pool pool,
            ReportRepository reports,
            AfterwardsRepository afterwards,
            Waiting waiting,
            CaseEnd caseEnd,
            Outbox outbox,
            FieldCipher cipher,
            InstantSource clock,
            TimeOrderedIds ids) {
        this.pool = pool;
        this.reports = reports;
        this.afterwards = afterwards;
        this.waiting = waiting;
        this.caseEnd = caseEnd;
        this.outbox = outbox;
        this.cipher = cipher;
        this.clock = clock;
        this.ids = ids;
    }

    /** The report, when it is this resident's; 404 otherwise. */
    Future<OwnReport> own(SqlClient db, UUID residentId, String receiptNo) {
        return reports.find(db, residentId, receiptNo).map(found -> found.orElseThrow(AppException::notFound));
    }

    /** Same key and text: nothing more happens. Closed or withdrawn: a new report is the way, 409. */
    Future<OwnReport> supplement(UUID residentId, String receiptNo, UUID key, String text) {
        Instant now = clock.instant();
        Buffer hash = sha256(key + text);
        return pool.withTransaction(tx -> locked(tx, residentId, receiptNo).compose(held -> {
            OwnReport report = held.report();
            boolean closed = !held.state().isOpen();
            return afterwards.supplementHash(tx, report, key).compose(earlier -> {
                if (earlier.isPresent()) {
                    return earlier.get().equals(hash)
                            ? Future.succeededFuture(report)
                            : Future.failedFuture(AppException.conflict("idempotency-key-reused"));
                }
                if (closed || report.withdrawn()) {
                    return Future.failedFuture(AppException.conflict("report-closed"));
                }
                Buffer content =
                        Buffer.buffer(cipher.encryptText("report_supplement.content." + report.id() + "." + key, text));
                return afterwards
                        .addSupplement(tx, report, key, hash, content, now)
                        .compose(added -> afterwards.step(tx, report, residentId, "report-supplemented", now))
                        .compose(told -> waiting.answered(
                                tx,
                                new ResidentWord(
                                        report.caseId(), report.bannerCode(), report.id(), residentId, null, now)))
                        .map(report);
            });
        }));
    }

    /** A report with its case locked. */
    record Held(OwnReport report, State state) {
        /** Up to the decision; after it the case goes on whatever its sender takes back. */
        boolean mayWithdraw() {
            return !Workflow.candidates(state, Action.WITHDRAW, List.of(Standing.RESIDENT))
                    .isEmpty();
        }
    }

    /** Whoever waited for the lock looks again: the report may have moved to another case meanwhile. */
    Future<Held> locked(SqlClient tx, UUID residentId, String receiptNo) {
        return own(tx, residentId, receiptNo)
                .compose(seen -> afterwards.lockCase(tx, seen).compose(state -> own(tx, residentId, receiptNo)
                        .compose(now -> now.caseId().equals(seen.caseId())
                                ? Future.succeededFuture(new Held(now, state))
                                : locked(tx, residentId, receiptNo))));
    }

    /** Withdrawing twice answers the same; a closed case cannot be withdrawn from, 409. */
    Future<OwnReport> withdraw(UUID residentId, String receiptNo) {
        Instant now = clock.instant();
        return pool.withTransaction(tx -> locked(tx, residentId, receiptNo).compose(held -> {
                    OwnReport report = held.report();
                    if (report.withdrawn()) {
                        return Future.succeededFuture(report);
                    }
                    if (!held.state().isOpen()) {
                        return Future.failedFuture(AppException.conflict("report-closed"));
                    }
                    if (!held.mayWithdraw()) {
                        return Future.failedFuture(AppException.conflict("transition-not-allowed"));
                    }
                    return withdrawHeld(tx, report, residentId, now).map(report);
                }))
                .compose(done -> own(pool, residentId, receiptNo));
    }

    /** A report of an open case that is locked. */
    Future<Void> withdrawHeld(SqlClient tx, OwnReport report, UUID residentId, Instant now) {
        return afterwards
                .withdraw(tx, report, now)
                .compose(done -> afterwards.closeWhenNobodyIsLeft(tx, report, now))
                .compose(closed -> closed ? caseEnd.ended(tx, report.caseId(), null, now) : Future.succeededFuture())
                .compose(done -> afterwards.step(tx, report, residentId, "report-withdrawn", now))
                .compose(done -> outbox.append(
                        tx,
                        ids.next(),
                        "report-withdrawn",
                        report.bannerCode(),
                        new JsonObject()
                                .put("reportId", report.id().toString())
                                .put("caseId", report.caseId().toString()),
                        now));
    }

    private static Buffer sha256(String text) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
