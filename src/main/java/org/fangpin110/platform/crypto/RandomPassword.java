package org.fangpin110.platform.crypto;

import java.security.SecureRandom;

/**
 * First passwords that a clerk can read aloud and type: {@code k7mp-2xqd-9fwn}. No 0, 1, i, l, o and no capitals; always a digit and a
 * letter beside the hyphens, which satisfies "three kinds of characters". About 59 bits.
 */
public final class RandomPassword {
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz";
    private static final String DIGITS = "23456789";
    private static final String ALPHABET = LETTERS + DIGITS;
    private static final int LENGTH = 14;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomPassword() {}

    public static String next() {
        String drawn = draw();
        while (!holdsOne(drawn, LETTERS) || !holdsOne(drawn, DIGITS)) {
            drawn = draw();
        }
        return drawn;
    }

    private static String draw() {
        StringBuilder password = new StringBuilder(LENGTH);
        while (password.length() < LENGTH) {
            boolean betweenGroups = password.length() % (GROUP + 1) == GROUP;
            password.append(betweenGroups ? '-' : ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    private static boolean holdsOne(String password, String of) {
        return password.chars().anyMatch(c -> of.indexOf(c) >= 0);
    }
}
