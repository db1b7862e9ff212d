package org.fangpin110.aftercare;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.policy.PolicyLimits.Limit;

/** For how long after its end something may still be said about a case: policy data, not code. */
record Window(String stepCode, Supplier<PolicyLimits> limits, Supplier<WorkCalendar> calendar) {
    boolean isOpen(Instant since, String unit, Instant now) {
        Limit limit = limits.get().most(stepCode, unit, LocalDate.ofInstant(since, WorkCalendar.ZONE));
        return calendar.get().due(since, limit.value(), limit.unit()).at().isAfter(now);
    }
}
