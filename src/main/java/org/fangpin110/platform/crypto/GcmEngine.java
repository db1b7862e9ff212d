package org.fangpin110.platform.crypto;

import java.security.GeneralSecurityException;

/**
 * One algorithm with one key, confined to one thread. Both directions work on the stored form:
 * {@value #HEADER_BYTES} bytes of header, {@value #IV_BYTES} of IV, the ciphertext, {@value #TAG_BYTES} of tag.
 * Header and context are authenticated, so neither can be exchanged.
 */
interface GcmEngine {
    int HEADER_BYTES = 4;
    int IV_BYTES = 12;
    int TAG_BYTES = 16;
    int TEXT_AT = HEADER_BYTES + IV_BYTES;

    /** Fills {@code stored} behind header and IV, which are set already. */
    void seal(byte[] stored, byte[] iv, byte[] context, byte[] plain) throws GeneralSecurityException;

    /**
     * The plain text of what was sealed.
     *
     * @throws GeneralSecurityException when a bit differs
     */
    byte[] open(byte[] stored, byte[] context) throws GeneralSecurityException;
}
