package org.fangpin110.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Starts work in order, a few at once, but never two that share an identity: the later waits for the earlier. Call it on
 * one event loop; {@code work} must answer later than it is called.
 */
final class Lanes<T> {
    private final List<T> items;
    private final Function<T, Set<String>> identities;
    private final Function<T, Future<?>> work;
    private final Map<String, Future<Void>> last = new HashMap<>();
    private int next;

    Lanes(List<T> items, Function<T, Set<String>> identities, Function<T, Future<?>> work) {
        this.items = items;
        this.identities = identities;
        this.work = work;
    }

    /** Completes when all is done; the first failure stops what has not begun. */
    Future<Void> run(int atOnce) {
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            Promise<Void> idle = Promise.promise();
            takeNext(idle);
            workers.add(idle.future());
        }
        return Future.join(workers).mapEmpty();
    }

    private void takeNext(Promise<Void> idle) {
        if (next >= items.size()) {
            idle.complete();
            return;
        }
        T item = items.get(next++);
        Set<String> own = identities.apply(item);
        List<Future<?>> before = new ArrayList<>(
                own.stream().map(last::get).filter(Objects::nonNull).toList());
        Promise<Void> done = Promise.promise();
        own.forEach(identity -> last.put(identity, done.future()));
        Future.join(before).compose(free -> work.apply(item)).onComplete(result -> {
            done.complete();
            if (result.succeeded()) {
                takeNext(idle);
            } else {
                next = items.size();
                idle.fail(result.cause());
            }
        });
    }
}
