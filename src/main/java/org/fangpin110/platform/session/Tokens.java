package org.fangpin110.platform.session;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.platform.problem.AppException;

/**
 * Issues and verifies access tokens (RS256: verifying is the common case and cheap). Verified tokens are remembered until
 * they expire. Single-threaded: one instance per event loop.
 */
public final class Tokens {
    private static final String ISSUER = "fangpin110";
    private static final String ALGORITHM = "RS256";
    private static final int REMEMBERED = 8192;

    private final Vertx vertx;
    private final InstantSource clock;
    private final Duration life;
    private final Map<String, Claims> verified = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Claims> eldest) {
            return size() > REMEMBERED;
        }
    };
    private JWTAuth verifier;
    private JWTAuth signer;
    private String signingKeyId;

    public Tokens(Vertx vertx, InstantSource clock, Duration life, List<SigningKey> keys) {
        this.vertx = vertx;
        this.clock = clock;
        this.life = life;
        useKeys(keys);
    }

    /** Replaces the keys, newest first; tokens of a key that is gone are refused from now on. */
    public void useKeys(List<SigningKey> keys) {
        JWTAuthOptions publicKeys = new JWTAuthOptions();
        for (SigningKey key : keys) {
            publicKeys.addPubSecKey(new PubSecKeyOptions()
                    .setAlgorithm(ALGORITHM)
                    .setId(key.keyId())
                    .setBuffer(key.publicPem()));
        }
        publicKeys.setJWTOptions(new JWTOptions().setIssuer(ISSUER).setAlgorithm(ALGORITHM));
        verifier = JWTAuth.create(vertx, publicKeys);
        SigningKey newest = keys.get(0);
        signingKeyId = newest.keyId();
        signer = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(new PubSecKeyOptions()
                                .setAlgorithm(ALGORITHM)
                                .setId(newest.keyId())
                                .setBuffer(newest.privatePem())));
        verified.clear();
    }

    /** A signed token and the moment it expires. */
    public record Issued(String token, Instant expiresAt) {}

    public Issued issue(SubjectKind kind, UUID subjectId, UUID sessionId) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(life);
        JsonObject claims = new JsonObject()
                .put("iss", ISSUER)
                .put("aud", new JsonArray().add(kind.name()))
                .put("sub", subjectId.toString())
                .put("sid", sessionId.toString())
                .put("iat", now.getEpochSecond())
                .put("exp", expiresAt.getEpochSecond());
        JWTOptions options = new JWTOptions()
                .setAlgorithm(ALGORITHM)
                .setNoTimestamp(true)
                .setHeader(new JsonObject().put("kid", signingKeyId));
        return new Issued(signer.generateToken(claims, options), expiresAt);
    }

    /** The claims of a token of this kind; fails with 401 for anything else, never telling what was wrong with it. */
    public Future<Claims> verify(String token, SubjectKind kind) {
        Claims known = verified.get(token);
        if (known != null) {
            return checked(known, kind);
        }
        return verifier.authenticate(new TokenCredentials(token))
                .recover(refused -> Future.failedFuture(AppException.unauthenticated("sign-in-again")))
                .compose(user -> {
                    Claims claims = read(
                            user.principal().mergeIn(user.attributes().getJsonObject("accessToken", new JsonObject())));
                    verified.put(token, claims);
                    return checked(claims, kind);
                });
    }

    private Future<Claims> checked(Claims claims, SubjectKind kind) {
        if (claims.kind() != kind
                || claims.expiresAtEpochSecond() <= clock.instant().getEpochSecond()) {
            return Future.failedFuture(AppException.unauthenticated("sign-in-again"));
        }
        return Future.succeededFuture(claims);
    }

    private static Claims read(JsonObject token) {
        try {
            Object audience = token.getValue("aud");
            String kind = audience instanceof JsonArray array && array.size() == 1 ? array.getString(0) : "";
            return new Claims(
                    SubjectKind.valueOf(kind),
                    UUID.fromString(token.getString("sub")),
                    UUID.fromString(token.getString("sid")),
                    token.getLong("exp"));
        } catch (RuntimeException e) {
            throw AppException.unauthenticated("sign-in-again");
        }
    }
}
