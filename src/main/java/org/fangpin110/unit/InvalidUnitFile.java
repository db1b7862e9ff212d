package org.fangpin110.unit;

import java.util.List;

/** A unit file that must not be loaded. Names the first faults by line, so that the sender can mend them at once. */
public final class InvalidUnitFile extends RuntimeException {
    private final transient List<Fault> faults;

    /** The code is kebab-case; the value is what stood there. */
    public record Fault(int line, String code, String value) {}

    public InvalidUnitFile(List<Fault> faults) {
        super("the unit file has faults, first: " + (faults.isEmpty() ? "none" : faults.get(0)));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
