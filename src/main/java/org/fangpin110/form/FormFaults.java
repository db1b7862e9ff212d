package org.fangpin110.form;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fangpin110.platform.problem.FieldError;

/** What checks and rules find, in the order they find it. */
final class FormFaults {
    private final Set<FieldError> found = new LinkedHashSet<>();

    void fault(String pointer, String code, Object... parameters) {
        found.add(new FieldError(pointer, code, parameters));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<FieldError> all() {
        return List.copyOf(found);
    }
}
