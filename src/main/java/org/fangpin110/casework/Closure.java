package org.fangpin110.casework;

/** The answer to the resident; personal: never printed. */
record Closure(String outcome, String answer, String note) {
    @Override
    public String toString() {
        return "Closure[…]";
    }
}
