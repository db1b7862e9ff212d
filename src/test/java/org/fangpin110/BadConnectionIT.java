package org.fangpin110;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.fangpin110.support.Footprint;
import org.fangpin110.support.PhotoForm;
import org.fangpin110.support.RawConnection;
import org.fangpin110.support.RawConnection.Raw;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bytes on the wire: slow, torn, lying or not HTTP at all; every one is answered or cut inside its deadline. */
class BadConnectionIT {
    @RegisterExtension
    static final TestApp APP = TestApp.with(Map.of(
            "FANGPIN_HTTP_FIRST_REQUEST_SECONDS", "1",
            "FANGPIN_HTTP_WHOLE_REQUEST_SECONDS", "2"));

    /** The longest deadline, its sweep, and a slow machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Visitor resident = APP.resident("u-" + UUID.randomUUID());
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

    private static RawConnection connect() throws IOException {
        return new RawConnection(APP.port(), PATIENCE);
    }

    private String head(String method, String path, String... headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + resident.token()
                + "\r\nIdempotency-Key: " + UUID.randomUUID() + "\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    private String submission(String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Type: application/json");
        return head("POST", "/api/v1/reports", all.toArray(String[]::new));
    }

    @Test
    void tricklingHeadersAreCutBeforeTheyEnd() throws IOException {
        List<RawConnection> slow = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            slow.add(connect().send("GET /api/v1/reports HTTP/1.1\r\nHost: x\r\n"));
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (RawConnection connection : slow) {
            assertThat(isCutWhileTrickling(connection, "X: y\r\n", deadline)).isTrue();
            connection.close();
        }
    }

    @Test
    void tricklingBodiesAreCutBeforeTheyEnd() throws IOException {
        try (RawConnection connection = connect().send(submission("Content-Length: 60000"))) {
            assertThat(isCutWhileTrickling(connection, "{", System.nanoTime() + PATIENCE.toNanos()))
                    .isTrue();
        }
    }

    @Test
    void tricklingBodiesOfRefusedRequestsAreCutToo() throws IOException {
        for (String head : List.of(
                "POST /api/v1/reports HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n",
                "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n")) {
            try (RawConnection connection = connect().send(head)) {
                assertThat(isCutWhileTrickling(connection, "{", System.nanoTime() + PATIENCE.toNanos()))
                        .as(head)
                        .isTrue();
            }
        }
    }

    /** Goes on sending a little, as a slow client does, until the server will not have it. */
    private static boolean isCutWhileTrickling(RawConnection connection, String drop, long deadline) {
        try {
            while (System.nanoTime() < deadline) {
                connection.send(drop);
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    @Test
    void aBodyThatStopsComingIsAnsweredAtTheDeadline() throws IOException {
        for (String framing : List.of("Content-Length: 1000", "Transfer-Encoding: chunked")) {
            String start = framing.startsWith("C") ? "{\"reporterKind\":" : "5\r\n{\"a\":\r\n";
            try (RawConnection connection = connect().send(submission(framing) + start)) {
                Raw answer = connection.read();

                assertProblem(framing, answer);
                assertThat(answer.status()).isEqualTo(408);
                assertThat(connection.isClosedByServer()).isTrue();
            }
        }
    }

    @Test
    void aBodyBrokenOffByItsSenderHurtsNobody() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (RawConnection connection = connect().send(submission("Content-Length: 1000") + "{\"reporterKind\":")) {
                connection.endOfInput();
                assertThat(connection.isClosedByServer()).isTrue();
            }
        }
    }

    @Test
    void aPhotoFormWithoutItsEndIsAnsweredAtOnceOrAtTheDeadline() throws IOException {
        String receiptNo =
                resident.submit(UUID.randomUUID(), Reports.crackedWall()).json().getString("receiptNo");
        before = Footprint.of(APP);
        byte[] part = PhotoForm.part("photo", "a.jpg", new byte[1_000]);
        for (int claimed : List.of(part.length, part.length + 500)) {
            try (RawConnection connection = connect()) {
                connection
                        .send(head(
                                "POST",
                                "/api/v1/reports/" + receiptNo + "/photos",
                                "Content-Type: " + PhotoForm.TYPE,
                                "Content-Length: " + claimed))
                        .send(part);
                Raw answer = connection.read();

                assertProblem("claimed " + claimed, answer);
                assertThat(answer.status()).isEqualTo(claimed == part.length ? 400 : 408);
            }
        }
    }

    @Test
    void tenMegabytesWithAndWithoutALengthAreRefused() throws IOException {
        byte[] megabyte = new byte[1024 * 1024];
        for (String framing : List.of("Content-Length: 10485760", "Transfer-Encoding: chunked")) {
            try (RawConnection connection = connect().send(submission(framing))) {
                for (int i = 0; i < 10; i++) {
                    if (framing.startsWith("T")) {
                        connection.sendAsMuchAsPossible("100000\r\n".getBytes(UTF_8));
                    }
                    connection.sendAsMuchAsPossible(megabyte);
                    if (framing.startsWith("T")) {
                        connection.sendAsMuchAsPossible("\r\n".getBytes(UTF_8));
                    }
                }
                Raw answer = connection.read();

                assertProblem(framing, answer);
                assertThat(answer.status()).isEqualTo(413);
            }
        }
    }

    @Test
    void lengthsThatLieAreRefused() throws IOException {
        for (String framing : List.of(
                "Content-Length: -5",
                "Content-Length: abc",
                "Content-Length: 99999999999999999999",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5, 6",
                "Content-Length: 0x10",
                "Content-Length: +5",
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: chunked, gzip",
                "Transfer-Encoding: xchunked")) {
            try (RawConnection connection = connect().send(submission(framing) + "{\"a\":1}\r\n\r\n")) {
                Raw answer = connection.read();

                assertProblem(framing, answer);
            }
        }
    }

    @Test
    void moreThanWasAnnouncedIsNotTakenForABody() throws IOException {
        try (RawConnection connection =
                connect().send(submission("Content-Length: 7") + "{\"a\":1}{\"b\":2}\r\n\r\n")) {
            Raw first = connection.read();
            Raw second = connection.read();

            assertProblem("first", first);
            assertProblem("second", second);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void brokenChunksEndTheConnection() throws IOException {
        for (String chunks :
                List.of("zz\r\n{}\r\n0\r\n\r\n", "-1\r\n{}\r\n", "5\r\n{}\r\n0\r\n\r\n", "fffffffffffffffff\r\n{}")) {
            try (RawConnection connection = connect().send(submission("Transfer-Encoding: chunked") + chunks)) {
                assertThat(connection.isClosedByServer()).as(chunks).isTrue();
            }
        }
    }

    @Test
    void whoAsksBeforeSendingIsToldToGoOn() throws IOException {
        byte[] body =
                Reports.crackedWall().put("reporterKind", "NOBODY").encode().getBytes(UTF_8);
        try (RawConnection connection =
                connect().send(submission("Expect: 100-continue", "Content-Length: " + body.length))) {
            Raw interim = connection.read();
            Raw answer = connection.send(body).read();

            assertThat(interim.status()).isEqualTo(100);
            assertThat(answer.status()).isEqualTo(400);
        }
    }

    @Test
    void twoSubmissionsInOneBreathAreAnsweredInOrder() throws IOException {
        String body = Reports.crackedWall().encode();
        String other = Reports.crackedWall().put("reporterKind", "NOBODY").encode();
        String length = "Content-Length: ";
        try (RawConnection connection = connect()
                .send(submission(length + body.getBytes(UTF_8).length)
                        + body
                        + submission(length + other.getBytes(UTF_8).length)
                        + other
                        + head("GET", "/api/v1/reports"))) {
            assertThat(connection.read().status()).isEqualTo(201);
            assertThat(connection.read().status()).isEqualTo(400);
            Raw mine = connection.read();

            assertThat(mine.status()).isEqualTo(200);
            assertThat(mine.body()).containsOnlyOnce("receiptNo");
        }
        before = Footprint.of(APP);
    }

    @Test
    void methodsNobodyKnowsAreRefused() throws IOException {
        for (String method : List.of("FOO", "get", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "X".repeat(200))) {
            try (RawConnection connection = connect().send(head(method, "/api/v1/reports"))) {
                Raw answer = connection.read();

                assertProblem(method, answer);
            }
        }
    }

    @Test
    void addressesNobodyMadeAreRefused() throws IOException {
        for (String path : List.of(
                "/api/v1/reports/..%2f..%2fetc%2fpasswd",
                "/api/v1/reports/../../../etc/passwd",
                "/../../etc/passwd",
                "/dev/../../etc/passwd",
                "/dev/..%2f..%2fconf/app.yaml",
                "/api/v1/reports/%zz",
                "/api/v1/reports/%",
                "/api/v1/reports/%00",
                "/api/v1/reports/%c0%af",
                "/api/v1/reports/ABCD%0A",
                "/api/v1/reports/by-key/" + UUID.randomUUID() + "%0A",
                "/api/v1/reports/by-key/" + UUID.randomUUID() + "%00",
                "/api/v1/reports?after=%zz",
                "/api/v1/reports?after=%00",
                "/api/v1/reports?limit=99999999999",
                "/api/v1/reports?limit=1%0A",
                "/api/v1/reports?limit=%F0%9F%98%80",
                "/api/v1/units/152223000000%0A",
                "/api/v1/units?prefix=%zz",
                "/api/v1//reports",
                "/api/v1/reports/a/b/c",
                "/API/V1/REPORTS",
                "http://evil.invalid/api",
                "//evil.invalid/api",
                "*",
                "api",
                "/\\..\\",
                "/?" + "a&".repeat(1_500))) {
            try (RawConnection connection = connect().send(head("GET", path))) {
                Raw answer = connection.read();

                assertProblem(path, answer);
            }
        }
    }

    @Test
    void oddQueriesOfPublicOperationsAreNotOurFault() throws IOException {
        for (String path : List.of(
                "/api/v1/units?prefix=%00",
                "/api/v1/units?prefix=%F0%9F%98%80",
                "/api/v1/units?prefix=" + "%E5%A5%BD".repeat(300),
                "/api/v1/units?prefix=%ED%A0%80",
                "/api/v1/units?prefix=a&prefix=b",
                "/api/v1/dictionary?x=%00",
                "/dev/?page=%zz",
                "/dev/messages?limit=x",
                "/dev/messages?since=99999999999999999999")) {
            try (RawConnection connection = connect().send(head("GET", path, "If-None-Match: \"" + "x".repeat(500)))) {
                assertThat(connection.read().status()).as(path).isLessThan(500);
            }
        }
    }

    @Test
    void tooLongAnAddressOrHeaderIsToldSo() throws IOException {
        try (RawConnection connection = connect().send(head("GET", "/api/v1/reports/" + "A".repeat(8 * 1024)))) {
            Raw answer = connection.read();
            assertProblem("address", answer);
            assertThat(answer.status()).isEqualTo(414);
        }
        try (RawConnection connection = connect().send(head("GET", "/api/v1/reports", "X: " + "y".repeat(20 * 1024)))) {
            Raw answer = connection.read();
            assertProblem("header", answer);
            assertThat(answer.status()).isEqualTo(431);
        }
        try (RawConnection connection =
                connect().send(head("GET", "/api/v1/reports", "X: y\r\n".repeat(5_000) + "Z: z"))) {
            Raw answer = connection.read();
            assertProblem("headers", answer);
            assertThat(answer.status()).isEqualTo(431);
        }
    }

    @Test
    void whatIsNotHttpIsRefusedOrCut() throws IOException {
        for (String bytes : List.of(
                "GET /\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET / FTP/1.1\r\nHost: x\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0000\u00f1\u0001\u0000\u0000\u00ed\u0003\u0003\r\n\r\n",
                "\0\0\0\0\r\n\r\n",
                "GET /api/v1/reports HTTP/1.1\r\nHost: x\r\nNo colon\r\n\r\n",
                "GET /api/v1/reports HTTP/1.1\r\nHost: x\r\nBad name: x\r\n\r\n",
                "GET /api/v1/reports HTTP/1.1\r\nHost: x\r\n: nameless\r\n\r\n",
                "GET /api/v1/reports HTTP/1.1\r\nHost: x\r\nX: \0\r\n\r\n",
                "GET /api/v1/reports HTTP/1.1\r\n\r\n",
                "GET /api/v1/reports HTTP/1.1\r\nHost: a b c\r\n\r\n",
                "GET  /api/v1/reports  HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/reports HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
                "GET /api/v1/reports HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
                "CONNECT evil.invalid:443 HTTP/1.1\r\nHost: evil.invalid\r\n\r\n")) {
            try (RawConnection connection = connect().send(bytes)) {
                Raw answer = connection.read();

                assertProblem(bytes, answer);
            }
        }
    }

    @Test
    void aFloodOfOpenedAndForgottenConnectionsIsSweptAway() throws IOException {
        List<RawConnection> forgotten = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            forgotten.add(connect());
        }
        for (RawConnection connection : forgotten) {
            assertThat(connection.isClosedByServer()).isTrue();
            connection.close();
        }
    }

    private static void assertProblem(String what, Raw answer) {
        assertThat(answer.status()).as(what + " " + answer).isBetween(400, 499);
        assertThat(answer.isProblem()).as(what + " " + answer).isTrue();
    }
}
