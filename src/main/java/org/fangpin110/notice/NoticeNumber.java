package org.fangpin110.notice;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a notice is called on paper and on the phone: nine random characters and a check character, without letters that are misread
 * and too short to be taken for a phone or an ID number. The weighted sum modulo 31 finds every single wrong character and every
 * swap of neighbours.
 */
public record NoticeNumber(String value) {
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTVWXYZ";
    private static final int RANDOM_CHARACTERS = 9;
    private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + (RANDOM_CHARACTERS + 1) + "}");

    public NoticeNumber {
        if (!SHAPE.matcher(value).matches() || check(value) != value.charAt(RANDOM_CHARACTERS)) {
            throw new IllegalArgumentException("not a notice number");
        }
    }

    /** Out of a keyed hash: known before the notice is posted, so that it can be printed first, and nobody's to guess. */
    static NoticeNumber of(byte[] hash) {
        BigInteger left = new BigInteger(1, hash);
        BigInteger base = BigInteger.valueOf(ALPHABET.length());
        StringBuilder number = new StringBuilder(RANDOM_CHARACTERS + 1);
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            number.append(ALPHABET.charAt(left.mod(base).intValue()));
            left = left.divide(base);
        }
        return new NoticeNumber(number.append(check(number)).toString());
    }

    /** What was typed, in small letters or with spaces and hyphens too; empty when it is none of ours. */
    public static Optional<NoticeNumber> read(String typed) {
        String plain = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return SHAPE.matcher(plain).matches() && check(plain) == plain.charAt(RANDOM_CHARACTERS)
                ? Optional.of(new NoticeNumber(plain))
                : Optional.empty();
    }

    /** ABCDE-FGHJK, as printed. */
    public String grouped() {
        return value.substring(0, 5) + "-" + value.substring(5);
    }

    /** What the code on the paper holds: the page that says how to object. */
    public String address(String publicUrl) {
        return publicUrl + "/n/" + value;
    }

    private static char check(CharSequence number) {
        int sum = 0;
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            sum += (i + 1) * ALPHABET.indexOf(number.charAt(i));
        }
        return ALPHABET.charAt(sum % ALPHABET.length());
    }
}
