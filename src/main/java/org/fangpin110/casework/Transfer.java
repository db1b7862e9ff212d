package org.fangpin110.casework;

/** Where to, why, and a word to the next unit. */
record Transfer(String toUnit, String reason, String note) {
    @Override
    public String toString() {
        return "Transfer[…]";
    }
}
