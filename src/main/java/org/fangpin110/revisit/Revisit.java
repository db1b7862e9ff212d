package org.fangpin110.revisit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The lot. Anybody with the seed of the month, the case and the number of the refusal's event gets the same answer:
 * the first eight bytes of HMAC-SHA-256(seed, "caseId:sequence") as an unsigned number, modulo 10,000, drawn when below percent × 100.
 */
public final class Revisit {
    /** Stored with each draw; a change of the rule above is a new one. */
    public static final int ALGORITHM = 1;

    private static final long PARTS = 10_000;

    private Revisit() {}

    /** @param seed 64 hexadecimal digits, as published when the month is over */
    public static boolean drawn(String seed, UUID caseId, int sequence, int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent must be 0 to 100");
        }
        return lot(seed, caseId, sequence) < percent * 100L;
    }

    static long lot(String seed, UUID caseId, int sequence) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(seed), "HmacSHA256"));
            byte[] hash = mac.doFinal((caseId + ":" + sequence).getBytes(StandardCharsets.UTF_8));
            return Long.remainderUnsigned(java.nio.ByteBuffer.wrap(hash).getLong(), PARTS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is published before a seed is used: SHA-256 over its bytes, in hexadecimal digits. */
    public static String commitment(String seed) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(HexFormat.of().parseHex(seed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
