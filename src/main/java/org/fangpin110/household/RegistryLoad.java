package org.fangpin110.household;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A registry that was loaded, as its row says.
 *
 * @param unchanged the same registry was the last one loaded: nothing was written
 * @param faults of this load; empty when read back
 */
public record RegistryLoad(
        long loadId,
        Instant loadedAt,
        LocalDate asOf,
        String source,
        String checksum,
        long unitTableVersion,
        Counts counts,
        boolean unchanged,
        List<RegistryFault> faults) {

    /** @param followed households whose village was retired and has a successor */
    public record Counts(
            int households, int persons, int inserted, int changed, int retired, int followed, int faults) {}

    /** The same registry by the same unit table gives the same rows. */
    boolean isOf(String checksumOfFiles, long unitTable) {
        return checksum.equals(checksumOfFiles) && unitTableVersion == unitTable;
    }

    RegistryLoad with(List<RegistryFault> found) {
        return new RegistryLoad(
                loadId, loadedAt, asOf, source, checksum, unitTableVersion, counts, unchanged, List.copyOf(found));
    }

    RegistryLoad again() {
        return new RegistryLoad(loadId, loadedAt, asOf, source, checksum, unitTableVersion, counts, true, List.of());
    }
}
