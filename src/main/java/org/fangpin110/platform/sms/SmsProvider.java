package org.fangpin110.platform.sms;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** One way to send SMS. */
public interface SmsProvider {
    /** Kept with each message: receipts come back under it. */
    String id();

    /** Hands the message over. Never throws; fails with an {@link SmsFailure} alone. */
    Future<SmsSubmitted> submit(SmsMessage message);

    /** Empty for a provider that never calls back. */
    default Optional<SmsCallbacks> callbacks() {
        return Optional.empty();
    }

    /** The providers behind this one; itself when there is none. */
    default List<SmsProvider> behind() {
        return List.of(this);
    }

    default Future<Void> close() {
        return Future.succeededFuture();
    }
}
