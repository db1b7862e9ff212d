package org.fangpin110.platform.sms;

import io.vertx.core.Future;

/** One way to send SMS. */
public interface SmsProvider {
    /** Kept with each message: receipts come back under it. */
    String id();

    /** Hands the message over. Never throws; fails with an {@link SmsFailure} alone. */
    Future<SmsSubmitted> submit(SmsMessage message);
}
