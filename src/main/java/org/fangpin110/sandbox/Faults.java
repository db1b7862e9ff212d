package org.fangpin110.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The faults switched on now, one a path. */
final class Faults {
    private final Map<String, Fault> byPath = new HashMap<>();

    synchronized void set(String path, Fault fault) {
        byPath.put(path, fault);
    }

    synchronized void clear() {
        byPath.clear();
    }

    /** What goes wrong with this call; counts it. */
    synchronized Optional<Fault> next(String path) {
        Fault fault = byPath.get(path);
        if (fault != null && fault.times() == 1) {
            byPath.remove(path);
        } else if (fault != null && fault.times() > 1) {
            byPath.put(path, fault.times(fault.times() - 1));
        }
        return Optional.ofNullable(fault);
    }
}
