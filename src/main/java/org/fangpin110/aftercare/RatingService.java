package org.fangpin110.aftercare;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.aftercare.HeldReportRepository.Held;
import org.fangpin110.aftercare.RatingRepository.Stored;
import org.fangpin110.casefile.Reopening;
import org.fangpin110.casefile.Reopening.Outcome;
import org.fangpin110.casefile.ResidentWord;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.db.DatabaseFailures;
import org.fangpin110.platform.problem.AppException;

/** How the family thinks it went; "not solved" opens a closed case again, once a closing. */
final class RatingService {
    private static final int TRIES = 3;

    private final Pool pool;
    private final HeldReportRepository held;
    private final RatingRepository ratings;
    private final Reopening reopening;
    private final Window window;
    private final FieldCipher cipher;
    private final InstantSource clock;

    RatingService(
            Pool pool,
            HeldReportRepository held,
            RatingRepository ratings,
            Reopening reopening,
            Window window,
            FieldCipher cipher,
            InstantSource clock) {
        this.pool = pool;
        this.held = held;
        this.ratings = ratings;
        this.reopening = reopening;
        this.window = window;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** @param outcome what "not solved" set going; empty when it did nothing new */
    record Rated(Stored stored, Optional<Outcome> outcome) {}

    Future<Rated> rate(UUID residentId, String receiptNo, NewRating rating) {
        return rate(residentId, receiptNo, rating, TRIES);
    }

    /** A report of the same person may open a case at the same moment: then a second look finds it. */
    private Future<Rated> rate(UUID residentId, String receiptNo, NewRating rating, int tries) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return pool.withTransaction(
                        tx -> held.hold(tx, residentId, receiptNo).compose(file -> ratings.latest(tx, file.report())
                                .compose(last -> rate(tx, residentId, file, last, rating, now))))
                .recover(failure -> tries > 1 && DatabaseFailures.isLostRace(failure)
                        ? rate(residentId, receiptNo, rating, tries - 1)
                        : Future.failedFuture(failure));
    }

    private Future<Rated> rate(
            SqlConnection tx, UUID residentId, Held file, Optional<Stored> last, NewRating rating, Instant now) {
        if (file.report().withdrawn()) {
            return Future.failedFuture(AppException.conflict("report-withdrawn"));
        }
        Optional<Instant> occasion = file.closedAt().or(file::recognisedAt);
        boolean repeats = last.isPresent()
                && last.get().reopenedAt().isPresent()
                && !file.closed()
                && last.get().score() == rating.score()
                && last.get().solved() == rating.solved();
        if (repeats) { // the answer was lost on the way; the case is open again because of it
            return Future.succeededFuture(new Rated(last.get(), Optional.of(Outcome.REOPENED)));
        }
        if (occasion.isEmpty()) {
            return Future.failedFuture(AppException.conflict("nothing-to-rate-yet"));
        }
        if (!window.isOpen(occasion.get(), file.report().ownerUnit(), now)) {
            return Future.failedFuture(AppException.conflict("rating-window-over"));
        }
        byte[] sealed = rating.text() == null || rating.text().isBlank()
                ? null
                : cipher.encryptText(context(file.report().id(), occasion.get()), rating.text());
        boolean saidBefore = last.filter(one -> one.occasionAt().equals(occasion.get()))
                .filter(one -> !one.solved())
                .isPresent();
        return ratings.save(tx, file.report(), occasion.get(), rating, sealed, now)
                .compose(stored -> rating.solved() || saidBefore
                        ? Future.succeededFuture(new Rated(stored, Optional.empty()))
                        : reopen(tx, residentId, file, stored, rating, now));
    }

    private Future<Rated> reopen(
            SqlConnection tx, UUID residentId, Held file, Stored stored, NewRating rating, Instant now) {
        ResidentWord word = new ResidentWord(
                file.report().caseId(),
                file.report().bannerCode(),
                file.report().id(),
                residentId,
                rating.text() == null || rating.text().isBlank() ? null : rating.text(),
                now);
        return reopening.reopen(tx, word).compose(outcome -> {
            Future<Void> marked = outcome == Outcome.REOPENED
                    ? ratings.reopened(tx, file.report(), stored.occasionAt(), now)
                    : Future.succeededFuture();
            return marked.map(new Rated(stored, Optional.of(outcome)));
        });
    }

    static String context(UUID reportId, Instant occasion) {
        return "case_rating.content." + reportId + "." + occasion;
    }
}
