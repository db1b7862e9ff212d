package org.fangpin110.casework;

/**
 * Why it is not ours.
 *
 * @param toUnit whose it is, where that is known; null: the level above finds out
 */
record Return(String toUnit, String reason, String note) {
    @Override
    public String toString() {
        return "Return[…]";
    }
}
