package org.fangpin110.casework;

/** Why it is not ours. */
record Return(String reason, String note) {
    @Override
    public String toString() {
        return "Return[…]";
    }
}
