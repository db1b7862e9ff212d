package org.fangpin110.matching;

import java.util.Arrays;

/** A blind index as a value that can be compared and kept in sets. */
public record IndexKey(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
        return other instanceof IndexKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "IndexKey[…]";
    }
}
