package org.fangpin110.platform.crypto;

import java.security.SecureRandom;
import java.util.Arrays;

/** IVs from the system's generator, fetched many at a time: one call into the kernel for 128 values. Confined to one thread. */
final class RandomIvs {
    private final SecureRandom random = new SecureRandom();
    private final byte[] drawn = new byte[128 * GcmEngine.IV_BYTES];
    private int used = drawn.length;

    byte[] next() {
        if (used == drawn.length) {
            random.nextBytes(drawn);
            used = 0;
        }
        used += GcmEngine.IV_BYTES;
        return Arrays.copyOfRange(drawn, used - GcmEngine.IV_BYTES, used);
    }
}
