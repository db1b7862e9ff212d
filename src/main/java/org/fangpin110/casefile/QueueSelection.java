package org.fangpin110.casefile;

import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.workflow.State;

/**
 * Whose queue is looked at.
 *
 * @param scope the units the reader may see; SQL lets nothing else out, whatever the unit
 * @param withBelow also the cases of every unit below
 * @param state null for every open state
 */
public record QueueSelection(String unit, UnitRange scope, boolean withBelow, State state) {
    /** Which of the queue's three indexes answers. */
    Breadth breadth() {
        if (!withBelow) {
            return Breadth.UNIT;
        }
        return switch (UnitCode.level(unit)) {
            case 5 -> Breadth.UNIT;
            case 4 -> Breadth.TOWNSHIP;
            default -> Breadth.BANNER;
        };
    }

    enum Breadth {
        UNIT(12),
        TOWNSHIP(9),
        BANNER(6);

        private final int digits;

        Breadth(int digits) {
            this.digits = digits;
        }

        String prefix(String unit) {
            return unit.substring(0, digits);
        }
    }
}
