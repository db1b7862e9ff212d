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
    private final ThreadLocal<PairHash> pairs;

    public TextPrint(MasterKey master) {
        byte[] key = Arrays.copyOf(master.derive("print/narrative"), KEY_BYTES);
        pairs = ThreadLocal.withInitial(() -> new PairHash(key));
    }

    /** Empty for a text too short to be told from others. Only letters and digits count. */
    public OptionalLong of(String text) {
        PairHash hash = pairs.get();
        BitCounts ones = new BitCounts();
        int counted = 0;
        char before = 0;
        for (int i = 0; i < text.length() && counted < MOST_PAIRS; i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && !Character.isSurrogate(c)) {
                continue;
            }
            if (before != 0) {
                ones.add(hash.of(before, c));
                counted++;
            }
            before = c;
        }
        return counted < FEWEST_PAIRS ? OptionalLong.empty() : OptionalLong.of(ones.above(counted / 2));
    }

    /** Remembers the hashes it met last: a few thousand pairs make up most of what people write. */
    private static final class PairHash {
        private static final int SLOT_BITS = 13;

        private final SipHash hash = new SipHash();
        private final int[] remembered = new int[1 << SLOT_BITS];
        private final long[] hashes = new long[1 << SLOT_BITS];

        PairHash(byte[] key) {
            hash.init(new KeyParameter(key));
        }

        long of(char first, char second) {
            int pair = first << Character.SIZE | second;
            int slot = pair * 0x9E3779B9 >>> Integer.SIZE - SLOT_BITS;
            if (remembered[slot] != pair) {
                hash.update((byte) (first >> 8));
                hash.update((byte) first);
                hash.update((byte) (second >> 8));
                hash.update((byte) second);
                hashes[slot] = hash.doFinal();
                remembered[slot] = pair;
            }
            return hashes[slot];
        }
    }

    /** 64 counters side by side, one for each bit; plane n holds the bits of weight 2^n of all of them. */
    private static final class BitCounts {
        private final long[] planes = new long[Integer.SIZE - Integer.numberOfLeadingZeros(MOST_PAIRS)];

        void add(long bits) {
            long carry = bits;
            for (int plane = 0; carry != 0; plane++) {
                long sum = planes[plane];
                planes[plane] = sum ^ carry;
                carry &= sum;
            }
        }

        /** The bits that were counted more often than that. */
        long above(int limit) {
            long above = 0;
            long equal = -1;
            for (int plane = planes.length - 1; plane >= 0; plane--) {
                if ((limit >>> plane & 1) == 0) {
                    above |= equal & planes[plane];
                    equal &= ~planes[plane];
                } else {
                    equal &= planes[plane];
                }
            }
            return above;
        }
    }
}
