package org.fangpin110.sandbox;

import io.vertx.core.Future;
import java.util.List;
import org.fangpin110.platform.sms.SmsLength;
import org.fangpin110.platform.sms.SmsMessage;
import org.fangpin110.platform.sms.SmsProvider;
import org.fangpin110.platform.sms.SmsSubmitted;
import org.fangpin110.sandbox.InboxMessage.Channel;

/** Sends nothing: keeps each message where the development page shows it. */
public final class DevelopmentSmsProvider implements SmsProvider {
    private final Inbox inbox;

    public DevelopmentSmsProvider(DevelopmentProfile development, Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public String id() {
        return "dev";
    }

    @Override
    public Future<SmsSubmitted> submit(SmsMessage message) {
        List<String> lines = message.text().lines().toList();
        inbox.add(Channel.SMS, message.phone(), message.template(), lines);
        return Future.succeededFuture(new SmsSubmitted("dev-" + message.id(), SmsLength.segments(message.text())));
    }
}
