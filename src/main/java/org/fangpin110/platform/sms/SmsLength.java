package org.fangpin110.platform.sms;

/** How carriers count: 70 characters are one piece, longer texts go in pieces of 67, the signature in 【】 counts too. */
public final class SmsLength {
    /** Longer texts are refused by carriers. */
    public static final int LONGEST = 500;

    private static final int ALONE = 70;
    private static final int PIECE = 67;

    private SmsLength() {}

    /**
     * Billed pieces of a text with its signature.
     *
     * <p>SMS carries UTF-16, so a rare name character outside the basic plane counts two: {@code length()} is right here.
     */
    public static int segments(String text) {
        return text.length() <= ALONE ? 1 : (text.length() + PIECE - 1) / PIECE;
    }
}
