package org.fangpin110.unit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a village's printed code holds: its unit code and a check character, so that a mangled scan is noticed instead of
 * reaching another village. The weighted sum modulo 31 finds every single wrong digit and every swap of two.
 */
public record EntryCode(String unitCode) {
    private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTVWXYZ";
    /** Bare, as a mini-program's scene, or as the address of the ordinary code; only a bare one may lack its check. */
    private static final Pattern SCANNED = Pattern.compile(
            "(https?://[^\\s?#]{1,80}/v/|v(?:=|%3D))?([0-9]{12})([0-9A-Z])?/?(?:[?#]\\S*)?", Pattern.CASE_INSENSITIVE);

    public EntryCode {
        if (!UnitCode.isWellFormed(unitCode)) {
            throw new IllegalArgumentException("not a unit code");
        }
    }

    /** 13 characters, as printed below the picture. */
    public String text() {
        return unitCode + check(unitCode);
    }

    /** What the mini-program's code carries: 15 of the 32 characters WeChat allows. */
    public String scene() {
        return "v=" + text();
    }

    /** What the ordinary code carries. */
    public String address(String publicUrl) {
        return publicUrl + "/v/" + text();
    }

    /** What a phone read, in any form ever printed: also the 12 digits alone. Empty when it is not one of ours or mangled. */
    public static Optional<EntryCode> read(String scanned) {
        Matcher read = SCANNED.matcher(scanned.strip());
        if (!read.matches()) {
            return Optional.empty();
        }
        String code = read.group(2);
        boolean right = read.group(3) == null
                ? read.group(1) == null
                : Character.toUpperCase(read.group(3).charAt(0)) == check(code);
        return right ? Optional.of(new EntryCode(code)) : Optional.empty();
    }

    private static char check(String code) {
        int sum = 0;
        for (int i = 0; i < code.length(); i++) {
            sum += (i + 1) * (code.charAt(i) - '0');
        }
        return ALPHABET.charAt(sum % ALPHABET.length());
    }
}
