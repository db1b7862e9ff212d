package org.fangpin110.aftercare;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fangpin110.aftercare.CorrectionRepository.Change;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.ResidentStepRepository;
import org.fangpin110.casefile.ResidentWord;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.household.ContactPhone;
import org.fangpin110.household.IdNumber;
import org.fangpin110.household.PersonName;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.db.DatabaseFailures;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.report.Correction;
import org.fangpin110.report.CorrectionContent;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.OwnReport;
import org.fangpin110.report.ReportContent;

/** Corrections of personal data (PIPL article 46): beside the report, which stays as sent; what it is found by follows. */
final class CorrectionService {
    private static final int TRIES = 3;

    private final Pool pool;
    private final HeldReportRepository held;
    private final CorrectionRepository corrections;
    private final ResidentStepRepository steps = new ResidentStepRepository();
    private final AuditTrail trail;
    private final ReportContent contents;
    private final CorrectionContent sealing;
    private final BlindIndex index;
    private final Supplier<UUID> ids;
    private final InstantSource clock;

    CorrectionService(
            Pool pool,
            HeldReportRepository held,
            CorrectionRepository corrections,
            AuditTrail trail,
            FieldCipher cipher,
            BlindIndex index,
            Supplier<UUID> ids,
            InstantSource clock) {
        this.pool = pool;
        this.held = held;
        this.corrections = corrections;
        this.trail = trail;
        this.contents = new ReportContent(cipher);
        this.sealing = new CorrectionContent(cipher);
        this.index = index;
        this.ids = ids;
        this.clock = clock;
    }

    /** When it was corrected; the same key and content answer the first time again. */
    Future<Instant> correct(UUID residentId, String receiptNo, UUID key, Correction correction) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        CorrectionChecks.Findings findings =
                CorrectionChecks.check(correction, LocalDate.ofInstant(now, WorkCalendar.ZONE));
        return attempt(new Wish(residentId, receiptNo, key, correction, findings, now), TRIES);
    }

    private record Wish(
            UUID residentId,
            String receiptNo,
            UUID key,
            Correction correction,
            CorrectionChecks.Findings findings,
            Instant now) {
        @Override
        public String toString() {
            return "Wish[" + key + "]";
        }
    }

    /** A report of the same person may open a case at the same moment: then a second look finds it. */
    private Future<Instant> attempt(Wish wish, int tries) {
        return pool.withTransaction(tx -> held.hold(tx, wish.residentId(), wish.receiptNo())
                        .compose(file -> take(tx, file.report(), wish)))
                .recover(failure -> tries > 1 && DatabaseFailures.isLostRace(failure)
                        ? attempt(wish, tries - 1)
                        : Future.failedFuture(failure));
    }

    private Future<Instant> take(SqlConnection tx, OwnReport report, Wish wish) {
        String canonical = CorrectionContent.canonical(wish.correction());
        Buffer hash = ContentHash.of(wish.key(), canonical);
        return corrections.earlier(tx, report, wish.key()).compose(earlier -> {
            if (earlier.isPresent()) {
                return earlier.get().hash().equals(hash)
                        ? Future.succeededFuture(earlier.get().correctedAt())
                        : Future.failedFuture(AppException.conflict("idempotency-key-reused"));
            }
            if (report.withdrawn()) {
                return Future.failedFuture(AppException.conflict("report-withdrawn"));
            }
            List<String> fields = wish.correction().fields();
            byte[] sealed = sealing.seal(report.id(), wish.key(), canonical);
            return known(tx, report)
                    .compose(known -> corrections
                            .insert(tx, report, wish.key(), hash, wish.now(), fields, sealed)
                            .compose(stored -> follow(tx, report, known, wish)))
                    .compose(followed -> steps.note(
                            tx,
                            new ResidentWord(
                                    report.caseId(),
                                    report.bannerCode(),
                                    report.id(),
                                    wish.residentId(),
                                    null,
                                    wish.now()),
                            report.caseId(),
                            "report-corrected",
                            null))
                    .compose(told -> trail.resident(
                            tx,
                            wish.residentId(),
                            "report-corrected",
                            report.ownerUnit(),
                            report.caseId(),
                            String.join(" ", fields)))
                    .map(wish.now());
        });
    }

    /** What was known of the person before; personal data. */
    private record Known(NewReport sent, Optional<String> name, Optional<String> phone, Optional<String> idNo) {
        @Override
        public String toString() {
            return "Known[…]";
        }
    }

    /** The report with its earlier corrections. */
    private Future<Known> known(SqlConnection tx, OwnReport report) {
        NewReport sent = contents.open(report.id(), report.content().getBytes());
        return corrections.ofReport(tx, report).map(stored -> {
            List<Correction> earlier = stored.stream().map(sealing::open).toList();
            return new Known(
                    sent,
                    latest(earlier, Correction::name)
                            .or(() -> Optional.ofNullable(sent.subject().name())),
                    latest(earlier, Correction::phone)
                            .or(() -> Optional.ofNullable(sent.subject().phone())),
                    latest(earlier, Correction::idNo)
                            .or(() -> Optional.ofNullable(sent.subject().idNo())));
        });
    }

    private static Optional<String> latest(List<Correction> all, Function<Correction, Optional<String>> field) {
        return all.stream().map(field).flatMap(Optional::stream).reduce((older, newer) -> newer);
    }

    private Future<Void> follow(SqlConnection tx, OwnReport report, Known known, Wish wish) {
        Optional<byte[]> newPhone = wish.findings().phone().map(this::phoneIndex);
        Change person = wish.findings()
                .idNumber()
                .map(number -> new Change(
                        known.idNo()
                                .flatMap(raw -> IdNumber.check(raw).number())
                                .map(this::personIndex)
                                .orElse(null),
                        personIndex(number)))
                .orElse(Change.NONE);
        Change phone = newPhone.filter(ofFamily -> !isHelpersOwn(known.sent(), wish))
                .map(after -> new Change(
                        known.phone()
                                .flatMap(raw -> ContactPhone.check(raw).phone())
                                .map(this::phoneIndex)
                                .orElse(null),
                        after))
                .orElse(Change.NONE);
        Change name = wish.findings()
                .name()
                .map(after -> new Change(
                        known.name()
                                .flatMap(raw -> PersonName.check(raw).name())
                                .map(this::nameIndex)
                                .orElse(null),
                        nameIndex(after)))
                .orElse(Change.NONE);
        Future<Void> ofReport = newPhone.map(after -> corrections.reportPhone(tx, report, after))
                .orElseGet(Future::succeededFuture);
        return ofReport.compose(done -> corrections.follow(tx, report, person, phone, name, ids.get(), wish.now()));
    }

    /** The number of whoever helps says nothing about the family. */
    private static boolean isHelpersOwn(NewReport sent, Wish wish) {
        return sent.byProxy()
                && sent.reporter() != null
                && ContactPhone.check(
                                sent.reporter().phone() == null
                                        ? ""
                                        : sent.reporter().phone())
                        .phone()
                        .map(ContactPhone::digits)
                        .equals(wish.findings().phone().map(ContactPhone::digits));
    }

    private byte[] personIndex(IdNumber number) {
        return index.of("case_file.person_index", number.person());
    }

    private byte[] phoneIndex(ContactPhone phone) {
        return index.of("case_file.phone_index", phone.digits());
    }

    private byte[] nameIndex(PersonName name) {
        return index.of("case_file.name_index", name.comparable());
    }
}
