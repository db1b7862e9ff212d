package org.fangpin110.platform.sms;

/**
 * What a provider says became of a message it took.
 *
 * @param providerMessageId the number it gave when it took the message
 * @param phone eleven digits; empty when it does not say
 * @param code the provider's word for why not; short, without anything of the message
 */
public record SmsReceipt(String providerMessageId, String phone, boolean delivered, String code) {
    /** Shows no phone. */
    @Override
    public String toString() {
        return "SmsReceipt[providerMessageId=" + providerMessageId + ", delivered=" + delivered + "]";
    }
}
