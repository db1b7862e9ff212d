package org.fangpin110.gazetteer;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.fangpin110.unit.Unit;

/**
 * What a change does, row by row; nothing of it is done yet.
 *
 * @param closings rows that end
 * @param openings rows that begin, of units new or changed
 * @param heirs what ends by its code, and who takes over its posts and aliases; nobody: an empty list
 * @param caseMoves whose open cases go where
 * @param oldNames names that go on being understood
 */
record ChangePlan(
        LocalDate day,
        List<Closing> closings,
        List<Unit> openings,
        Map<String, List<String>> heirs,
        Map<String, String> caseMoves,
        List<OldName> oldNames) {

    /** @param successor null where the unit goes on under another row */
    record Closing(Unit unit, String successor) {}

    record OldName(String unitCode, String alias) {}

    int inserted() {
        return (int) openings.stream().filter(unit -> !isChanged(unit)).count();
    }

    int changed() {
        return openings.size() - inserted();
    }

    int retired() {
        return (int)
                closings.stream().filter(closing -> closing.successor() != null).count();
    }

    private boolean isChanged(Unit opened) {
        return closings.stream().anyMatch(closing -> closing.unit().code().equals(opened.code()));
    }
}
