package org.fangpin110.platform.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** SM4-GCM by BouncyCastle's lightweight API: half the time of the same through JCE. */
final class Sm4Gcm implements GcmEngine {
    private static final int KEY_BYTES = 16;

    private final GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());

    Sm4Gcm(byte[] key) {
        // Set once: a later init without a key keeps key schedule and hash tables, the dear part of a short value.
        KeyParameter first = new KeyParameter(Arrays.copyOf(key, KEY_BYTES));
        cipher.init(false, new AEADParameters(first, TAG_BYTES * 8, new byte[IV_BYTES]));
    }

    @Override
    public void seal(byte[] stored, byte[] iv, byte[] context, byte[] plain) throws GeneralSecurityException {
        start(true, iv, stored, context);
        finish(plain, 0, plain.length, stored, TEXT_AT);
    }

    @Override
    public byte[] open(byte[] stored, byte[] context) throws GeneralSecurityException {
        start(false, Arrays.copyOfRange(stored, HEADER_BYTES, TEXT_AT), stored, context);
        byte[] plain = new byte[stored.length - TEXT_AT - TAG_BYTES];
        finish(stored, TEXT_AT, stored.length - TEXT_AT, plain, 0);
        return plain;
    }

    private void start(boolean forEncryption, byte[] iv, byte[] header, byte[] context) {
        cipher.init(forEncryption, new AEADParameters(null, TAG_BYTES * 8, iv));
        cipher.processAADBytes(header, 0, HEADER_BYTES);
        cipher.processAADBytes(context, 0, context.length);
    }

    private void finish(byte[] in, int at, int length, byte[] out, int outAt) throws GeneralSecurityException {
        try {
            int written = cipher.processBytes(in, at, length, out, outAt);
            cipher.doFinal(out, outAt + written);
        } catch (InvalidCipherTextException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
