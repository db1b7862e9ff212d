package org.fangpin110.platform.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The one secret of an installation: 32 random bytes. It encrypts nothing itself; each purpose gets a key of its own, so that a blind
 * index can never help against a cipher. Who loses it loses every encrypted field: it belongs into the backup plan, not into the backup.
 */
public final class MasterKey {
    static final int BYTES = 32;

    private final byte[] secret;
    private final short keyId;

    private MasterKey(byte[] secret) {
        this.secret = secret;
        byte[] id = derive("key-id");
        this.keyId = (short) ((id[0] & 0xff) << 8 | (id[1] & 0xff));
    }

    /** A fresh key, for tests and for a first start. */
    public static MasterKey random() {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        return new MasterKey(fresh);
    }

    /**
     * A key from configuration.
     *
     * @throws IllegalArgumentException when the text is not base64 of exactly 32 bytes; the message never repeats the text
     */
    public static MasterKey ofBase64(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("the master key is not base64"); // without cause: it quotes a character
        }
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("the master key has " + bytes.length + " bytes instead of " + BYTES);
        }
        return new MasterKey(bytes);
    }

    /** Reads the file, and makes it first when it is missing. Processes that start together all end with the same key. */
    public static MasterKey ofFile(Path file) {
        try {
            if (!Files.exists(file)) {
                MasterKeyFile.create(file, random().secret);
            }
            return ofBase64(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("the master key file cannot be used: " + file, e);
        }
    }

    /**
     * A key of 32 bytes for one purpose: the first block of HKDF-Expand (RFC 5869) over HMAC-SM3. The extract step is left out because
     * the master key is uniformly random already.
     */
    byte[] derive(String purpose) {
        byte[] info = ("fangpin110/1/" + purpose).getBytes(StandardCharsets.UTF_8);
        HMac mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(secret));
        mac.update(info, 0, info.length);
        mac.update((byte) 1);
        byte[] derived = new byte[mac.getMacSize()];
        mac.doFinal(derived, 0);
        return derived;
    }

    /** Names the key without telling anything of it; written in front of every encrypted value. */
    public short keyId() {
        return keyId;
    }

    @Override
    public String toString() {
        return String.format("MasterKey[%04x]", keyId);
    }
}
