package org.fangpin110.intake;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.matching.IndexKey;
import org.fangpin110.matching.MatchingDecision;
import org.fangpin110.matching.Traits;
import org.fangpin110.report.NewReport;
import org.fangpin110.routing.Evidence;
import org.fangpin110.routing.RoutingDecision;

/** A checked report on its way into the database. Held by one event loop; never printed. */
final class Submission {
    final UUID residentId;
    final UUID idempotencyKey;
    final Buffer contentHash;
    final NewReport report;
    final Buffer sealed;
    final List<String> flags;
    final UUID reportId;
    final String receiptNo;
    final Instant submittedAt;
    final Evidence evidence;
    /** The phone it was sent from, by the id its mini-program made for itself. */
    Optional<UUID> device = Optional.empty();
    /** Over its limit: only looked up, for it may be a repeat. */
    boolean deviceHasToWait;
    /** Blind index of the contact phone, a helper's too: what limits count. */
    Optional<IndexKey> phone;

    Traits traits;
    RoutingDecision routing;
    MatchingDecision matching;
    UUID caseId;
    /** What must not open twice under this name, and in this household; see V009. */
    IndexKey nameClaim;

    Optional<IndexKey> householdClaim;
    /** First six digits of the unit whose case it is; decided with the routing, or by the case it joins. */
    String bannerCode;

    Deadlines deadlines;
    /** That of the case it joins, where it joins one. */
    LocalDate promisedBy;

    Submission(
            UUID residentId,
            UUID idempotencyKey,
            Buffer contentHash,
            NewReport report,
            Buffer sealed,
            List<String> flags,
            UUID reportId,
            String receiptNo,
            Instant submittedAt,
            Evidence evidence) {
        this.residentId = residentId;
        this.idempotencyKey = idempotencyKey;
        this.contentHash = contentHash;
        this.report = report;
        this.sealed = sealed;
        this.flags = flags;
        this.reportId = reportId;
        this.receiptNo = receiptNo;
        this.submittedAt = submittedAt;
        this.evidence = evidence;
    }

    @Override
    public String toString() {
        return "Submission[" + reportId + "]";
    }
}
