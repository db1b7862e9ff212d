package org.fangpin110.escalation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fangpin110.unit.UnitCode;

/**
 * What one unit is told together: whatever arises within a minute has the same id, on every node, and is told when the
 * minute is over for everybody.
 */
record Notice(UUID id, Instant tellAt) {
    private static final Duration GATHERING = Duration.ofMinutes(2);

    static Notice of(String about, String unit, Instant at) {
        Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
        String name = about + ":" + unit + ":" + minute.getEpochSecond();
        return new Notice(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)), minute.plus(GATHERING));
    }

    /** The unit and those above it up to its banner, lowest first. */
    static List<String> ladder(String unit) {
        List<String> rungs = new ArrayList<>(List.of(unit));
        while (UnitCode.level(rungs.get(rungs.size() - 1)) > 3) {
            rungs.add(above(rungs.get(rungs.size() - 1)));
        }
        return rungs;
    }

    /** A banner has nobody above it here. */
    static String above(String unit) {
        return UnitCode.level(unit) == 5 ? UnitCode.township(unit) : UnitCode.county(unit);
    }
}
