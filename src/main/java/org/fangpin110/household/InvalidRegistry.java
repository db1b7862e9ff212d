package org.fangpin110.household;

import java.util.List;

/** A registry of which nothing was loaded. */
public final class InvalidRegistry extends RuntimeException {
    private final String code;
    private final transient List<RegistryFault> faults;

    /** @param code kebab-case, with counts or a column name behind it, never a value of the file */
    InvalidRegistry(String code, List<RegistryFault> faults) {
        super(code, null, false, false);
        this.code = code;
        this.faults = List.copyOf(faults);
    }

    public String code() {
        return code;
    }

    public List<RegistryFault> faults() {
        return faults;
    }
}
