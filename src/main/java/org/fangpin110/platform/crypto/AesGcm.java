package org.fangpin110.platform.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM of the JDK, which uses the processor's own instructions. */
final class AesGcm implements GcmEngine {
    private final SecretKey key;
    private final Cipher cipher;

    AesGcm(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    @Override
    public void seal(byte[] stored, byte[] iv, byte[] context, byte[] plain) throws GeneralSecurityException {
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, iv));
        cipher.updateAAD(stored, 0, HEADER_BYTES);
        cipher.updateAAD(context);
        cipher.doFinal(plain, 0, plain.length, stored, TEXT_AT);
    }

    @Override
    public byte[] open(byte[] stored, byte[] context) throws GeneralSecurityException {
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, stored, HEADER_BYTES, IV_BYTES));
        cipher.updateAAD(stored, 0, HEADER_BYTES);
        cipher.updateAAD(context);
        return cipher.doFinal(stored, TEXT_AT, stored.length - TEXT_AT);
    }
}
