package org.fangpin110.casefile;

import java.time.Instant;
import java.util.UUID;

/**
 * What a resident said to a case, in whose transaction the case is locked.
 *
 * @param words as typed, personal; null where nothing was said
 */
public record ResidentWord(UUID caseId, String bannerCode, UUID reportId, UUID residentId, String words, Instant at) {
    @Override
    public String toString() {
        return "ResidentWord[" + caseId + "]";
    }
}
