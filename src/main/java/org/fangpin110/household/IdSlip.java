package org.fangpin110.household;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one slip that would explain a wrong ID number: two neighbouring digits changed places, or one place is wrong. Arithmetic on
 * what was typed, nothing is looked up; and only where a single explanation is left, for a guess among several helps nobody.
 *
 * @param place where to look, from 1
 * @param kind what may have happened there
 */
public record IdSlip(int place, Kind kind) {
    public enum Kind {
        /** This place and the next were changed. */
        SWAPPED,
        /** This place is wrong. */
        WRONG
    }

    private static final int LENGTH = 18;

    /**
     * Empty unless exactly one exchange of neighbours makes the number valid, or none does and all corrections of a single place
     * concern the same one.
     */
    public static Optional<IdSlip> of(String raw, LocalDate today) {
        IdNumber.Checked typed = IdNumber.check(raw, today);
        String number = typed.normalised();
        boolean looksLikeOne = typed.faults().stream()
                .allMatch(fault -> fault == IdNumber.Fault.CHECKSUM || fault == IdNumber.Fault.BIRTHDATE);
        if (number.length() != LENGTH || typed.faults().isEmpty() || !looksLikeOne) {
            return Optional.empty();
        }
        List<Integer> swaps = swaps(number, today);
        if (!swaps.isEmpty()) {
            return swaps.size() == 1 ? Optional.of(new IdSlip(swaps.get(0), Kind.SWAPPED)) : Optional.empty();
        }
        List<Integer> wrong = wrongPlaces(number, today);
        return wrong.size() == 1 ? Optional.of(new IdSlip(wrong.get(0), Kind.WRONG)) : Optional.empty();
    }

    private static List<Integer> swaps(String number, LocalDate today) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i + 1 < LENGTH; i++) {
            char[] changed = number.toCharArray();
            changed[i] = number.charAt(i + 1);
            changed[i + 1] = number.charAt(i);
            if (changed[i] != changed[i + 1] && isValid(changed, today)) {
                places.add(i + 1);
            }
        }
        return places;
    }

    private static List<Integer> wrongPlaces(String number, LocalDate today) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < LENGTH; i++) {
            if (anyDigitFits(number, i, today)) {
                places.add(i + 1);
            }
        }
        return places;
    }

    private static boolean anyDigitFits(String number, int place, LocalDate today) {
        char[] changed = number.toCharArray();
        for (char digit = '0'; digit <= '9'; digit++) {
            changed[place] = digit;
            if (isValid(changed, today)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isValid(char[] number, LocalDate today) {
        return IdNumber.check(new String(number), today).faults().isEmpty();
    }
}
