package org.fangpin110.audit;

import io.vertx.sqlclient.Row;
import java.time.LocalDate;

/** One hash for everything sealed up to the end of a day, and by {@code previous} for all days before it. */
public record ChainAnchor(LocalDate day, long firstSeal, long lastSeal, byte[] root, byte[] previous, byte[] hash) {
    static ChainAnchor of(Row row) {
        return new ChainAnchor(
                row.getLocalDate("day"),
                row.getLong("first_seal"),
                row.getLong("last_seal"),
                row.getBuffer("root").getBytes(),
                row.getBuffer("previous").getBytes(),
                row.getBuffer("hash").getBytes());
    }

    /** What people write down. */
    public String written() {
        return Digests.hex(hash);
    }

    @Override
    public String toString() {
        return "ChainAnchor[" + day + ", " + written() + "]";
    }
}
