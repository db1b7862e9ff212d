package org.fangpin110.gazetteer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change as asked for; the contract's UnitChange. Absent values are null.
 *
 * @param units the units as they are now
 * @param into what becomes of them
 * @param name the new name, for a rename
 * @param effectiveFrom ISO date; today when absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UnitChange(
        ChangeKind changeKind,
        List<String> units,
        List<Into> into,
        String name,
        Boolean routable,
        String effectiveFrom) {

    /** @param name null for a unit that is there already, or that keeps the name of the one it follows */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Into(String unitCode, String name) {}

    UnitChange {
        units = units == null ? List.of() : List.copyOf(units);
        into = into == null ? List.of() : List.copyOf(into);
    }

    /** Every unit it touches. */
    List<String> codes() {
        return Stream.concat(units.stream(), into.stream().map(Into::unitCode))
                .distinct()
                .toList();
    }
}
