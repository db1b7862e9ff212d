package org.fangpin110.notification;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When and how often residents are told. domain.md 8, "Use": own cap of 3 SMS a day per phone, non-urgent SMS from 08:00
 * to 21:00 only.
 *
 * @param quietFrom first minute of the night
 * @param quietUntil first minute of the day
 * @param smsPerDay to one phone; what is beyond becomes a call task
 * @param triesPerChannel of a channel that is down; then the next channel
 * @param longestSend a provider that has not answered by then may have sent it
 */
public record ReplyPolicy(
        ZoneId zone,
        LocalTime quietFrom,
        LocalTime quietUntil,
        int smsPerDay,
        int triesPerChannel,
        Duration longestSend) {
    public static final ReplyPolicy STANDARD = new ReplyPolicy(
            ZoneId.of("Asia/Shanghai"), LocalTime.of(21, 0), LocalTime.of(8, 0), 3, 4, Duration.ofSeconds(25));

    /** The end of the night, when it is night now. */
    Optional<Instant> quietUntil(Instant now) {
        ZonedDateTime here = now.atZone(zone);
        LocalTime time = here.toLocalTime();
        if (time.isBefore(quietUntil)) {
            return Optional.of(here.with(quietUntil).toInstant());
        }
        return time.isBefore(quietFrom)
                ? Optional.empty()
                : Optional.of(here.plusDays(1).with(quietUntil).toInstant());
    }

    Instant startOfDay(Instant now) {
        return now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }
}
