package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.fangpin110.report.OwnReport;

/**
 * Taking a consent back (PIPL article 15). PRIVACY is what all rests on: an open report is withdrawn with it; of a closed one
 * staff see no more than the name. SENSITIVE hides narrative, number and photos from staff, PHOTOS the photos; MESSAGES ends
 * those by WeChat; PROXY keeps others from following the case. What was done before stays lawful and stays recorded.
 */
final class ConsentWithdrawals {
    private static final String BASIC = "PRIVACY";

    private final Pool pool;
    private final AfterwardsService afterwards;
    private final AfterwardsRepository steps;
    private final ConsentWithdrawalRepository withdrawals = new ConsentWithdrawalRepository();
    private final InstantSource clock;

    ConsentWithdrawals(Pool pool, AfterwardsService afterwards, AfterwardsRepository steps, InstantSource clock) {
        this.pool = pool;
        this.afterwards = afterwards;
        this.steps = steps;
        this.clock = clock;
    }

    /** @param consequence the key of what follows, in words: {@code consent-withdrawn.<consequence>} */
    record Withdrawn(String consent, Instant at, String consequence) {}

    /** A second time answers the first. */
    Future<Withdrawn> withdraw(UUID residentId, String receiptNo, String consent) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return pool.withTransaction(
                tx -> afterwards.locked(tx, residentId, receiptNo).compose(held -> {
                    OwnReport report = held.report();
                    boolean ends = consent.equals(BASIC) && held.mayWithdraw() && !report.withdrawn();
                    return withdrawals.find(tx, report, consent).compose(earlier -> {
                        if (earlier.isPresent()) {
                            return Future.succeededFuture(
                                    new Withdrawn(consent, earlier.get(), consequence(consent, report)));
                        }
                        return withdrawals
                                .insert(tx, report, consent, now)
                                .compose(stored -> steps.step(tx, report, residentId, "consent-withdrawn", now))
                                .compose(told -> ends
                                        ? afterwards.withdrawHeld(tx, report, residentId, now)
                                        : Future.succeededFuture())
                                .map(new Withdrawn(
                                        consent, now, ends ? "REPORT_WITHDRAWN" : consequence(consent, report)));
                    });
                }));
    }

    private static String consequence(String consent, OwnReport report) {
        return consent.equals(BASIC) && report.withdrawn() ? "REPORT_WITHDRAWN" : consent;
    }
}
