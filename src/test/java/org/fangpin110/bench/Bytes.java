package org.fangpin110.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finding and writing in HTTP as it travels. */
final class Bytes {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private Bytes() {}

    /** Where {@code wanted} begins, letters of the head in any case; wanted is lower case. Negative when it is not there. */
    static int find(byte[] bytes, int from, int to, byte[] wanted) {
        for (int at = from; at <= to - wanted.length; at++) {
            if (begins(bytes, at, wanted)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean begins(byte[] bytes, int at, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            byte one = bytes[at + i];
            if (one != wanted[i] && (one < 'A' || one > 'Z' || one + 32 != wanted[i])) {
                return false;
            }
        }
        return true;
    }

    /** What stands between {@code before} and the next quotation mark. */
    static byte[] quoted(ByteBuffer text, byte[] before) {
        byte[] bytes = text.array();
        int to = text.arrayOffset() + text.limit();
        int begin = after(bytes, text.arrayOffset() + text.position(), to, before);
        int end = begin;
        while (end < to && bytes[end] != '"') {
            end++;
        }
        return Arrays.copyOfRange(bytes, begin, end);
    }

    /** The digits after {@code before}. */
    static byte[] number(ByteBuffer text, byte[] before) {
        byte[] bytes = text.array();
        int to = text.arrayOffset() + text.limit();
        int begin = after(bytes, text.arrayOffset() + text.position(), to, before);
        int end = begin;
        while (end < to && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        return Arrays.copyOfRange(bytes, begin, end);
    }

    private static int after(byte[] bytes, int from, int to, byte[] before) {
        int at = find(bytes, from, to, before);
        if (at < 0) {
            throw new IllegalStateException("An answer without " + new String(before, StandardCharsets.US_ASCII));
        }
        return at + before.length;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static void decimal(ByteBuffer out, long value, int digits) {
        long rest = value;
        int at = out.position();
        for (int i = digits - 1; i >= 0; i--) {
            out.put(at + i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        out.position(at + digits);
    }

    /** A UUID as text. */
    static void uuid(ByteBuffer out, long most, long least) {
        hex(out, most >>> 32, 8);
        out.put((byte) '-');
        hex(out, most >>> 16, 4);
        out.put((byte) '-');
        hex(out, most, 4);
        out.put((byte) '-');
        hex(out, least >>> 48, 4);
        out.put((byte) '-');
        hex(out, least, 12);
    }

    private static void hex(ByteBuffer out, long value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.put(HEX[(int) (value >>> shift) & 15]);
        }
    }
}
