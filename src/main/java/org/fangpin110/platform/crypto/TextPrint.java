package org.fangpin110.platform.crypto;

import java.util.Arrays;
import java.util.OptionalLong;
import org.bouncycastle.crypto.macs.SipHash;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Finds texts that are nearly the same without keeping any: a SimHash of 64 bits over keyed pairs of characters (SipHash-2-4). Alike
 * texts have prints a few bits apart, others about 32; without the key a print says nothing about the words.
 *
 * <p>It leaks how alike two texts are, and no more: compare prints, never index or show them.
 */
public final class TextPrint {
    private static final int KEY_BYTES = 16;
    /** Shorter texts are alike by chance. */
    private static final int FEWEST_PAIRS = 12;
    /** Enough to tell texts apart; what comes later costs time and changes little. */
    private static final int MOST_PAIRS = 400;

    @SuppressWarnings("ThreadLocalUsage") // one print an application; a keyed SipHash is not shareable
    private final ThreadLocal<SipHash> keyed;

    public TextPrint(MasterKey master) {
        KeyParameter key = new KeyParameter(Arrays.copyOf(master.derive("print/narrative"), KEY_BYTES));
        keyed = ThreadLocal.withInitial(() -> {
            SipHash hash = new SipHash();
            hash.init(key);
            return hash;
        });
    }

    /** Empty for a text too short to be told from others. Only letters and digits count. */
    public OptionalLong of(String text) {
        SipHash hash = keyed.get();
        int[] ones = new int[Long.SIZE];
        int pairs = 0;
        char before = 0;
        for (int i = 0; i < text.length() && pairs < MOST_PAIRS; i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && !Character.isSurrogate(c)) {
                continue;
            }
            if (before != 0) {
                hash.update((byte) (before >> 8));
                hash.update((byte) before);
                hash.update((byte) (c >> 8));
                hash.update((byte) c);
                count(ones, hash.doFinal());
                pairs++;
            }
            before = c;
        }
        return pairs < FEWEST_PAIRS ? OptionalLong.empty() : OptionalLong.of(majority(ones, pairs));
    }

    private static void count(int[] ones, long bits) {
        for (int i = 0; i < Long.SIZE; i++) {
            ones[i] += (int) (bits >>> i & 1);
        }
    }

    /** A bit is set where more than half of all pairs have it. */
    private static long majority(int[] ones, int pairs) {
        long print = 0;
        for (int i = 0; i < Long.SIZE; i++) {
            if (2 * ones[i] > pairs) {
                print |= 1L << i;
            }
        }
        return print;
    }
}
