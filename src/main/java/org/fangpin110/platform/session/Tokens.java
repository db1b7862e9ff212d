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
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.fangpin110.platform.problem.AppException;

/**
 * Issues and verifies access tokens (RS256: verifying is the common case and cheap). Verified tokens are remembered until
 * they expire. Single-threaded: one instance per event loop.
 *
 * <p>Vert.x looks keys up by the algorithm of the header, so with RS256 keys alone neither {@code none} nor an HS256 token
 * made with the public key finds one; {@code jku}, {@code x5u}, {@code jwk} and {@code x5c} it never reads. It accepts a
 * token without {@code exp}, {@code aud} or {@code sub}, and judges {@code exp} by the system's clock: both are done here.
 */
public final class Tokens {
    private static final String ISSUER = "fangpin110";
    private static final String ALGORITHM = "RS256";
    private static final int REMEMBERED = 16_384;
    /** Vert.x drops empty segments at the end; without this one token could be remembered under endless spellings. */
    private static final Pattern COMPACT =
            Pattern.compile("[A-Za-z0-9_-]{1,512}\\.[A-Za-z0-9_-]{1,1024}\\.[A-Za-z0-9_-]{1,512}");

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
    private List<SigningKey> keys = List.of();
    private JWTAuth verifier;
    private JWTAuth signer;
    private String signingKeyId;

    public Tokens(Vertx vertx, InstantSource clock, Duration life, List<SigningKey> keys) {
        this.vertx = vertx;
        this.clock = clock;
        this.life = life;
        useKeys(keys);
    }

    /**
     * Replaces the keys; the first one signs, all verify. Tokens of a key that is gone are refused from now on. The same
     * keys again cost nothing, so it may be called often.
     */
    public void useKeys(List<SigningKey> keys) {
        if (keys.equals(this.keys)) {
            return;
        }
        this.keys = List.copyOf(keys);
        JWTAuthOptions publicKeys = new JWTAuthOptions();
        for (SigningKey key : keys) {
            publicKeys.addPubSecKey(new PubSecKeyOptions()
                    .setAlgorithm(ALGORITHM)
                    .setId(key.keyId())
                    .setBuffer(key.publicPem()));
        }
        publicKeys.setJWTOptions(new JWTOptions().setIssuer(ISSUER).setIgnoreExpiration(true)); // checked() does it
        verifier = JWTAuth.create(vertx, publicKeys);
        SigningKey signing = keys.get(0);
        signingKeyId = signing.keyId();
        signer = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(new PubSecKeyOptions()
                                .setAlgorithm(ALGORITHM)
                                .setId(signing.keyId())
                                .setBuffer(signing.privatePem())));
        verified.clear();
    }

    /** A signed token and the moment it expires. */
    public record Issued(String token, Instant expiresAt) {}

    public Issued issue(SubjectKind kind, UUID subjectId, UUID sessionId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
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
        if (!COMPACT.matcher(token).matches()) {
            return refused();
        }
        return Future.succeededFuture(new TokenCredentials(token))
                .compose(verifier::authenticate) // throws, not fails, at an exp that is no number
                .recover(refused -> refused())
                .compose(user -> {
                    Claims claims = read(user.attributes().getJsonObject("accessToken"));
                    verified.put(token, claims);
                    return checked(claims, kind);
                });
    }

    private static <T> Future<T> refused() {
        return Future.failedFuture(AppException.unauthenticated("sign-in-again"));
    }

    private Future<Claims> checked(Claims claims, SubjectKind kind) {
        if (claims.kind() != kind
                || claims.expiresAtEpochSecond() <= clock.instant().getEpochSecond()) {
            return refused();
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
