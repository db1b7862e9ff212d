package org.fangpin110.report;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * The number a resident keeps: 11 random characters and a check character, without letters that are misread. The
 * weighted sum modulo 31 finds every single wrong character and every swap of neighbours.
 */
public final class ReceiptNumber {
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTVWXYZ";
    private static final int RANDOM_CHARACTERS = 11;

    private final SecureRandom random = new SecureRandom();
    private final byte[] pool = new byte[1024];
    private int used = pool.length;

    /** A new one; 31^11 of them exist, so nobody guesses one. */
    public String next() {
        StringBuilder number = new StringBuilder(RANDOM_CHARACTERS + 1);
        while (number.length() < RANDOM_CHARACTERS) {
            int value = nextByte() & 0xff;
            if (value < 248) { // 8 × 31: without a bias
                number.append(ALPHABET.charAt(value % 31));
            }
        }
        return number.append(check(number)).toString();
    }

    private byte nextByte() {
        if (used == pool.length) {
            random.nextBytes(pool);
            used = 0;
        }
        return pool[used++];
    }

    private static char check(CharSequence number) {
        int sum = 0;
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            sum += (i + 1) * ALPHABET.indexOf(number.charAt(i));
        }
        return ALPHABET.charAt(sum % 31);
    }

    /** What was typed in small letters, with spaces or hyphens, as we store it. */
    public static String normalise(String typed) {
        return typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    public static boolean isValid(String number) {
        if (number.length() != RANDOM_CHARACTERS + 1) {
            return false;
        }
        for (int i = 0; i < number.length(); i++) {
            if (ALPHABET.indexOf(number.charAt(i)) < 0) {
                return false;
            }
        }
        return check(number) == number.charAt(RANDOM_CHARACTERS);
    }
}
