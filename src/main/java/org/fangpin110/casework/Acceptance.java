package org.fangpin110.casework;

/** What the acceptor wants remembered. */
record Acceptance(String note) {
    @Override
    public String toString() {
        return "Acceptance[…]";
    }
}
