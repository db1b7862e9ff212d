package org.fangpin110.household;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A citizen's identity number (GB 11643) of 18 characters, or a disability card's of 20 or 22, which begins with it. Always normalised:
 * ASCII digits, capital X, no spaces.
 */
public record IdNumber(String value) {
    /** What is wrong, the most telling first. */
    public enum Fault {
        MISSING,
        /** The form before 1999; {@link #ofLegacy} turns it into today's. */
        LEGACY_15,
        FORMAT,
        CHECKSUM,
        BIRTHDATE,
        /** The province digits belong to no province. A hint for people: the number itself is usable. */
        AREA
    }

    public enum Sex {
        MALE,
        FEMALE
    }

    /**
     * All that is known after a check.
     *
     * @param normalised what was typed, made plain; kept even when it is wrong, for the resident to correct
     */
    public record Checked(String normalised, Set<Fault> faults) {
        public Optional<Fault> first() {
            return faults.stream().findFirst();
        }

        /** Present when the number may be stored and matched: without faults, or with {@link Fault#AREA} alone. */
        public Optional<IdNumber> number() {
            return faults.isEmpty() || faults.equals(Set.of(Fault.AREA))
                    ? Optional.of(new IdNumber(normalised))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return "Checked" + faults;
        }
    }

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);
    /** 18 characters; then disability category 1–7 and grade 1–4; then two characters of a reissued card. */
    private static final Pattern FORM = Pattern.compile("\\d{17}[\\dX](?:[1-7][1-4](?:[0-9A-Z]{2})?)?");

    private static final Pattern LEGACY = Pattern.compile("\\d{15}");
    private static final String PROVINCE = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]";
    /** Provinces; and a foreigner's permanent residence card, 9 and then the province that issued it. */
    private static final Pattern AREA = Pattern.compile("(?:" + PROVINCE + ")\\d{4}|9(?:" + PROVINCE + ")\\d{3}");

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";

    public static Checked check(String raw) {
        return check(raw, LocalDate.now(Clock.system(CHINA)));
    }

    /** As of a day, which a birth date may not lie behind. */
    public static Checked check(String raw, LocalDate today) {
        String number = raw == null ? "" : TypedText.compact(raw);
        return new Checked(number, faults(number, today));
    }

    private static Set<Fault> faults(String number, LocalDate today) {
        if (number.isEmpty()) {
            return EnumSet.of(Fault.MISSING);
        }
        if (LEGACY.matcher(number).matches()) {
            return EnumSet.of(Fault.LEGACY_15);
        }
        if (!FORM.matcher(number).matches()) {
            return EnumSet.of(Fault.FORMAT);
        }
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        if (checkCharacter(number) != number.charAt(17)) {
            faults.add(Fault.CHECKSUM);
        }
        if (birthDate(number)
                .filter(born -> !born.isBefore(EARLIEST_BIRTH) && !born.isAfter(today))
                .isEmpty()) {
            faults.add(Fault.BIRTHDATE);
        }
        if (!AREA.matcher(number.substring(0, 6)).matches()) {
            faults.add(Fault.AREA);
        }
        return faults;
    }

    /** The 18-character number of a 15-digit one: the century goes in, the check character to the end. Empty if it never was one. */
    public static Optional<IdNumber> ofLegacy(String raw) {
        String old = TypedText.compact(raw);
        if (!LEGACY.matcher(old).matches()) {
            return Optional.empty();
        }
        String body = old.substring(0, 6) + "19" + old.substring(6);
        return birthDate(body).map(born -> new IdNumber(body + checkCharacter(body)));
    }

    private static char checkCharacter(String number) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (number.charAt(i) - '0');
        }
        return CHECK_CHARACTERS.charAt(sum % 11);
    }

    private static Optional<LocalDate> birthDate(String number) {
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(number.substring(6, 10)),
                    Integer.parseInt(number.substring(10, 12)),
                    Integer.parseInt(number.substring(12, 14))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** The person's own 18 characters: what persons are matched by, whichever card was typed. */
    public String person() {
        return value.substring(0, 18);
    }

    public LocalDate birthDate() {
        return birthDate(value).orElseThrow();
    }

    public int ageAt(LocalDate day) {
        return Period.between(birthDate(), day).getYears();
    }

    public Sex sex() {
        return value.charAt(16) % 2 == 1 ? Sex.MALE : Sex.FEMALE;
    }

    /** Where the number was first registered. Never a routing key: people move. */
    public String areaDigits() {
        return value.substring(0, 6);
    }

    public String masked() {
        return value.substring(0, 3) + "***********" + value.substring(14, 18);
    }

    @Override
    public String toString() {
        return "IdNumber[***]";
    }
}
