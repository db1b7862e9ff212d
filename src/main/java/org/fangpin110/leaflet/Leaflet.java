package org.fangpin110.leaflet;

import java.time.LocalDate;
import java.util.Optional;
import org.fangpin110.unit.EntryCode;

/**
 * What one village's leaflet says beside the words all share.
 *
 * @param above banner and township, as 扎赉特旗 好力保镇
 * @param address what the ordinary code holds
 * @param programCode the mini-program's code as a picture; without it the ordinary one takes its place
 */
record Leaflet(
        EntryCode code,
        String village,
        String above,
        String address,
        Optional<byte[]> programCode,
        long unitTable,
        LocalDate printed) {
    /** Counted up when the page changes, so that an old one on a wall is known. */
    static final int EDITION = 1;
}
