package org.fangpin110.notification;

import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.report.StoredCorrection;

/**
 * Who is told about one report: its account by WeChat, the person in trouble by phone.
 *
 * @param unitCode who owns the case after the step
 * @param sealedContent the report as sent, still encrypted; the phone is in it
 * @param phoneIndex tells that two reports name one phone, without opening either
 * @param promisedBy the day an answer is promised by
 * @param correctedPhone the latest correction that names another phone
 * @param consentOpen the account accepted a message that was not sent yet
 */
record Recipient(
        UUID reportId,
        UUID residentId,
        String openid,
        String receiptNo,
        String unitCode,
        boolean urgent,
        boolean consentOpen,
        Optional<String> phoneIndex,
        LocalDate promisedBy,
        Optional<StoredCorrection> correctedPhone,
        Buffer sealedContent) {
    /** By our own ids, never a phone number. */
    String key(MessageChannel channel) {
        return channel == MessageChannel.WECHAT ? "resident:" + residentId : "report:" + reportId;
    }

    @Override
    public String toString() {
        return "Recipient[reportId=" + reportId + "]";
    }
}
