package org.fangpin110.notification;

import java.util.Set;

/** Why a message did not arrive, in the few words that the message files explain to people. */
final class MessageFailures {
    static final Set<String> KNOWN = Set.of(
            "no-consent",
            "no-mobile",
            "opted-out",
            "daily-cap",
            "number-fails",
            "refused",
            "bad-openid",
            "blocked-user",
            "our-fault",
            "field-fault",
            "not-whitelisted",
            "quota",
            "busy",
            "unavailable",
            "retryable",
            "rejected",
            "unknown",
            "no-answer",
            "interrupted",
            "receipt",
            "unreachable",
            "resent");

    private MessageFailures() {}
}
