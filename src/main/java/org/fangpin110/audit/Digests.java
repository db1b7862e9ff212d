package org.fangpin110.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.UUID;

/** The hashes of the chain, all SHA-256; each begins with words of its own, so that none can stand for another. */
final class Digests {
    static final byte[] BEGINNING = new byte[32];
    private static final byte[] LINK = bytes("fangpin110 link 1\n");
    private static final byte[] SEAL = bytes("fangpin110 seal 1\n");
    private static final byte[] ANCHOR = bytes("fangpin110 anchor 1\n");

    private Digests() {}

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param kind 'E' for a step, 'A' for an entry of the trail @param row its {@link CanonicalRow} */
    static byte[] link(byte[] previous, char kind, String row) {
        return sha256(LINK, previous, new byte[] {(byte) kind}, bytes(row));
    }

    static byte[] seal(byte[] previous, long sealNo, Instant at, int links, byte[] root) {
        return sha256(SEAL, previous, numbers(sealNo, micros(at), links), root);
    }

    static byte[] anchor(byte[] previous, LocalDate day, long firstSeal, long lastSeal, byte[] root) {
        return sha256(ANCHOR, previous, numbers(day.toEpochDay(), firstSeal, lastSeal), root);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] unhex(String text) {
        return HexFormat.of().parseHex(text);
    }

    /** How a sealed value stands in a canonical row. */
    static String named(byte[] content) {
        return "sha256:" + hex(sha256(content));
    }

    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }

    private static byte[] numbers(long... values) {
        ByteBuffer all = ByteBuffer.allocate(Long.BYTES * values.length);
        for (long value : values) {
            all.putLong(value);
        }
        return all.array();
    }

    static final UUID NOBODY = new UUID(0, 0);
}
