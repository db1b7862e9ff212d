package org.fangpin110.intake;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.matching.EarlierCase;
import org.fangpin110.matching.IndexKey;
import org.fangpin110.report.Receipt;

/**
 * What the database knows that bears on one submission.
 *
 * @param earlier the receipt and content hash of the same idempotency key
 * @param ofResident reports of this account in the last 24 hours
 * @param ofPhone reports naming this phone in the last 24 hours
 * @param knownUnit village an earlier case was accepted in, or of the registry
 * @param household of the registry, opaque
 * @param earlierCases cases that share something
 * @param joinable what is needed to join one of them, or to stand beside it
 */
record Precedents(
        Optional<Earlier> earlier,
        int ofResident,
        int ofPhone,
        Optional<Known> knownUnit,
        Optional<IndexKey> household,
        List<EarlierCase> earlierCases,
        Map<UUID, Joinable> joinable) {
    static final Precedents NONE =
            new Precedents(Optional.empty(), 0, 0, Optional.empty(), Optional.empty(), List.of(), Map.of());

    record Earlier(Receipt receipt, Buffer contentHash) {}

    record Known(String unitCode, String basis) {}

    /** @param claims what it holds: see {@link Submission#nameClaim} */
    record Joinable(String bannerCode, java.time.LocalDate promisedBy, Claims claims) {}

    /** Absent for a closed case, which holds nothing. */
    record Claims(Optional<IndexKey> ofName, Optional<IndexKey> ofHousehold) {}

    String bannerOf(EarlierCase seen) {
        return joinable.get(seen.caseId()).bannerCode();
    }

    Claims claimsOf(EarlierCase seen) {
        return joinable.get(seen.caseId()).claims();
    }
}
