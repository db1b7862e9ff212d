package org.fangpin110.notification;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.UUID;

/** One way to send to a resident. A new one is a class like these, its words and its place in the ladder. */
interface Channel {
    MessageChannel kind();

    Future<Readiness> ready(Step step, Recipient recipient);

    /** Hands over one message; fails with a failure that {@link ChannelFailures} knows. */
    Future<Answer.Taken> send(UUID messageId, Step step, Recipient recipient);

    /** Blind index of the number it goes to; empty where there is none. */
    default Optional<Buffer> numberIndex(Recipient recipient) {
        return Optional.empty();
    }

    /** True when a success uses up a consent of the account. */
    boolean spendsConsent();
}
