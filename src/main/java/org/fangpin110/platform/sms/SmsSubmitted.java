package org.fangpin110.platform.sms;

/**
 * The provider took the message; whether the phone gets it, a receipt tells later.
 *
 * @param providerMessageId the provider's number, which its receipts name
 * @param segments billed pieces
 */
public record SmsSubmitted(String providerMessageId, int segments) {}
