package org.fangpin110.policy;

import java.time.Instant;
import java.util.List;

/** One import of holiday notices. @param years whose notices it holds */
public record CalendarVersion(
        long version, Instant importedAt, String source, String checksum, List<Integer> years, int dayCount) {}
