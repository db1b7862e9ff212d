package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.Receipt;
import org.fangpin110.report.ReceiptNumber;
import org.fangpin110.report.ReportContent;
import org.fangpin110.routing.Evidence;
import org.fangpin110.routing.Position;
import org.fangpin110.unit.UnitTable;

/** Submission: checks, route, blind indexes, then the lane. One instance an event loop. */
final class IntakeService {
    private final Supplier<UnitTable> units;
    private final ConsentTexts consents;
    private final Placement placement;
    private final SubmissionLane lane;
    private final ReportContent content;
    private final Recognition recognition;
    private final InstantSource clock;
    private final TimeOrderedIds ids;
    private final ReceiptNumber receiptNumbers = new ReceiptNumber();
    private final MessageDigest sha256;

    IntakeService(
            Supplier<UnitTable> units,
            ConsentTexts consents,
            Placement placement,
            SubmissionLane lane,
            ReportContent content,
            Recognition recognition,
            InstantSource clock,
            TimeOrderedIds ids) {
        this.units = units;
        this.consents = consents;
        this.placement = placement;
        this.lane = lane;
        this.content = content;
        this.recognition = recognition;
        this.clock = clock;
        this.ids = ids;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Same key and content: the first receipt again, also when they arrive at once or after a crash. Same key, other
     * content: a conflict. All faults of meaning at once: 422.
     *
     * @param device the id the sending phone gave itself
     */
    Future<Receipt> submit(UUID residentId, UUID idempotencyKey, Optional<UUID> device, NewReport report) {
        Submission submission = prepare(residentId, idempotencyKey, report);
        submission.device = device;
        return lane.submit(submission);
    }

    /** Everything that needs no database. */
    Submission prepare(UUID residentId, UUID idempotencyKey, NewReport report) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        IntakeChecks.Findings findings =
                IntakeChecks.check(report, units.get(), consents, LocalDate.ofInstant(now, WorkCalendar.ZONE));
        byte[] canonical = ReportContent.canonical(report);
        UUID reportId = ids.next();
        Submission submission = new Submission(
                residentId,
                idempotencyKey,
                hash(idempotencyKey, canonical),
                findings.urgentByWords() ? report.asUrgent() : report,
                Buffer.buffer(content.seal(reportId, canonical)),
                flags(report, findings),
                reportId,
                receiptNumbers.next(),
                now,
                evidence(report));
        submission.routing = placement.route(submission);
        submission.phone = recognition.phone(findings);
        submission.traits = recognition.traits(report, findings, submission.phone, submission.routing.ownerUnit(), now);
        return submission;
    }

    private static List<String> flags(NewReport report, IntakeChecks.Findings findings) {
        Set<String> flags = new LinkedHashSet<>(findings.flags());
        if (report.isUrgent() && report.urgentKind() != null) {
            flags.add("urgent-"
                    + report.urgentKind().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        }
        return List.copyOf(flags);
    }

    /** The key salts the hash: content has too little of chance in it to stand alone. */
    private Buffer hash(UUID key, byte[] canonical) {
        sha256.update(key.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return Buffer.buffer(sha256.digest(canonical));
    }

    private static Evidence evidence(NewReport report) {
        Evidence evidence = new Evidence(
                filled(report.scanCode()),
                filled(report.hukouUnit()),
                report.saysUnitUnknown(),
                filled(report.addressText()),
                Optional.ofNullable(report.position()).map(IntakeService::position),
                Optional.empty());
        return report.isUrgent() ? evidence.withUrgency() : evidence;
    }

    private static Position position(NewReport.GivenPosition given) {
        return new Position(
                given.longitude(),
                given.latitude(),
                given.accuracyMetres() == null ? 0 : given.accuracyMetres(),
                "WGS84".equals(given.system()) ? Position.Datum.WGS84 : Position.Datum.GCJ02);
    }

    private static Optional<String> filled(String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }
}
