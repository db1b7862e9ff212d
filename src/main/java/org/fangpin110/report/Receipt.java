package org.fangpin110.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What a resident is answered at submission; made of columns that never change, so that every repeat gets the same.
 *
 * @param unitCode the unit that got it
 * @param promisedBy the day an answer is promised by, in Asia/Shanghai
 */
public record Receipt(
        UUID reportId,
        String receiptNo,
        Instant submittedAt,
        String unitCode,
        LocalDate promisedBy,
        List<String> flags,
        boolean replayed) {}
