package org.fangpin110.deadline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/** Time counted only while offices are open: from 08:30 to 17:30 on working days. */
public final class OfficeHours {
    static final LocalTime OPENS = LocalTime.of(8, 30);
    static final LocalTime CLOSES = LocalTime.of(17, 30);

    private final WorkCalendar calendar;

    public OfficeHours(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    /** The latest moment since which offices were open for so many hours. */
    public Instant before(Instant now, int hours) {
        Duration left = Duration.ofHours(hours);
        LocalDate day = LocalDate.ofInstant(now, WorkCalendar.ZONE);
        Instant end = now;
        while (true) {
            Instant opens = day.atTime(OPENS).atZone(WorkCalendar.ZONE).toInstant();
            Instant closes = day.atTime(CLOSES).atZone(WorkCalendar.ZONE).toInstant();
            Instant until = end.isBefore(closes) ? end : closes;
            if (calendar.isWorkDay(day) && until.isAfter(opens)) {
                Duration open = Duration.between(opens, until);
                if (open.compareTo(left) >= 0) {
                    return until.minus(left);
                }
                left = left.minus(open);
            }
            day = day.minusDays(1);
        }
    }
}
