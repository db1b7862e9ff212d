package org.fangpin110.platform.crypto;

/** A stored value does not open. Tells which value and why, never a byte of it. */
public final class DecryptionFailure extends RuntimeException {
    public enum Reason {
        /** Too short or of an unknown version: not written by us. */
        MALFORMED,
        /** Written with a key or algorithm that this installation does not have. */
        UNKNOWN_KEY,
        /** Changed, or moved from another row or column. */
        TAMPERED
    }

    private final Reason reason;

    DecryptionFailure(Reason reason, String context) {
        super(reason + " value at " + context);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
