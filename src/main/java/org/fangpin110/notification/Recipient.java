package org.fangpin110.notification;

import io.vertx.core.buffer.Buffer;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.report.StoredCorrection;

/**
 * Who is told about one report: its account by WeChat, the person in trouble by phone. Or who objected to a notice: by the phone left,
 * and of nothing but the objection's own number and the office that looks into it.
 *
 * @param reportId null for an objector
 * @param objectionId null for a report
 * @param receiptNo the number of the report or of the objection
 * @param unitCode who owns the case after the step
 * @param sealedContent the report as sent, or what the objector left, still encrypted; the phone is in it
 * @param phoneIndex tells that two reports name one phone, without opening either
 * @param promisedBy the day an answer is promised by; null for an objector
 * @param correctedPhone the latest correction that names another phone
 * @param consentOpen the account accepted a message that was not sent yet
 */
record Recipient(
        UUID reportId,
        UUID objectionId,
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
        if (objectionId != null) {
            return "objection:" + objectionId;
        }
        return channel == MessageChannel.WECHAT ? "resident:" + residentId : "report:" + reportId;
    }

    @Override
    public String toString() {
        return "Recipient[reportId=" + reportId + ", objectionId=" + objectionId + "]";
    }
}
