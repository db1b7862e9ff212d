package org.fangpin110.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Openids of development users: the same user has the same one after every start. */
final class Openids {
    private static final String START = "oDev";
    private static final int LENGTH = 28;

    private Openids() {}

    static String of(String user) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(user.getBytes(StandardCharsets.UTF_8));
            return (START + Base64.getUrlEncoder().withoutPadding().encodeToString(hash)).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static boolean known(String openid) {
        return openid != null && openid.length() == LENGTH && openid.startsWith(START);
    }
}
