package org.fangpin110.platform.sms;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.fangpin110.platform.sms.SmsFailure.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several providers as one: the next one is asked only after a clear word that nothing was taken. What may have been taken is
 * never given to another, and a no that concerns the phone is a no of all of them.
 */
public final class SmsFailover implements SmsProvider {
    private static final Logger LOG = LoggerFactory.getLogger(SmsFailover.class);
    private static final int POINTS = 100;

    private final List<SmsProvider> providers;
    private final ProviderShares shares;
    private final InstantSource clock;

    /** @param providers in the order of preference */
    public SmsFailover(List<SmsProvider> providers, InstantSource clock) {
        this(providers, clock, ProviderShares.Rules.STANDARD);
    }

    SmsFailover(List<SmsProvider> providers, InstantSource clock, ProviderShares.Rules rules) {
        this.providers = List.copyOf(providers);
        this.clock = clock;
        shares = new ProviderShares(providers.size(), rules);
    }

    /** Of the first; messages keep the id of the one that took them. */
    @Override
    public String id() {
        return providers.get(0).id();
    }

    @Override
    public List<SmsProvider> behind() {
        return providers;
    }

    @Override
    public Future<SmsSubmitted> submit(SmsMessage message) {
        int point = Math.floorMod(message.id().hashCode(), POINTS);
        return ask(message, shares.order(point, clock.instant()), 0, new SmsFailure(Kind.RETRYABLE, "circuit-open"));
    }

    private Future<SmsSubmitted> ask(SmsMessage message, List<Integer> order, int next, SmsFailure last) {
        if (next == order.size()) {
            return Future.failedFuture(last);
        }
        int index = order.get(next);
        SmsProvider provider = providers.get(index);
        return provider.submit(message)
                .map(taken -> {
                    shares.worked(index);
                    return taken.by(provider.id());
                })
                .recover(thrown -> {
                    SmsFailure failure =
                            thrown instanceof SmsFailure known ? known : new SmsFailure(Kind.UNKNOWN, "no-answer");
                    note(index, failure);
                    boolean nothingTaken = failure.kind() == Kind.RETRYABLE || failure.kind() == Kind.OUR_FAULT;
                    // the milder answer counts: one that is merely busy takes it later
                    SmsFailure told = last.kind() == Kind.RETRYABLE && next > 0 ? last : failure;
                    return nothingTaken
                            ? ask(message, order, next + 1, told)
                            : Future.failedFuture(failure.by(provider.id()));
                });
    }

    private void note(int index, SmsFailure failure) {
        if (failure.kind() == Kind.REJECTED) {
            shares.worked(index);
            return;
        }
        Instant now = clock.instant();
        shares.failed(index, now);
        LOG.atInfo()
                .addKeyValue("provider", providers.get(index).id())
                .addKeyValue("code", failure.code())
                .addKeyValue("shares", shares.shares())
                .log("An SMS provider did not take a message");
    }

    @Override
    public Future<Void> close() {
        return Future.join(providers.stream().map(SmsProvider::close).toList()).mapEmpty();
    }
}
