package org.fangpin110;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fangpin110.platform.session.SigningKey;
import org.fangpin110.support.Answer;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens made, changed, kept or carried where they do not belong: 401, and never a word about why. */
class ForgedTokenIT {
    @RegisterExtension
    static final TestApp APP = new TestApp();

    private final Visitor resident = APP.resident("u-" + UUID.randomUUID());
    private final JsonObject claims = part(resident.token(), 1);
    private final SigningKey key = APP.app().signingKeys.get().get(0);

    @Test
    void forgedTokensOpenNothing() throws GeneralSecurityException {
        Map<String, String> forged = new LinkedHashMap<>();
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            forged.put("alg " + none, unsigned(header(none)) + ".");
            forged.put(
                    "alg " + none + " with the old signature",
                    unsigned(header(none)) + "." + signature(resident.token()));
        }
        forged.put("HS256 with the public key", hmac(key.publicPem().getBytes()));
        forged.put("HS256 with the public key's DER", hmac(der(key.publicPem().toString())));
        forged.put("HS256 with nothing", hmac(new byte[] {0}));
        forged.put("another key", signed(header("RS256"), claims, strangersKey()));
        forged.put("unknown kid", signed(header("RS256").put("kid", "nobody"), claims, strangersKey()));
        forged.put("kid of a file", signed(header("RS256").put("kid", "../../dev/null"), claims, strangersKey()));
        forged.put("kid of SQL", signed(header("RS256").put("kid", "' or 1=1--"), claims, strangersKey()));
        forged.put(
                "jku",
                signed(header("RS256").put("jku", "http://127.0.0.1:" + APP.port() + "/"), claims, strangersKey()));
        forged.put(
                "x5u",
                signed(header("RS256").put("x5u", "http://127.0.0.1:" + APP.port() + "/"), claims, strangersKey()));
        forged.put(
                "jwk", signed(header("RS256").put("jwk", new JsonObject().put("kty", "RSA")), claims, strangersKey()));
        forged.put("RS512", signed(header("RS512"), claims, ourKey()));
        forged.put("crit", signed(header("PS256").put("crit", new JsonArray().add("x")), claims, ourKey()));
        forged.put(
                "claims changed",
                withClaims(claims.copy().put("sub", UUID.randomUUID().toString())));
        forged.put("no signature", unsigned(header("RS256")));
        forged.put(
                "half a signature",
                resident.token().substring(0, resident.token().length() - 40));

        forged.forEach((name, token) -> assertRefused(name, token));
    }

    /** Even our own key makes no token of claims we never issue. */
    @Test
    void claimsWeNeverIssueAreRefused() throws GeneralSecurityException {
        for (JsonObject odd : List.of(
                without("exp"),
                without("aud"),
                without("sub"),
                without("sid"),
                without("iss"),
                claims.copy().put("exp", "tomorrow"),
                claims.copy().put("exp", -1),
                claims.copy().put("aud", new JsonArray().add("RESIDENT").add("STAFF")),
                claims.copy().put("aud", new JsonArray()),
                claims.copy().put("aud", "ROOT"),
                claims.copy().put("sub", "1"),
                claims.copy().put("sub", new JsonObject()),
                claims.copy().put("iss", "somebody"),
                new JsonObject())) {
            assertRefused(odd.encode(), signed(header("RS256").put("kid", key.keyId()), odd, ourKey()));
        }
        assertThat(APP.stranger()
                        .with(signed(header("RS256").put("kid", key.keyId()), claims, ourKey()))
                        .get("/api/v1/reports")
                        .status())
                .as("the forger's tools work")
                .isEqualTo(200);
    }

    @Test
    void garbageInTheHeaderIsRefused() {
        for (String value : List.of(
                "Bearer",
                "Bearer ",
                "Bearer  ",
                "bearer x",
                "Bearer .",
                "Bearer ..",
                "Bearer ...",
                "Bearer a.b",
                "Bearer a.b.c",
                "Bearer a.b.c.d",
                "Bearer " + "A".repeat(3_000),
                "Bearer " + resident.token() + ".",
                "Bearer " + resident.token() + "=",
                "Bearer " + resident.token() + " x",
                "Basic dTpw",
                "Bearer e30.e30.e30",
                "Bearer bnVsbA.bnVsbA.bnVsbA",
                "Bearer W10.W10.W10",
                resident.token(),
                "x".repeat(8_000))) {
            Answer answer = APP.stranger().get("/api/v1/reports", "Authorization", value);

            assertThat(answer.status()).as(value).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void anExpiredTokenIsRefusedAlsoWhereItWasJustSeen() {
        Answer fresh = resident.get("/api/v1/reports");
        APP.clock().advance(Duration.ofMinutes(15).plusSeconds(1));

        Answer expired = resident.get("/api/v1/reports");
        Answer submission = resident.submit(UUID.randomUUID(), Reports.crackedWall());

        assertThat(fresh.status()).isEqualTo(200);
        assertThat(expired.problem()).isEqualTo("sign-in-again");
        assertThat(submission.status()).isEqualTo(401);
    }

    @Test
    void residentsAndStaffKeepToTheirSide() {
        Visitor village = APP.village(Reports.VILLAGE);

        assertThat(resident.get("/api/v1/staff/me").status()).isEqualTo(401);
        assertThat(resident.get("/api/v1/staff/queue?state=RECEIVED").status()).isIn(401, 404);
        assertThat(village.get("/api/v1/reports").status()).isEqualTo(401);
        assertThat(village.submit(UUID.randomUUID(), Reports.crackedWall()).status())
                .isEqualTo(401);
    }

    @Test
    void whoLostTheirPostOrAccountIsOutAtOnceWithTheOldToken() {
        Visitor village = APP.village("152223107207");
        Visitor township = APP.township(Reports.TOWNSHIP);
        int before = village.get("/api/v1/staff/me").status();
        execute(
                """
                update staff_post set ended_at = now() where staff_id =
                    (select staff_id from staff where account = $1)""",
                "village-152223107207");
        execute("update staff set is_active = false where account = $1", "town-152223107");

        assertThat(before).isEqualTo(200);
        assertThat(village.get("/api/v1/staff/me").status()).isIn(401, 403);
        assertThat(township.get("/api/v1/staff/me").status()).isIn(401, 403);
    }

    private static void execute(String sql, String account) {
        assertThat(APP.pool()
                        .preparedQuery(sql)
                        .execute(Tuple.of(account))
                        .await()
                        .rowCount())
                .isPositive();
    }

    private static void assertRefused(String name, String token) {
        Visitor forger = APP.stranger().with(token);
        assertThat(forger.get("/api/v1/reports").status()).as(name).isEqualTo(401);
        assertThat(forger.get("/api/v1/staff/me").status()).as(name).isEqualTo(401);
        assertThat(forger.submit(UUID.randomUUID(), Reports.crackedWall()).status())
                .as(name)
                .isEqualTo(401);
    }

    private JsonObject without(String claim) {
        JsonObject rest = claims.copy();
        rest.remove(claim);
        return rest;
    }

    private JsonObject header(String algorithm) {
        return new JsonObject().put("typ", "JWT").put("alg", algorithm).put("kid", key.keyId());
    }

    private String unsigned(JsonObject header) {
        return encoded(header) + "." + encoded(claims);
    }

    private String withClaims(JsonObject other) {
        return resident.token().split("\\.", -1)[0] + "." + encoded(other) + "." + signature(resident.token());
    }

    private String hmac(byte[] secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        String content = unsigned(header("HS256"));
        return content + "." + base64(mac.doFinal(content.getBytes(UTF_8)));
    }

    private static String signed(JsonObject header, JsonObject claims, PrivateKey by) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(by);
        String content = encoded(header) + "." + encoded(claims);
        signature.update(content.getBytes(UTF_8));
        return content + "." + base64(signature.sign());
    }

    private static PrivateKey strangersKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        return pair.getPrivate();
    }

    private PrivateKey ourKey() throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(der(key.privatePem().toString())));
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[^-]+-----", ""));
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private static JsonObject part(String token, int index) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]), UTF_8));
    }

    private static String encoded(JsonObject part) {
        return base64(part.encode().getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
