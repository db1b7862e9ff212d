package org.fangpin110.platform.session;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** 256 random bits as a client holds them. A plain SHA-256 is enough to store: nobody guesses such a value. */
record RefreshSecret(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static RefreshSecret next() {
        byte[] drawn = new byte[32];
        RANDOM.nextBytes(drawn);
        return new RefreshSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(drawn));
    }

    Buffer hash() {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "RefreshSecret[…]";
    }
}
