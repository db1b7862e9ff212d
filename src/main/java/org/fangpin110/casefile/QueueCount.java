package org.fangpin110.casefile;

import io.vertx.sqlclient.Row;
import org.fangpin110.routing.Destination;
import org.fangpin110.workflow.State;

/** How many open cases of one state in one kind of queue. */
public record QueueCount(State state, Destination destination, int open, int urgent, int overdue) {
    static QueueCount of(Row row) {
        return new QueueCount(
                State.valueOf(row.getString("state")),
                Destination.valueOf(row.getString("destination")),
                row.getInteger("open"),
                row.getInteger("urgent"),
                row.getInteger("overdue"));
    }
}
