package org.fangpin110.notification;

/** Why a person has a message sent once more. */
enum ResendReason {
    NUMBER_CORRECTED,
    PROVIDER_RECOVERED,
    FAMILY_SAYS_NOTHING_CAME,
    OTHER
}
