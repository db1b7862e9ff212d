package org.fangpin110.risk;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * One thing about a household: what staff found, what was only told, or unknown, which speaks neither for nor against.
 *
 * @param value null when unknown
 * @param basis null when unknown
 */
public record Fact<T>(T value, Basis basis) {
    /** Who says so. */
    public enum Basis {
        TOLD,
        CHECKED
    }

    private static final Fact<?> UNKNOWN = new Fact<>(null, null);

    public Fact {
        if ((value == null) != (basis == null)) {
            throw new IllegalArgumentException("a known fact has a basis, an unknown one none");
        }
    }

    @SuppressWarnings("unchecked") // holds no value of any type
    public static <T> Fact<T> unknown() {
        return (Fact<T>) UNKNOWN;
    }

    /** By the resident, not checked; unknown for null. */
    public static <T> Fact<T> told(T value) {
        return value == null ? unknown() : new Fact<>(value, Basis.TOLD);
    }

    /** By staff or a department; unknown for null. */
    public static <T> Fact<T> checked(T value) {
        return value == null ? unknown() : new Fact<>(value, Basis.CHECKED);
    }

    public boolean isKnown() {
        return value != null;
    }

    /** What is known and is so. */
    public boolean is(Predicate<T> test) {
        return isKnown() && test.test(value);
    }

    public Optional<T> known() {
        return Optional.ofNullable(value);
    }

    /** What was checked counts before what was told; of two alike, the newer. */
    public Fact<T> then(Fact<T> newer) {
        boolean stays = !newer.isKnown() || basis == Basis.CHECKED && newer.basis == Basis.TOLD;
        return stays ? this : newer;
    }

    /** What is known of a household is nobody's to print. */
    @Override
    public String toString() {
        return "Fact[" + basis + "]";
    }
}
