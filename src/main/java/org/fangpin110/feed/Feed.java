package org.fangpin110.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays reports as their reporters would send them, each from a phone of its own. One instance plays once. */
public final class Feed {

    /**
     * Where and how.
     *
     * @param concurrency reports in flight; lines about the same person or key stay in order with any number
     * @param grants every second reporter accepts WeChat messages; otherwise nobody does
     */
    public record Settings(URI url, int concurrency, boolean grants) {}

    /** Told after each report. */
    @FunctionalInterface
    public interface Progress {
        void show(long done, long total);
    }

    private final Vertx vertx;
    private final Settings settings;
    private final ServerDoor door;
    private final MessageCount messages;
    private final Map<String, Phone> phones = new HashMap<>();
    private int done;

    public Feed(Vertx vertx, Settings settings) {
        this.vertx = vertx;
        this.settings = settings;
        door = new ServerDoor(vertx, settings.url(), settings.concurrency() + 1);
        messages = new MessageCount(vertx, door);
    }

    /** Fails with {@link FeedFailure} when nothing can be played there; a single report's failure is an outcome. */
    public Future<FeedResult> play(List<FeedReport> reports, Progress progress) {
        Promise<FeedResult> played = Promise.promise();
        vertx.getOrCreateContext().runOnContext(begin -> playHere(reports, progress)
                .onComplete(result -> door.close().onComplete(closed -> played.handle(result))));
        return played.future();
    }

    private Future<FeedResult> playHere(List<FeedReport> reports, Progress progress) {
        List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(reports.size(), null));
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            places.add(i);
        }
        long[] begun = new long[1];
        long[] ended = new long[1];
        return Form.load(door)
                .compose(form -> messages.start().compose(started -> {
                    begun[0] = System.nanoTime();
                    return new Lanes<>(places, place -> reports.get(place).identities(), place -> send(
                                            reports.get(place), form)
                                    .map(outcome -> {
                                        progress.show(++done, reports.size());
                                        return outcomes.set(place, outcome);
                                    }))
                            .run(settings.concurrency());
                }))
                .compose(sent -> {
                    ended[0] = System.nanoTime();
                    return messages.finish();
                })
                .map(counted -> new FeedResult(outcomes, counted, Duration.ofNanos(ended[0] - begun[0])));
    }

    private Future<Outcome> send(FeedReport report, Form form) {
        Phone phone = phones.computeIfAbsent(report.user(), user -> new Phone(door, user));
        Future<Void> asked = settings.grants() && report.acceptsMessages()
                ? phone.acceptMessages(form.templates())
                : Future.succeededFuture();
        return asked.compose(ready -> phone.submit(report, form.consents()))
                .compose(answer -> decision(answer).map(decided -> new Outcome(report, Optional.of(answer), decided)))
                .recover(failure -> failure instanceof FeedFailure
                        ? Future.failedFuture(failure)
                        : Future.succeededFuture(new Outcome(report, Optional.empty(), Optional.empty())));
    }

    private Future<Optional<Decision>> decision(Answer answer) {
        if (!answer.created()) {
            return Future.succeededFuture(Optional.empty());
        }
        return door.get("/dev/decisions/" + answer.body().getString("receiptNo"))
                .map(told -> told.status() == 200 ? Optional.of(Decision.of(told.body())) : Optional.empty());
    }
}
