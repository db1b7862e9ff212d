package org.fangpin110.platform.sms;

/**
 * What a phone sent to our number.
 *
 * @param id the provider's number for it; where it gives none, one made of what it says, so that a repeat is seen
 * @param phone eleven digits
 */
public record SmsReply(String id, String phone, String text) {
    /** Shows neither phone nor text. */
    @Override
    public String toString() {
        return "SmsReply[id=" + id + "]";
    }
}
