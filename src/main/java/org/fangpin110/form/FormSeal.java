package org.fangpin110.form;

import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import org.fangpin110.platform.crypto.FieldCipher;

/**
 * How a form is kept: canonical JSON behind a random salt, encrypted for its row. The digest of both can be shown to anybody: forms
 * are too alike to hash them bare.
 */
public final class FormSeal {
    static final int SALT_BYTES = 32;

    private final FieldCipher cipher;
    private final SecureRandom random = new SecureRandom();

    public FormSeal(FieldCipher cipher) {
        this.cipher = cipher;
    }

    /** @param digest SHA-256 of salt and canonical JSON */
    record Sealed(byte[] content, byte[] digest) {}

    Sealed seal(UUID id, JsonObject data) {
        byte[] canonical = CanonicalJson.write(data);
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] salted = Arrays.copyOf(salt, SALT_BYTES + canonical.length);
        System.arraycopy(canonical, 0, salted, SALT_BYTES, canonical.length);
        return new Sealed(cipher.encrypt(context(id), salted), sha256(salted));
    }

    /** The data as they were filled in. */
    public JsonObject open(CaseForm form) {
        byte[] salted = salted(form);
        return CanonicalJson.read(Arrays.copyOfRange(salted, SALT_BYTES, salted.length));
    }

    /** What {@link CaseForm#digest} is the SHA-256 of: for a proof to somebody who may read the form. */
    public byte[] salted(CaseForm form) {
        return cipher.decrypt(context(form.id()), form.content());
    }

    private static String context(UUID id) {
        return "case_form.content." + id;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
