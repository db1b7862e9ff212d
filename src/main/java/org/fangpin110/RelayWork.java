package org.fangpin110;

import io.vertx.core.Future;
import org.fangpin110.intake.AfterSubmission;
import org.fangpin110.notification.Notifier;
import org.fangpin110.platform.outbox.OutboxEvent;
import org.fangpin110.platform.outbox.Outcome;

/** Gives each outbox event to those it concerns. */
record RelayWork(AfterSubmission afterSubmission, Notifier notifier) {
    Future<Outcome> handle(OutboxEvent event) {
        return event.kind().equals(AfterSubmission.TEXT_CHECK)
                ? afterSubmission.checkText(event)
                : afterSubmission.screen(event).compose(screened -> notifier.handle(event));
    }
}
