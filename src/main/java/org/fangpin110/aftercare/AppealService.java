package org.fangpin110.aftercare;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.fangpin110.aftercare.HeldReportRepository.Held;
import org.fangpin110.casefile.Appealing;
import org.fangpin110.casefile.ResidentWord;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.problem.AppException;

/** The door of an appeal: refused, in time, once a decision. Who looks again and until when is the workflow's. */
final class AppealService {
    private static final String REFUSED = "REFUSED";

    private final Pool pool;
    private final HeldReportRepository held;
    private final AppealRepository appeals;
    private final Appealing appealing;
    private final Window window;
    private final FieldCipher cipher;
    private final InstantSource clock;

    AppealService(
            Pool pool,
            HeldReportRepository held,
            AppealRepository appeals,
            Appealing appealing,
            Window window,
            FieldCipher cipher,
            InstantSource clock) {
        this.pool = pool;
        this.held = held;
        this.appeals = appeals;
        this.appealing = appealing;
        this.window = window;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** When it was appealed; the same key and words answer the first time again. */
    Future<Instant> appeal(UUID residentId, String receiptNo, UUID key, String text) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Buffer hash = ContentHash.of(key, text);
        return pool.withTransaction(tx -> held.hold(tx, residentId, receiptNo)
                .compose(file -> appeals.earlier(tx, file.report(), key).compose(earlier -> {
                    if (earlier.isPresent()) {
                        return earlier.get().hash().equals(hash)
                                ? Future.succeededFuture(earlier.get().appealedAt())
                                : Future.failedFuture(AppException.conflict("idempotency-key-reused"));
                    }
                    return permitted(file, now).compose(ok -> store(tx, residentId, file, key, hash, text, now));
                })));
    }

    private Future<Void> permitted(Held file, Instant now) {
        if (file.report().withdrawn()) {
            return Future.failedFuture(AppException.conflict("report-withdrawn"));
        }
        if (file.state().equals("APPEAL")) {
            return Future.failedFuture(AppException.conflict("appealed-already"));
        }
        if (!file.state().equals(REFUSED) || !file.closed()) {
            return Future.failedFuture(AppException.conflict("nothing-to-appeal"));
        }
        return window.isOpen(file.closedAt().get(), file.report().ownerUnit(), now)
                ? Future.succeededFuture()
                : Future.failedFuture(AppException.conflict("appeal-window-over"));
    }

    private Future<Instant> store(
            SqlConnection tx, UUID residentId, Held file, UUID key, Buffer hash, String text, Instant now) {
        byte[] sealed = cipher.encryptText(context(file.report().id(), key), text);
        Instant refusedAt = file.closedAt().orElseThrow();
        return appeals.insert(tx, file.report(), key, hash, refusedAt, now, sealed)
                .compose(first -> first
                        ? appealing.appeal(
                                tx,
                                new ResidentWord(
                                        file.report().caseId(),
                                        file.report().bannerCode(),
                                        file.report().id(),
                                        residentId,
                                        text,
                                        now))
                        : Future.failedFuture(AppException.conflict("appealed-already")))
                .map(now);
    }

    static String context(UUID reportId, UUID key) {
        return "case_appeal.content." + reportId + "." + key;
    }
}
