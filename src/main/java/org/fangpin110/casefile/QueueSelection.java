package org.fangpin110.casefile;

import org.fangpin110.risk.RiskLevel;
import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.workflow.State;

/**
 * Whose queue is looked at.
 *
 * @param scope the units the reader may see; SQL lets nothing else out, whatever the unit
 * @param withBelow also the cases of every unit below
 * @param state null for every open state
 * @param bounced only what was returned as not ours
 * @param toCheck only what waits for somebody to say that it is a report at all
 * @param riskLevel only what a person set this level for; null for all
 */
public record QueueSelection(
        String unit,
        UnitRange scope,
        boolean withBelow,
        State state,
        boolean bounced,
        boolean toCheck,
        RiskLevel riskLevel) {
    /** Everything that is owed there. */
    public QueueSelection(String unit, UnitRange scope, boolean withBelow, State state) {
        this(unit, scope, withBelow, state, false, false, null);
    }

    /** Only what bears these marks; false asks for nothing. */
    public QueueSelection only(boolean returned, boolean unchecked) {
        return new QueueSelection(unit, scope, withBelow, state, returned, unchecked, riskLevel);
    }

    /** Only what this level was set for; null asks for nothing. */
    public QueueSelection at(RiskLevel level) {
        return new QueueSelection(unit, scope, withBelow, state, bounced, toCheck, level);
    }

    /** What was returned, what looks like no report and what was given a level are few: an index of their own finds them in the whole banner. */
    public boolean isMarked() {
        return bounced || toCheck || riskLevel != null;
    }

    /** The units whose cases are wanted. */
    UnitRange wanted() {
        return withBelow ? UnitRange.of(unit) : UnitRange.only(unit);
    }

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
