package org.fangpin110.household;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number at which somebody answers, as digits alone. A landline is fine for a call; only a mobile takes an SMS. */
public record ContactPhone(String digits, Kind kind) {
    public enum Kind {
        MOBILE,
        LANDLINE
    }

    public enum Fault {
        MISSING,
        FORMAT
    }

    /**
     * What is known after a check.
     *
     * @param normalised what was typed without spaces, hyphens and country code
     */
    public record Checked(String normalised, Optional<Fault> fault, Optional<ContactPhone> phone) {
        @Override
        public String toString() {
            return "Checked[" + fault + "]";
        }
    }

    private static final Pattern DECORATION = Pattern.compile("[\\p{Pd}().\u2212]");
    private static final Pattern COUNTRY = Pattern.compile("^(?:\\+86|0086|86(?=1\\d{10}$))");
    /** Any 1[3-9]: tables of assigned ranges refuse people whose range is newer than the table. A 0 in front is an old habit. */
    private static final Pattern MOBILE = Pattern.compile("0?(1[3-9]\\d{9})");
    /** Area codes: 010, 02x, and four digits from 03xx to 09xx. */
    private static final Pattern LANDLINE = Pattern.compile("(010|02\\d|0[3-9]\\d{2})(\\d{7,8})");

    public static Checked check(String raw) {
        String typed = raw == null ? "" : TypedText.compact(raw);
        if (typed.isEmpty()) {
            return new Checked(typed, Optional.of(Fault.MISSING), Optional.empty());
        }
        String plain = COUNTRY.matcher(DECORATION.matcher(typed).replaceAll("")).replaceFirst("");
        Matcher mobile = MOBILE.matcher(plain);
        if (mobile.matches()) {
            return good(mobile.group(1), Kind.MOBILE);
        }
        if (LANDLINE.matcher(plain).matches()) {
            return good(plain, Kind.LANDLINE);
        }
        return new Checked(plain, Optional.of(Fault.FORMAT), Optional.empty());
    }

    private static Checked good(String digits, Kind kind) {
        return new Checked(digits, Optional.empty(), Optional.of(new ContactPhone(digits, kind)));
    }

    /** False means the flag NO_SMS: the reply ladder ends in a call. */
    public boolean takesSms() {
        return kind == Kind.MOBILE;
    }

    /** Written as people write it: {@code 0482-6184919}. */
    public String readable() {
        Matcher landline = LANDLINE.matcher(digits);
        return landline.matches() ? landline.group(1) + "-" + landline.group(2) : digits;
    }

    public String masked() {
        return digits.substring(0, 3) + "****" + digits.substring(digits.length() - 4);
    }

    @Override
    public String toString() {
        return "ContactPhone[" + kind + "]";
    }
}
