package org.fangpin110;

import io.vertx.core.Future;
import org.fangpin110.escalation.StaffNotices;
import org.fangpin110.intake.AfterSubmission;
import org.fangpin110.intake.ConflictScreening;
import org.fangpin110.intake.SearchKeys;
import org.fangpin110.notification.Notifier;
import org.fangpin110.notification.SmsReplies;
import org.fangpin110.platform.outbox.OutboxEvent;
import org.fangpin110.platform.outbox.Outcome;

/** Gives each outbox event to those it concerns. */
record RelayWork(
        AfterSubmission afterSubmission,
        ConflictScreening conflicts,
        SearchKeys searchKeys,
        Notifier notifier,
        StaffNotices staffNotices,
        SmsReplies smsReplies) {
    Future<Outcome> handle(OutboxEvent event) {
        if (event.kind().equals(AfterSubmission.TEXT_CHECK)) {
            return afterSubmission.checkText(event);
        }
        if (event.kind().equals(StaffNotices.KIND)) {
            return staffNotices.tell(event);
        }
        if (event.kind().equals(SmsReplies.ANSWER)) {
            return smsReplies.answer(event);
        }
        if (event.kind().equals(Notifier.RESEND)) {
            return notifier.handle(event);
        }
        Future<Outcome> told = notifier.handle(event); // first, for the steps of a case are told in the order they come
        Future<Void> screened = afterSubmission.screen(event);
        Future<Void> skipped = conflicts.screen(event);
        Future<Void> findable = searchKeys.remember(event);
        return Future.join(told, screened, skipped, findable).compose(all -> told);
    }
}
