package org.fangpin110.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Encrypts single fields. The context, {@code table.column.rowId}, is authenticated with the value: a value copied to another row or
 * column does not open there. New values use the configured algorithm and the current key; older ones stay readable.
 *
 * <p>Stored form: version 1, algorithm 1, key id 2, IV 12, ciphertext, tag 16 bytes. IVs are random: safe to some 2^32 values a key
 * (NIST SP 800-38D, 8.3), far beyond what an installation writes. Safe for all threads and fast enough for an event loop; large
 * contents (photos) belong on a worker.
 */
public final class FieldCipher {
    private static final byte VERSION = 1;
    /** What encryption adds to the length of a value. */
    public static final int OVERHEAD_BYTES = GcmEngine.TEXT_AT + GcmEngine.TAG_BYTES;

    private final FieldAlgorithm writesWith;
    private final MasterKey current;
    private final List<MasterKey> readable;

    @SuppressWarnings("ThreadLocalUsage") // one cipher an application; engines are neither shareable nor cheap to make
    private final ThreadLocal<Confined> confined = ThreadLocal.withInitial(Confined::new);

    public FieldCipher(FieldAlgorithm writesWith, MasterKey current, MasterKey... retired) {
        this.writesWith = writesWith;
        this.current = current;
        this.readable = Stream.concat(Stream.of(current), Stream.of(retired)).toList();
        if (readable.stream().map(MasterKey::keyId).distinct().count() < readable.size()) {
            throw new IllegalArgumentException("two master keys share one key id");
        }
    }

    public byte[] encrypt(String context, byte[] plain) {
        Confined mine = confined.get();
        byte[] iv = mine.ivs.next();
        byte[] stored = new byte[plain.length + OVERHEAD_BYTES];
        stored[0] = VERSION;
        stored[1] = writesWith.code();
        stored[2] = (byte) (current.keyId() >> 8);
        stored[3] = (byte) current.keyId();
        System.arraycopy(iv, 0, stored, GcmEngine.HEADER_BYTES, iv.length);
        try {
            mine.writer.seal(stored, iv, bytes(context), plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption cannot fail", e);
        }
        return stored;
    }

    /**
     * The value that was stored.
     *
     * @throws DecryptionFailure when it is not exactly what was stored under this context
     */
    public byte[] decrypt(String context, byte[] stored) {
        if (stored.length < OVERHEAD_BYTES || stored[0] != VERSION) {
            throw new DecryptionFailure(DecryptionFailure.Reason.MALFORMED, context);
        }
        GcmEngine engine = confined.get().readers.get(header(stored[1], stored[2], stored[3]));
        if (engine == null) {
            throw new DecryptionFailure(DecryptionFailure.Reason.UNKNOWN_KEY, context);
        }
        try {
            return engine.open(stored, bytes(context));
        } catch (GeneralSecurityException tampered) {
            throw new DecryptionFailure(DecryptionFailure.Reason.TAMPERED, context);
        }
    }

    public byte[] encryptText(String context, String text) {
        return encrypt(context, bytes(text));
    }

    /** {@link #decrypt} of a text. */
    public String decryptText(String context, byte[] stored) {
        return new String(decrypt(context, stored), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int header(byte algorithm, byte keyHigh, byte keyLow) {
        return (algorithm & 0xff) << 16 | (keyHigh & 0xff) << 8 | (keyLow & 0xff);
    }

    /** What one thread owns. */
    private final class Confined {
        private final RandomIvs ivs = new RandomIvs();
        private final Map<Integer, GcmEngine> readers = new HashMap<>();
        private final GcmEngine writer;

        Confined() {
            for (MasterKey key : readable) {
                for (FieldAlgorithm algorithm : FieldAlgorithm.values()) {
                    int header = header(algorithm.code(), (byte) (key.keyId() >> 8), (byte) key.keyId());
                    readers.put(header, algorithm.engine(key));
                }
            }
            writer = readers.get(header(writesWith.code(), (byte) (current.keyId() >> 8), (byte) current.keyId()));
        }
    }
}
