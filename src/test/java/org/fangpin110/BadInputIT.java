package org.fangpin110;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.attachment.TestPhotos;
import org.fangpin110.support.Answer;
import org.fangpin110.support.Footprint;
import org.fangpin110.support.PhotoForm;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies nobody should send: each is refused with a reason, nothing is written, and the server lives on. */
class BadInputIT {
    @RegisterExtension
    static final TestApp APP = new TestApp();

    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    private final Visitor resident = APP.resident("u-" + UUID.randomUUID());
    private final String receiptNo =
            resident.submit(UUID.randomUUID(), Reports.crackedWall()).json().getString("receiptNo");
    private Footprint before;

    @BeforeEach
    void remember() {
        before = Footprint.of(APP);
    }

    @AfterEach
    void aliveAndNothingHalfWritten() {
        assertThat(APP.stranger().get("/health/ready").status()).isEqualTo(200);
        assertThat(Footprint.of(APP)).isEqualTo(before);
    }

    /** What is no JSON object whatever the operation wants. */
    private static Map<String, byte[]> broken() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        for (String text : List.of(
                "",
                " ",
                "{",
                "[]",
                "null",
                "nul",
                "\"text\"",
                "1",
                "{} {}",
                "{}]",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":" + "1".repeat(5_000) + "}",
                "{\"a\":\"\0\"}",
                "<a/>",
                "a=1&b=2")) {
            bodies.put(text.length() > 60 ? text.substring(0, 60) : text, text.getBytes(UTF_8));
        }
        bodies.put("arrays 10,000 deep", ("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}").getBytes(UTF_8));
        bodies.put("objects 10,000 deep", ("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)).getBytes(UTF_8));
        bodies.put("never closed, 10,000 deep", "{\"a\":".repeat(10_000).getBytes(UTF_8));
        for (String bytes : List.of(
                "\u00c0\u00af", // overlong /
                "\u00c0\u0080", // overlong NUL
                "\u00e0\u0080\u00af",
                "\u00f0\u0080\u0080\u00af",
                "\u00ed\u00a0\u0080", // a half surrogate
                "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080", // a pair of them
                "\u00f5\u0080\u0080\u0080", // beyond the last character
                "\u00e4\u00bd", // cut off
                "\u0080",
                "\u00ff")) {
            bodies.put("bytes " + bytes, ("{\"hardshipText\":\"" + bytes + "\"}").getBytes(ISO_8859_1));
        }
        return bodies;
    }

    @Test
    void brokenBodiesOfAReportAreRefused() {
        broken().forEach((name, body) -> assertMalformed(name, submit(body)));
    }

    @Test
    void brokenBodiesOfOtherOperationsAreRefused() {
        for (String path : List.of(
                "/api/v1/resident-sessions",
                "/api/v1/staff-sessions",
                "/api/v1/sessions/refresh",
                "/api/v1/reports/" + receiptNo + "/supplements",
                "/api/v1/reports/" + receiptNo + "/withdrawal",
                "/api/v1/message-grants")) {
            broken().forEach((name, body) -> assertMalformed(
                    path + " " + name,
                    resident.send(
                            "POST",
                            path,
                            body,
                            "Idempotency-Key",
                            UUID.randomUUID().toString())));
        }
    }

    private static void assertMalformed(String name, Answer answer) {
        assertThat(answer.status()).as(name + " " + answer).isEqualTo(400);
        assertThat(answer.problem()).as(name).startsWith("body-");
    }

    @Test
    void valuesOfTheWrongKindAreRefusedFieldByField() {
        for (String value : List.of("null", "true", "1", "[]", "{}", "[[]]", "1e400", "\"\\u0000\"", "\"\\ud800\"")) {
            for (String field : Reports.crackedWall().fieldNames()) {
                JsonObject report = Reports.crackedWall();
                report.remove(field);
                String rest = report.encode().substring(1);

                Answer answer = submit(("{\"" + field + "\":" + value + "," + rest).getBytes(UTF_8));

                boolean fine = field.equals("riskMore") && value.equals("[]")
                        || field.equals("householdSize") && value.equals("1");
                if (fine) {
                    before = Footprint.of(APP);
                } else {
                    assertThat(answer.status())
                            .as(field + " " + value + " " + answer)
                            .isEqualTo(400);
                    assertThat(answer.faults())
                            .as(field + " " + value)
                            .allMatch(fault -> fault.startsWith("/" + field));
                }
            }
        }
    }

    @Test
    void nulAndHalfCharactersAreFaultsOfTheirFields() {
        JsonObject report =
                Reports.crackedWall().put("hardshipText", "墙\u0000裂").put("groupName", "二\ud800组");
        report.getJsonObject("subject").put("name", "白\u0000");
        String body = report.encode().replace("\ud800", "\\ud800").replace("?组", "\\ud800组");

        Answer answer = submit(body.getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faults())
                .containsExactlyInAnyOrder(
                        "/hardshipText wrong-format", "/groupName wrong-format", "/subject/name wrong-format");
    }

    @Test
    void namesOfFieldsAreShownOnlyAsFarAsTheyCanBe() {
        String rest = Reports.crackedWall().encode().substring(1);

        Answer answer =
                submit(("{\"\\ud800\":1,\"a/b~c\":1,\"" + "x".repeat(150) + "\":1,\"\\u0000<script>\":1," + rest)
                        .getBytes(UTF_8));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.faults())
                .containsExactly(
                        "/? unknown-field",
                        "/a~1b~0c unknown-field",
                        "/" + "x".repeat(60) + " unknown-field",
                        "/?<script> unknown-field");
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    }

    @Test
    void tenMegabytesAreRefusedHoweverTheyAreSent() {
        byte[] huge = new byte[TEN_MEGABYTES];

        assertThat(submit(huge).status()).isEqualTo(413);
        assertThat(resident.send(
                                "POST",
                                "/api/v1/reports/" + receiptNo + "/supplements",
                                huge,
                                "Idempotency-Key",
                                UUID.randomUUID().toString())
                        .status())
                .isEqualTo(413);
        assertThat(APP.stranger().send("POST", "/api/v1/staff-sessions", huge).status())
                .isEqualTo(413);
    }

    @Test
    void aBodyIsNotReadForSomebodyWithoutAToken() {
        Answer answer = APP.stranger()
                .send(
                        "POST",
                        "/api/v1/reports",
                        new byte[60_000],
                        "Idempotency-Key",
                        UUID.randomUUID().toString());

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void otherMediaTypesAreRefused() {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x", "")) {
            Answer answer = resident.send(
                    "POST",
                    "/api/v1/reports",
                    Reports.crackedWall().encode().getBytes(UTF_8),
                    "Content-Type",
                    type,
                    "Idempotency-Key",
                    UUID.randomUUID().toString());

            assertThat(answer.status()).as(type).isEqualTo(415);
        }
    }

    @Test
    void keysThatAreNoUuidAreRefused() {
        for (String key : List.of("1", "x".repeat(3_000), "00000000-0000-0000-0000-00000000000g", "' or 1=1--")) {
            Answer answer = resident.post("/api/v1/reports", Reports.crackedWall(), "Idempotency-Key", key);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.faults()).containsExactly("#Idempotency-Key wrong-format");
        }
        assertThat(resident.post("/api/v1/reports", Reports.crackedWall()).faults())
                .containsExactly("#Idempotency-Key required");
    }

    @Test
    void formsThatAreNotOnePhotoAreRefused() {
        String open = "--" + PhotoForm.BOUNDARY + "\r\n";
        String close = "--" + PhotoForm.BOUNDARY + "--\r\n";
        byte[] photo = TestPhotos.jpeg(64, 48);
        Map<String, byte[]> forms = new LinkedHashMap<>();
        forms.put("empty", new byte[0]);
        forms.put("no closing boundary", PhotoForm.part("photo", "a.jpg", photo));
        forms.put("cut inside the photo", Arrays.copyOf(PhotoForm.of("photo", "a.jpg", photo), 400));
        forms.put("cut inside the part's head", (open + "Content-Disposition: form-da").getBytes(UTF_8));
        forms.put("only the end", close.getBytes(UTF_8));
        forms.put("other field", PhotoForm.of("file", "a.jpg", photo));
        forms.put(
                "two photos", PhotoForm.concat(PhotoForm.part("photo", "a", photo), PhotoForm.of("photo", "b", photo)));
        forms.put(
                "a text, no file",
                (open + "Content-Disposition: form-data; name=\"photo\"\r\n\r\nx\r\n" + close).getBytes(UTF_8));
        forms.put("no name", (open + "Content-Disposition: form-data\r\n\r\nx\r\n" + close).getBytes(UTF_8));
        forms.put("no disposition", (open + "X: y\r\n\r\nx\r\n" + close).getBytes(UTF_8));
        forms.put("no colon", (open + "Content-Disposition\r\n\r\nx\r\n" + close).getBytes(UTF_8));
        forms.put("odd disposition", (open + "Content-Disposition: ;;;=;\"\r\n\r\nx\r\n" + close).getBytes(UTF_8));
        forms.put("other boundary", "--other\r\n\r\nx\r\n--other--\r\n".getBytes(UTF_8));
        forms.put("bytes", new byte[5_000]);
        for (String header : List.of(
                "Content-Type: text/plain; charset=no-such",
                "Content-Transfer-Encoding: no-such",
                "Content-Transfer-Encoding: base64",
                "Content-Length: -1",
                "Content-Length: 99999999999999999999",
                "Content-Length: x",
                "Content-Type: multipart/mixed",
                "Content-Type: multipart/mixed; boundary=inner",
                "X: " + "y".repeat(30_000))) {
            forms.put(
                    header.substring(0, Math.min(60, header.length())),
                    (open + "Content-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n" + header
                                    + "\r\n\r\nx\r\n" + close)
                            .getBytes(UTF_8));
        }
        forms.put(
                "odd file name",
                (open + "Content-Disposition: form-data; name=\"photo\"; filename*=UTF-9''%zz\r\n\r\nx\r\n" + close)
                        .getBytes(UTF_8));
        StringBuilder hundred = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            hundred.append(open)
                    .append("Content-Disposition: form-data; name=\"f")
                    .append(i)
                    .append("\"\r\n\r\nx\r\n");
        }
        forms.put("100 parts", (hundred + close).getBytes(UTF_8));
        byte[] manyPhotos = new byte[0];
        for (int i = 0; i < 100; i++) {
            manyPhotos = PhotoForm.concat(manyPhotos, PhotoForm.part("photo", i + ".jpg", photo));
        }
        forms.put("100 photos", PhotoForm.concat(manyPhotos, close.getBytes(UTF_8)));

        forms.forEach((name, form) -> {
            Answer answer = PhotoForm.send(resident, receiptNo, UUID.randomUUID(), form);

            assertThat(answer.status()).as(name + " " + answer).isIn(400, 422);
            assertThat(answer.problem()).as(name).isNotEmpty();
        });
    }

    @Test
    void formsWithoutAUsableBoundaryAreRefused() {
        byte[] form = PhotoForm.of("photo", "a.jpg", TestPhotos.jpeg(64, 48));
        for (String type : List.of(
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"\"",
                "multipart/form-data; boundary=" + "x".repeat(3_000),
                "multipart/form-data; boundary=other; charset=no-such",
                "multipart/form-dataX; boundary=" + PhotoForm.BOUNDARY,
                "multipart/form-data; charset=" + PhotoForm.BOUNDARY)) {
            Answer answer = resident.send(
                    "POST",
                    "/api/v1/reports/" + receiptNo + "/photos",
                    form,
                    "Content-Type",
                    type,
                    "Idempotency-Key",
                    UUID.randomUUID().toString());

            assertThat(answer.status()).as(type + answer).isIn(400, 415);
        }
    }

    private Answer submit(byte[] body) {
        return resident.send(
                "POST",
                "/api/v1/reports",
                body,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }
}
