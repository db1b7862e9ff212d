package org.fangpin110.platform.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Deadlines for connections and whole requests of one event loop, kept by one sweep a second instead of a timer each:
 * an idle timeout alone restarts with every byte of a trickling client. Single-threaded.
 */
final class ConnectionGuard {
    /** The first request must have arrived whole in its headers by then. */
    private static final long FIRST_REQUEST_MILLIS = 10_000;
    /** Between two requests of one connection; above the keep-alive of common proxies. */
    private static final long NEXT_REQUEST_MILLIS = 75_000;

    private static final class Line {
        long waitingUntil;
        int active;
    }

    /** A request under way. */
    static final class Ticket {
        private final long deadline;
        private final Runnable late;

        Ticket(long deadline, Runnable late) {
            this.deadline = deadline;
            this.late = late;
        }
    }

    private final Map<HttpConnection, Line> lines = new IdentityHashMap<>();
    private final Set<Ticket> tickets = new HashSet<>();

    ConnectionGuard(Vertx vertx) {
        vertx.setPeriodic(1_000, tick -> sweep(System.currentTimeMillis()));
    }

    void opened(HttpConnection connection) {
        Line line = new Line();
        line.waitingUntil = System.currentTimeMillis() + FIRST_REQUEST_MILLIS;
        lines.put(connection, line);
        connection.closeHandler(closed -> lines.remove(connection));
    }

    Ticket started(HttpConnection connection, long deadlineMillis, Runnable late) {
        Line line = lines.get(connection);
        if (line != null) {
            line.active++;
        }
        long deadline = deadlineMillis == 0 ? Long.MAX_VALUE : System.currentTimeMillis() + deadlineMillis;
        Ticket ticket = new Ticket(deadline, late);
        tickets.add(ticket);
        return ticket;
    }

    void ended(HttpConnection connection, Ticket ticket) {
        if (!tickets.remove(ticket)) {
            return;
        }
        Line line = lines.get(connection);
        if (line != null && --line.active == 0) {
            line.waitingUntil = System.currentTimeMillis() + NEXT_REQUEST_MILLIS;
        }
    }

    /** Requests not yet answered. */
    int underWay() {
        return tickets.size();
    }

    private void sweep(long now) {
        lines.entrySet().stream()
                .filter(entry -> entry.getValue().active == 0 && entry.getValue().waitingUntil < now)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(HttpConnection::close);
        tickets.stream().filter(ticket -> ticket.deadline < now).toList().forEach(ticket -> ticket.late.run());
    }
}
