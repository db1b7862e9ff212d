package org.fangpin110.revisit;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Case;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.revisit.RevisitRepository.Draw;
import org.fangpin110.revisit.RevisitRepository.Rate;
import org.fangpin110.revisit.RevisitRepository.Seed;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;

/**
 * Casts the lot on each refusal. Nobody who refuses can know how it falls: the seed of a month is secret until the month is over. Nobody
 * can choose it afterwards either: its SHA-256 is on the audit trail before the first draw, and the seed itself after the last.
 */
public final class RevisitDraw {
    /** The step code of policy_limit. */
    public static final String STEP = "REVISIT";

    private static final String EVERYWHERE = "000000000000";
    private static final int SEED_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RevisitRepository revisits = new RevisitRepository();
    private final Supplier<WorkCalendar> calendar;
    private final Supplier<PolicyLimits> limits;
    private final FieldCipher cipher;
    private final AuditTrail trail;
    private final TimeOrderedIds ids;
    private final InstantSource clock;

    public RevisitDraw(
            Supplier<WorkCalendar> calendar,
            Supplier<PolicyLimits> limits,
            FieldCipher cipher,
            AuditTrail trail,
            TimeOrderedIds ids,
            InstantSource clock) {
        this.calendar = calendar;
        this.limits = limits;
        this.cipher = cipher;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Casts the lot in the transaction of the refusal.
     *
     * @param file the case, locked; it is not changed
     * @param sequence the number the refusal has or will have in its history
     * @param homeUnit whose household it is; its township looks again
     * @return whether somebody looks again
     */
    public Future<Boolean> draw(SqlClient tx, Case file, int sequence, String homeUnit, UUID refusedBy) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate today = LocalDate.ofInstant(now, WorkCalendar.ZONE);
        return seed(tx, today.withDayOfMonth(1), now)
                .compose(seed -> revisits.rates(tx).compose(rates -> {
                    Rate rate = rate(rates, homeUnit, today);
                    boolean drawn = Revisit.drawn(open(seed), file.id(), sequence, rate.percent());
                    Draw draw =
                            new Draw(file.id(), file.bannerCode(), sequence, seed.month(), rate, drawn, refusedBy, now);
                    return revisits.record(tx, draw)
                            .compose(done -> drawn ? owe(tx, draw, homeUnit, today) : Future.succeededFuture())
                            .compose(done -> trail.system(
                                    tx,
                                    drawn ? "revisit-drawn" : "revisit-not-drawn",
                                    homeUnit,
                                    file.id(),
                                    Integer.toString(sequence)))
                            .map(drawn);
                }));
    }

    private Future<Void> owe(SqlClient tx, Draw draw, String homeUnit, LocalDate today) {
        PolicyLimits.Limit limit = limits.get().most(STEP, homeUnit, today);
        Instant dueAt = calendar.get()
                .due(draw.refusedAt(), limit.value(), limit.unit())
                .at();
        String township = UnitCode.level(homeUnit) == 5 ? UnitCode.township(homeUnit) : homeUnit;
        return revisits.owe(tx, ids.next(), draw, township, dueAt, limit.version());
    }

    /** Commits to the seeds of this month and the next, and publishes those of months that are over; safe to repeat, on any node. */
    public Future<Void> keepSeeds(Pool pool) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate month = LocalDate.ofInstant(now, WorkCalendar.ZONE).withDayOfMonth(1);
        return pool.withTransaction(tx -> seed(tx, month, now)
                .compose(current -> seed(tx, month.plusMonths(1), now))
                .compose(next -> revisits.over(tx, month))
                .compose(over -> {
                    Future<Void> done = Future.succeededFuture();
                    for (Seed seed : over) {
                        done = done.compose(before -> reveal(tx, seed, now));
                    }
                    return done;
                }));
    }

    private Future<Void> reveal(SqlClient tx, Seed seed, Instant now) {
        String open = open(seed);
        return revisits.reveal(tx, seed.month(), open, now)
                .compose(done -> trail.system(tx, "revisit-seed-revealed", null, null, seed.month() + ":" + open));
    }

    private Future<Seed> seed(SqlClient tx, LocalDate month, Instant now) {
        return revisits.seed(tx, month)
                .compose(found -> found.isPresent() ? Future.succeededFuture(found.get()) : commit(tx, month, now));
    }

    private Future<Seed> commit(SqlClient tx, LocalDate month, Instant now) {
        byte[] random = new byte[SEED_BYTES];
        RANDOM.nextBytes(random);
        String seed = HexFormat.of().formatHex(random);
        String commitment = Revisit.commitment(seed);
        return revisits.commit(tx, month, commitment, cipher.encryptText(context(month), seed), now)
                .compose(first -> first
                        ? trail.system(tx, "revisit-seed-committed", null, null, month + ":" + commitment)
                        : Future.succeededFuture())
                .compose(done -> revisits.seed(tx, month))
                .map(found -> found.orElseThrow());
    }

    private String open(Seed seed) {
        return cipher.decryptText(context(seed.month()), seed.sealed());
    }

    private static String context(LocalDate month) {
        return "revisit_seed.sealed." + month;
    }

    private static Rate rate(List<Rate> rates, String unit, LocalDate day) {
        return rates.stream()
                .filter(rate -> (rate.regionCode().equals(EVERYWHERE) ? UnitRange.ALL : UnitRange.of(rate.regionCode()))
                        .contains(unit))
                .filter(rate -> !rate.effectiveFrom().isAfter(day)
                        && (rate.effectiveTo() == null || rate.effectiveTo().isAfter(day)))
                .max(Comparator.comparingInt(RevisitDraw::specificity).thenComparing(Rate::effectiveFrom))
                .orElseThrow(() -> new IllegalStateException("No rate of second looks in " + unit));
    }

    private static int specificity(Rate rate) {
        return rate.regionCode().equals(EVERYWHERE) ? 0 : UnitCode.level(rate.regionCode());
    }
}
