package org.fangpin110.sandbox;

/** Proof that this is no production server; every part of the sandbox asks for it. */
public final class DevelopmentProfile {
    /** Throws in production. */
    public DevelopmentProfile(boolean production) {
        if (production) {
            throw new IllegalStateException("the sandbox never runs in production");
        }
    }
}
