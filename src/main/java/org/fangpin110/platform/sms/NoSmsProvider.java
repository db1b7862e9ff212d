package org.fangpin110.platform.sms;

import io.vertx.core.Future;

/** Before there is a contract with a carrier: refuses every message at once, so that the next way of telling is taken. */
public final class NoSmsProvider implements SmsProvider {
    @Override
    public String id() {
        return "none";
    }

    @Override
    public Future<SmsSubmitted> submit(SmsMessage message) {
        return Future.failedFuture(new SmsFailure(SmsFailure.Kind.REJECTED, "no-provider"));
    }
}
