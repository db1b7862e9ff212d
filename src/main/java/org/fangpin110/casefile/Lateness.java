package org.fangpin110.casefile;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import org.fangpin110.policy.EscalationLevel;

/**
 * How far the word of a case has climbed in the step it is in.
 *
 * @param climbed the highest level its escalation came to
 * @param isProvisional its due time waits for a holiday notice
 */
public record Lateness(Optional<EscalationLevel> climbed, boolean isProvisional) {
    /** As the contract names them. */
    public enum Level {
        NONE,
        DUE_SOON,
        OVERDUE,
        ESC_TOWNSHIP,
        ESC_BANNER
    }

    static Lateness of(Row row) {
        Integer place = row.getInteger("climbed");
        return new Lateness(
                place == null ? Optional.empty() : Optional.of(EscalationLevel.values()[place - 1]),
                row.getBoolean("due_provisional"));
    }

    /** What has just come due is overdue before a scan has seen it; what is closed is late no more. */
    public Level level(Case file, Instant now) {
        if (!file.isOpen()) {
            return Level.NONE;
        }
        Level seen = climbed.map(level -> Level.values()[level.ordinal() + 1]).orElse(Level.NONE);
        boolean isDue = file.dueAt().isBefore(now);
        return isDue && seen.compareTo(Level.OVERDUE) < 0 ? Level.OVERDUE : seen;
    }
}
