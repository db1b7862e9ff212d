package org.fangpin110.intake;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import org.fangpin110.deadline.Due;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.policy.PolicyLimits.Limit;

/**
 * Until when a report is answered for, and what that was computed with.
 *
 * @param dueAt end of the first step
 * @param promisedBy the day the resident is told
 * @param provisional limits that wait for a holiday notice, as rows of provisional_due in JSON; null for most
 */
record Deadlines(Instant dueAt, LocalDate promisedBy, int policyVersion, long calendarVersion, String provisional) {
    private static final String ACCEPT = "ACCEPT";
    private static final String URGENT_CALL = "URGENT_CALL";
    private static final String WHOLE_CHAIN = "WHOLE_CHAIN";

    static Deadlines of(boolean urgent, String unit, Instant start, WorkCalendar calendar, PolicyLimits limits) {
        LocalDate today = LocalDate.ofInstant(start, WorkCalendar.ZONE);
        Limit step = limits.most(urgent ? URGENT_CALL : ACCEPT, unit, today);
        Limit chain = limits.most(WHOLE_CHAIN, unit, today);
        Due due = calendar.due(start, step.value(), step.unit());
        Due end = calendar.due(start, chain.value(), chain.unit());
        JsonArray waiting = new JsonArray();
        wait(waiting, "STEP", step, due);
        wait(waiting, WHOLE_CHAIN, chain, end);
        return new Deadlines(
                due.at(),
                WorkCalendar.lastDay(end.at()),
                step.version(),
                calendar.version(),
                waiting.isEmpty() ? null : waiting.encode());
    }

    /** A joined report has the promise of its case; only its step may be the earlier one. */
    Deadlines ofJoined() {
        if (provisional == null) {
            return this;
        }
        JsonArray step = new JsonArray();
        for (Object waiting : new JsonArray(provisional)) {
            if (((JsonObject) waiting).getString("timer").equals("STEP")) {
                step.add(waiting);
            }
        }
        return new Deadlines(dueAt, promisedBy, policyVersion, calendarVersion, step.isEmpty() ? null : step.encode());
    }

    private static void wait(JsonArray waiting, String timer, Limit limit, Due due) {
        due.awaitedYear()
                .ifPresent(year -> waiting.add(new JsonObject()
                        .put("timer", timer)
                        .put("value", limit.value())
                        .put("unit", limit.unit().name())
                        .put("due_at", due.at().toString())
                        .put("awaited_year", year)));
    }
}
