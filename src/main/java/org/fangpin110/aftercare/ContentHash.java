package org.fangpin110.aftercare;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Tells a repeat from other content under the same key; the key salts it, for content has too little of chance in it. */
final class ContentHash {
    private ContentHash() {}

    static Buffer of(UUID key, String content) {
        try {
            return Buffer.buffer(
                    MessageDigest.getInstance("SHA-256").digest((key + content).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
