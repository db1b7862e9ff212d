package org.fangpin110.platform.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fangpin110.platform.problem.AppException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class TokensTest {
    private static final SigningKey OURS = SigningKey.generate("ours");
    private static final SigningKey THEIRS = SigningKey.generate("theirs");
    /** Far from the system's clock, so that a look at that one shows. */
    private static final Instant NOW = Instant.parse("2031-05-06T07:08:09Z");

    private final UUID subject = UUID.randomUUID();
    private final UUID session = UUID.randomUUID();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private Tokens tokens;

    @BeforeEach
    void create(Vertx vertx) {
        tokens = new Tokens(vertx, now::get, Duration.ofMinutes(15), List.of(OURS));
    }

    @Test
    void ourOwnTokenSaysWhoAndWhichSession() {
        Tokens.Issued issued = tokens.issue(SubjectKind.STAFF, subject, session);

        Claims claims = tokens.verify(issued.token(), SubjectKind.STAFF).await();

        assertThat(claims.subjectId()).isEqualTo(subject);
        assertThat(claims.sessionId()).isEqualTo(session);
        assertThat(issued.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(15)));
        assertThat(Instant.ofEpochSecond(claims.expiresAtEpochSecond())).isEqualTo(issued.expiresAt());
    }

    /** The forger of this test makes good tokens when it wants to; without this the refusals below would prove nothing. */
    @Test
    void aTokenBuiltByHandWithTheRightKeyPasses() throws Exception {
        assertThat(tokens.verify(signed(header(), claims(), OURS), SubjectKind.STAFF)
                        .await()
                        .subjectId())
                .isEqualTo(subject);
    }

    @Test
    void noneIsNoAlgorithm() {
        String unsigned = encode(header().put("alg", "none")) + "." + encode(claims());

        assertRefused(unsigned);
        assertRefused(unsigned + ".");
        assertRefused(unsigned + ".AAAA");
        assertRefused(encode(header().put("alg", "None")) + "." + encode(claims()) + ".AAAA");
    }

    @Test
    void thePublicKeyIsNoSecretOfAnHmac() throws Exception {
        byte[] der = der(OURS.publicPem());
        for (byte[] secret : List.of(
                OURS.publicPem().getBytes(StandardCharsets.US_ASCII),
                OURS.publicPem().strip().getBytes(StandardCharsets.US_ASCII),
                der)) {
            String input = encode(header().put("alg", "HS256")) + "." + encode(claims());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] signature = mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));

            assertRefused(input + "." + encode(signature));
        }
    }

    @Test
    void aKeyWeDoNotKnowSignsNothing() throws Exception {
        assertRefused(signed(header().put("kid", "theirs"), claims(), THEIRS));
        assertRefused(signed(header(), claims(), THEIRS));
        assertRefused(signed(header().putNull("kid"), claims(), THEIRS));
        assertRefused(signed(header().put("kid", "../../dev/null"), claims(), OURS));
    }

    @Test
    void keysThatTheTokenBringsAlongAreNotLookedAt() throws Exception {
        assertRefused(signed(header().put("jku", "https://example.com/keys"), claims(), THEIRS));
        assertRefused(signed(header().put("x5u", "https://example.com/cert"), claims(), THEIRS));
        assertRefused(
                signed(header().put("x5c", new JsonArray().add(encode(der(THEIRS.publicPem())))), claims(), THEIRS));
        assertRefused(
                signed(header().put("jwk", new JsonObject().put("kty", "RSA").put("n", "AQAB")), claims(), THEIRS));
    }

    @Test
    void anotherIssuerIsRefused() throws Exception {
        assertRefused(signed(header(), claims().put("iss", "somebody"), OURS));
        assertRefused(signed(header(), without("iss"), OURS));
    }

    @Test
    void aTokenIsGoodForItsOwnAudienceAlone() throws Exception {
        String resident = tokens.issue(SubjectKind.RESIDENT, subject, session).token();

        assertRefused(resident);
        assertRefused(signed(header(), claims().put("aud", new JsonArray().add("ADMIN")), OURS));
        assertRefused(signed(
                header(), claims().put("aud", new JsonArray().add("RESIDENT").add("STAFF")), OURS));
        assertRefused(signed(header(), without("aud"), OURS));
    }

    @Test
    void aRememberedTokenIsNotGoodForAnotherAudienceEither() {
        String staff = tokens.issue(SubjectKind.STAFF, subject, session).token();
        tokens.verify(staff, SubjectKind.STAFF).await();

        assertThatThrownBy(() -> tokens.verify(staff, SubjectKind.RESIDENT).await())
                .isInstanceOf(AppException.class);
    }

    @Test
    void aTokenExpiresByOurClock() {
        String token = tokens.issue(SubjectKind.STAFF, subject, session).token();
        tokens.verify(token, SubjectKind.STAFF).await();

        now.set(NOW.plus(Duration.ofMinutes(15)));

        assertRefused(token);
    }

    @Test
    void anExpiredTokenIsRefusedAtFirstSightToo() throws Exception {
        assertRefused(signed(header(), claims().put("exp", NOW.getEpochSecond()), OURS));
    }

    @Test
    void aTokenMustSayItsEndItsSubjectAndItsSession() throws Exception {
        assertRefused(signed(header(), without("exp"), OURS));
        assertRefused(signed(header(), claims().put("exp", "tomorrow"), OURS));
        assertRefused(signed(header(), without("sub"), OURS));
        assertRefused(signed(header(), claims().put("sub", "1 or 1=1"), OURS));
        assertRefused(signed(header(), without("sid"), OURS));
    }

    @Test
    void mutilatedTokensAreRefused() throws Exception {
        String good = signed(header(), claims(), OURS);

        assertRefused("");
        assertRefused(".");
        assertRefused("..");
        assertRefused("a.b.c");
        assertRefused(good.substring(0, good.length() - 20));
        assertRefused(good.substring(0, good.lastIndexOf('.')));
        assertRefused(good.substring(0, good.lastIndexOf('.') + 1));
        assertRefused(good + "...");
        assertRefused(good + "." + good);
        assertRefused(encode(header()) + "."
                + encode(claims().put("sub", UUID.randomUUID().toString())) + good.substring(good.lastIndexOf('.')));
    }

    @Test
    void anOldKeyVerifiesAsLongAsItIsGiven() {
        String old = tokens.issue(SubjectKind.STAFF, subject, session).token();

        tokens.useKeys(List.of(THEIRS, OURS));
        assertThat(tokens.verify(old, SubjectKind.STAFF).await().subjectId()).isEqualTo(subject);

        tokens.useKeys(List.of(THEIRS));
        assertRefused(old);
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> tokens.verify(token, SubjectKind.STAFF).await())
                .isInstanceOfSatisfying(AppException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(401);
                    assertThat(refused.code()).isEqualTo("sign-in-again");
                });
    }

    private JsonObject header() {
        return new JsonObject().put("typ", "JWT").put("alg", "RS256").put("kid", "ours");
    }

    private JsonObject claims() {
        return new JsonObject()
                .put("iss", "fangpin110")
                .put("aud", new JsonArray().add("STAFF"))
                .put("sub", subject.toString())
                .put("sid", session.toString())
                .put("exp", NOW.getEpochSecond() + 60);
    }

    private JsonObject without(String claim) {
        JsonObject claims = claims();
        claims.remove(claim);
        return claims;
    }

    private static String signed(JsonObject header, JsonObject claims, SigningKey key) throws Exception {
        String input = encode(header) + "." + encode(claims);
        PrivateKey privateKey =
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der(key.privatePem())));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(privateKey);
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + encode(signature.sign());
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    private static String encode(JsonObject json) {
        return encode(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
