package org.fangpin110.platform.sms;

import java.util.Optional;

/**
 * The provider took the message; whether the phone gets it, a receipt tells later.
 *
 * @param providerMessageId the provider's number, which its receipts name
 * @param segments billed pieces
 * @param by the provider that took it, where several stand behind one; empty: the one that was asked
 */
public record SmsSubmitted(String providerMessageId, int segments, Optional<String> by) {
    public SmsSubmitted(String providerMessageId, int segments) {
        this(providerMessageId, segments, Optional.empty());
    }

    SmsSubmitted by(String provider) {
        return new SmsSubmitted(providerMessageId, segments, Optional.of(provider));
    }
}
