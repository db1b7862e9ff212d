package org.fangpin110.notification;

/** What became of one attempt on one channel. */
sealed interface Answer {
    /** The provider took it. */
    record Taken(String provider, String providerMessageId) implements Answer {}

    /**
     * It did not, or not for certain.
     *
     * @param code ours, for the row and the log
     */
    record NotTaken(Verdict verdict, String code, boolean voidsConsent) implements Answer {}

    /** What follows when a message was not taken for certain. */
    enum Verdict {
        /** This channel will not do: the next one. */
        NEXT_CHANNEL,
        /** Nothing was taken: the same channel, later. */
        LATER,
        /** It may have been taken: wait for a receipt. */
        UNKNOWN
    }
}
