package org.fangpin110.intake;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.matching.OpenCase;
import org.fangpin110.report.Receipt;

/**
 * What the database knows that bears on one submission.
 *
 * @param earlier the receipt and content hash of the same idempotency key
 * @param ofResident reports of this account in the last 24 hours
 * @param ofPhone reports naming this phone in the last 24 hours
 * @param knownUnit village an earlier case was accepted in, or of the registry
 * @param openCases cases that share an index
 * @param joinable what is needed to join one of them
 */
record Precedents(
        Optional<Earlier> earlier,
        int ofResident,
        int ofPhone,
        Optional<Known> knownUnit,
        List<OpenCase> openCases,
        Map<UUID, Joinable> joinable) {
    static final Precedents NONE = new Precedents(Optional.empty(), 0, 0, Optional.empty(), List.of(), Map.of());

    record Earlier(Receipt receipt, Buffer contentHash) {}

    record Known(String unitCode, String basis) {}

    record Joinable(String bannerCode, String ownerUnit, java.time.LocalDate promisedBy) {}
}
