package org.fangpin110.casework;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.platform.problem.AppException;
import org.fangpin110.staff.StaffMember;
import org.fangpin110.unit.UnitRange;

/** One reader of changes. Everything but {@code deliver…} runs on its own event loop. */
final class QueueStream {
    private static final String GREETING = "retry: 3000\nid: ";
    private static final String SIGN_OF_LIFE = ":\n\n";

    private final QueueEvents events;
    private final UUID staffId;
    private final Supplier<Future<StaffMember>> whoNow;
    private List<UnitRange> scope;
    private Context context;
    private HttpServerResponse response;
    private long timer = -1;
    private int beats;
    private boolean gone;

    QueueStream(QueueEvents events, StaffMember staff, Supplier<Future<StaffMember>> whoNow) {
        this.events = events;
        this.staffId = staff.staffId();
        this.scope = staff.scope(Standings.CASE_ROLES);
        this.whoNow = whoNow;
    }

    UUID staffId() {
        return staffId;
    }

    /** A reader without a last id gets the present one: who fetches after opening misses nothing. */
    void open(HttpServerResponse opened, String lastSeen) {
        if (gone) {
            return;
        }
        response = opened;
        context = Vertx.currentContext();
        QueueEvents.Start start = events.join(this, lastSeen);
        write(GREETING + start.id() + "\n\n");
        if (start.fetchAll()) {
            write(QueueEvents.resetEvent(start.id()));
        } else {
            changed(start.id(), start.units());
        }
        timer = context.owner().setPeriodic(events.limits().heartbeat().toMillis(), tick -> beat());
    }

    void deliver(String id, List<String> units) {
        context.runOnContext(now -> changed(id, units));
    }

    void deliverReset(String id) {
        context.runOnContext(now -> write(QueueEvents.resetEvent(id)));
    }

    /** The client went away, or we did. */
    void gone() {
        gone = true;
        events.leave(this);
        if (context != null) {
            context.owner().cancelTimer(timer);
        }
    }

    private void changed(String id, Collection<String> units) {
        List<String> mine = units.stream()
                .filter(unit -> scope.stream().anyMatch(range -> range.contains(unit)))
                .toList();
        if (!mine.isEmpty()) {
            write(QueueEvents.changedEvent(id, mine));
        }
    }

    private void beat() {
        write(SIGN_OF_LIFE);
        if (++beats % events.limits().beatsToRecheck() == 0) {
            Future.<StaffMember>future(asked -> whoNow.get().onComplete(asked))
                    .onSuccess(staff -> scope = staff.scope(Standings.CASE_ROLES))
                    .onFailure(this::refused);
        }
    }

    /** Only a refusal ends the stream; a database out of reach says nothing about the caller. */
    private void refused(Throwable failure) {
        if (failure instanceof AppException && !gone) {
            response.end();
        }
    }

    /** Who does not read is cut off and comes back with the last id: nobody's backlog piles up here. */
    private void write(String text) {
        if (gone || response.closed() || response.ended()) {
            return;
        }
        if (response.writeQueueFull()) {
            gone();
            response.reset();
            return;
        }
        response.write(text);
    }
}
