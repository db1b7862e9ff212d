package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets the events of one case wait for each other within this process. After a night or an outage several are due at once:
 * a family must not read the end before the beginning, and the daily count of SMS must see the one just sent.
 */
final class Turns {
    private final Map<UUID, Future<?>> lasts = new ConcurrentHashMap<>();

    /** Runs the work once everything before it for this case has ended, however it ended. */
    <T> Future<T> next(UUID caseId, Supplier<Future<T>> work) {
        Promise<T> turn = Promise.promise();
        Future<T> ended = turn.future();
        Future<?> before = lasts.put(caseId, ended);
        Future<T> done = before == null
                ? Future.<Void>succeededFuture().compose(now -> work.get())
                : before.transform(whatever -> work.get());
        done.onComplete(result -> {
            lasts.remove(caseId, ended);
            turn.handle(result);
        });
        return ended;
    }
}
