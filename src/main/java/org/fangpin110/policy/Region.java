package org.fangpin110.policy;

import org.fangpin110.unit.UnitCode;
import org.fangpin110.unit.UnitRange;

/** A unit for which, and for all below which, some policy holds; the most specific one counts. */
record Region(String code) {
    private static final String EVERYWHERE = "000000000000";

    boolean covers(String unitCode) {
        return code.equals(EVERYWHERE) || UnitRange.of(code).contains(unitCode);
    }

    int specificity() {
        return code.equals(EVERYWHERE) ? 0 : UnitCode.level(code);
    }
}
