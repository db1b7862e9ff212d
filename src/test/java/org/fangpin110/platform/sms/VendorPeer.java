package org.fangpin110.platform.sms;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The three vendors as peers: each computes the signature anew from the secret it shares, by its own code, and refuses what
 * does not agree. What it takes it numbers; how it fails is set from outside.
 */
public final class VendorPeer {
    public static final String SECRET = "shared-secret";

    public enum Fault {
        NONE,
        SILENCE,
        HANG_UP,
        HTML,
        ENDLESS,
        HTTP_500,
        HTTP_502,
        HTTP_503,
        HTTP_429,
        HTTP_302,
        HTTP_404
    }

    public final List<JsonObject> taken = new CopyOnWriteArrayList<>();
    public volatile Fault fault = Fault.NONE;
    /** What is answered instead of taking it. */
    public volatile String word;

    private final AtomicInteger numbers = new AtomicInteger();
    private HttpServer server;

    public static VendorPeer start(Vertx vertx) {
        VendorPeer peer = new VendorPeer();
        peer.server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> peer.answer(request, body)))
                .listen(0, "127.0.0.1")
                .await();
        return peer;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    public void stop() {
        server.close().await();
    }

    private void answer(HttpServerRequest request, Buffer body) {
        switch (fault) {
            case SILENCE -> {}
            case HANG_UP -> request.connection().close();
            case HTML -> request.response().end("<html>busy</html>");
            case ENDLESS -> request.response().end("[" + "1,".repeat(70_000) + "1]");
            case HTTP_500, HTTP_502, HTTP_503, HTTP_429, HTTP_302, HTTP_404 ->
                request.response()
                        .setStatusCode(Integer.parseInt(fault.name().substring(5)))
                        .end("<html></html>");
            case NONE -> vendor(request, body);
        }
    }

    private void vendor(HttpServerRequest request, Buffer body) {
        try {
            JsonObject said = request.path().startsWith("/sms/")
                    ? mas(request.path(), body)
                    : request.getHeader("x-tc-action") == null ? aliyun(request, body) : tencent(request, body);
            int status = said.containsKey("Code") && !said.getString("Code").equals("OK") ? 400 : 200;
            request.response().setStatusCode(status).end(said.encode());
        } catch (Exception e) {
            request.response().setStatusCode(500).end(e.toString());
        }
    }

    private JsonObject aliyun(HttpServerRequest request, Buffer body) throws Exception {
        TreeMap<String, String> all = new TreeMap<>(parsed(request.query()));
        all.putAll(parsed(body.toString()));
        String signature = all.remove("Signature");
        List<String> pairs = new ArrayList<>();
        all.forEach((key, value) -> pairs.add(percent(key) + "=" + percent(value)));
        String toSign = "POST&%2F&" + percent(String.join("&", pairs));
        if (!Base64.getEncoder()
                .encodeToString(hmac("HmacSHA1", SECRET + "&", toSign))
                .equals(signature)) {
            return new JsonObject().put("Code", "SignatureDoesNotMatch");
        }
        if (word != null) {
            return new JsonObject().put("Code", word).put("Message", "13900000001");
        }
        taken.add(new JsonObject(Map.copyOf(all)));
        return new JsonObject().put("Code", "OK").put("BizId", next() + "^0");
    }

    private JsonObject tencent(HttpServerRequest request, Buffer body) throws Exception {
        String seconds = request.getHeader("x-tc-timestamp");
        String scope = Instant.ofEpochSecond(Long.parseLong(seconds)).toString().substring(0, 10) + "/sms/tc3_request";
        String canonical = String.join(
                "\n",
                "POST",
                "/",
                "",
                "content-type:" + request.getHeader("content-type"),
                "host:" + request.getHeader("host"),
                "",
                "content-type;host",
                sha256(body.toString()));
        String toSign = String.join("\n", "TC3-HMAC-SHA256", seconds, scope, sha256(canonical));
        byte[] key = ("TC3" + SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac("HmacSHA256", key, part);
        }
        String expected = "TC3-HMAC-SHA256 Credential=AKID/" + scope + ", SignedHeaders=content-type;host, Signature="
                + HexFormat.of().formatHex(hmac("HmacSHA256", key, toSign));
        if (!expected.equals(request.getHeader("authorization"))) {
            return tencentError("AuthFailure.SignatureFailure");
        }
        if (word != null && word.startsWith("!")) {
            return tencentError(word.substring(1));
        }
        JsonObject status =
                new JsonObject().put("Code", word == null ? "Ok" : word).put("SerialNo", word == null ? next() : "");
        if (word == null) {
            taken.add(body.toJsonObject());
        }
        return new JsonObject().put("Response", new JsonObject().put("SendStatusSet", new JsonArray().add(status)));
    }

    private static JsonObject tencentError(String code) {
        return new JsonObject().put("Response", new JsonObject().put("Error", new JsonObject().put("Code", code)));
    }

    private JsonObject mas(String path, Buffer body) throws Exception {
        JsonObject in = new JsonObject(new String(Base64.getDecoder().decode(body.getBytes()), StandardCharsets.UTF_8));
        List<String> order = path.endsWith("tmpsubmit")
                ? List.of("ecName", "apId", "secretKey", "templateId", "mobiles", "params", "sign", "addSerial")
                : List.of("ecName", "apId", "secretKey", "mobiles", "content", "sign", "addSerial");
        StringBuilder said = new StringBuilder();
        order.forEach(field -> said.append(in.getString(field)));
        String mac = HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("MD5").digest(said.toString().getBytes(StandardCharsets.UTF_8)));
        String refusal = !mac.equals(in.getString("mac"))
                ? "IllegalMac"
                : in.getString("secretKey").equals(SECRET) ? word : "InvalidUsrOrPwd";
        if (refusal != null) {
            return new JsonObject().put("rspcod", refusal).put("success", false);
        }
        taken.add(in);
        return new JsonObject().put("msgGroup", next()).put("rspcod", "success").put("success", true);
    }

    private String next() {
        return "V" + numbers.incrementAndGet();
    }

    private static Map<String, String> parsed(String form) {
        Map<String, String> values = new TreeMap<>();
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            values.put(decoded(parts[0]), decoded(parts[1]));
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String percent(String text) {
        StringBuilder out = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (one & 0xff);
            boolean plain = letter < 128 && (Character.isLetterOrDigit(letter) || "-_.~".indexOf(letter) >= 0);
            out.append(plain ? String.valueOf(letter) : String.format("%%%02X", one & 0xff));
        }
        return out.toString();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] hmac(String algorithm, String key, String text) throws Exception {
        return hmac(algorithm, key.getBytes(StandardCharsets.UTF_8), text);
    }

    private static byte[] hmac(String algorithm, byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
