package org.fangpin110.platform.session;

import java.time.Instant;

/** What a phone or browser keeps of a session; the contract's Tokens. */
public record SessionTokens(
        String accessToken, Instant accessExpiresAt, String refreshToken, Instant refreshExpiresAt) {
    /** Shows no token. */
    @Override
    public String toString() {
        return "SessionTokens[…]";
    }
}
