package org.fangpin110.platform.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Deadlines for connections and whole requests of one event loop, kept by one sweep a second instead of a timer each:
 * an idle timeout alone restarts with every byte of a trickling client. Single-threaded.
 */
final class ConnectionGuard {
    /** How long the rest of a refused body is read and thrown away: closing at once would tear the answer away, too. */
    private static final long LINGER_MILLIS = 2_000;

    private static final class Line {
        long waitingUntil;
        long lingersUntil = Long.MAX_VALUE;
        int active;

        boolean late(long now) {
            return active == 0 && (waitingUntil < now || lingersUntil < now);
        }
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

    private final Patience patience;

    ConnectionGuard(Vertx vertx, Patience patience) {
        this.patience = patience;
        vertx.setPeriodic(1_000, tick -> sweep(System.currentTimeMillis()));
    }

    void opened(HttpConnection connection) {
        Line line = new Line();
        line.waitingUntil = System.currentTimeMillis() + patience.firstRequest().toMillis();
        lines.put(connection, line);
        connection.closeHandler(closed -> lines.remove(connection));
    }

    Ticket started(HttpConnection connection, long deadlineMillis, Runnable late) {
        Line line = lines.get(connection);
        if (line != null) {
            line.active++;
        }
        long deadline = deadlineMillis == 0
                ? Long.MAX_VALUE
                : System.currentTimeMillis()
                        + Math.min(deadlineMillis, patience.wholeRequest().toMillis());
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
            line.waitingUntil =
                    System.currentTimeMillis() + patience.nextRequest().toMillis();
        }
    }

    /**
     * Reads the rest of a refused request away; the connection closes once that is done and the answer is written. Call it
     * before the answer ends.
     */
    void closeWhenRead(HttpServerRequest request, Future<Void> answered) {
        HttpConnection connection = request.connection();
        Line line = lines.get(connection);
        if (line != null) {
            line.lingersUntil = System.currentTimeMillis() + LINGER_MILLIS;
        }
        request.exceptionHandler(gone -> {});
        request.handler(ignored -> {});
        request.endHandler(read -> answered.onComplete(written -> connection.close()));
        request.resume();
    }

    /** Requests not yet answered. */
    int underWay() {
        return tickets.size();
    }

    private void sweep(long now) {
        lines.entrySet().stream()
                .filter(entry -> entry.getValue().late(now))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(HttpConnection::close);
        tickets.stream().filter(ticket -> ticket.deadline < now).toList().forEach(ticket -> ticket.late.run());
    }
}
