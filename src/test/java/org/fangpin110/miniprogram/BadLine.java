package org.fangpin110.miniprogram;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** The line between a phone in a village and the server: gives the program itself from disk, and everything else as badly as told. */
final class BadLine implements AutoCloseable {
    /** What happens to one request. */
    enum Fault {
        /** Never reaches the server. */
        BROKEN,
        /** Reaches it; the answer does not come back. */
        ANSWER_LOST,
        /** Reaches it; the answer comes back when {@link BadLine#release} is called. */
        HELD,
        SERVER_ERROR,
        TOKEN_EXPIRED
    }

    private static final List<String> PASSED_ON = List.of(
            "Accept-Encoding",
            "Accept-Language",
            "Authorization",
            "Content-Type",
            "Device-Id",
            "Idempotency-Key",
            "If-None-Match");
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "css", "text/css");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> arrived = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final HttpServer front;
    private final Path program;
    private final String server;
    private volatile CountDownLatch held = new CountDownLatch(1);
    private volatile boolean down;

    BadLine(Path program, String server) throws IOException {
        this.program = program;
        this.server = server;
        front = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        front.setExecutor(threads);
        front.createContext("/", this::handle);
        front.start();
    }

    String url() {
        return "http://127.0.0.1:" + front.getAddress().getPort();
    }

    /** No network from now on; the program itself is on the phone. */
    void down() {
        down = true;
    }

    void up() {
        down = false;
    }

    /** The next requests to this very path meet these faults, one each. */
    void next(String path, Fault... these) {
        faults.computeIfAbsent(path, key -> new ConcurrentLinkedQueue<>()).addAll(List.of(these));
    }

    void release() {
        held.countDown();
        held = new CountDownLatch(1);
    }

    /** A good line again, for whoever comes next. */
    void mend() {
        faults.clear();
        down = false;
        release();
    }

    /** Requests to this path that reached the server. */
    long arrived(String path) {
        return arrived.getOrDefault(path, new AtomicLong()).get();
    }

    /** Bytes of bodies both ways as they went over the line, without photos, and start counting anew. */
    long takeBytes() {
        return bytes.getAndSet(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (path.startsWith("/api/") || path.startsWith("/dev/") || path.startsWith("/health/")) {
                carry(exchange, path);
            } else {
                give(exchange, path.equals("/") ? "index.html" : path.substring(1));
            }
        }
    }

    private void give(HttpExchange exchange, String name) throws IOException {
        Path file = program.resolve(name).normalize();
        if (!file.startsWith(program) || !Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        byte[] content = Files.readAllBytes(file);
        exchange.getResponseHeaders()
                .set("Content-Type", TYPES.get(name.substring(name.lastIndexOf('.') + 1)) + "; charset=utf-8");
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    private void carry(HttpExchange exchange, String path) throws IOException {
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readAllBytes();
        }
        Fault fault = down
                ? Fault.BROKEN
                : faults.getOrDefault(path, new ConcurrentLinkedQueue<>()).poll();
        if (fault == Fault.BROKEN) {
            return; // closing without an answer cuts the connection
        }
        if (fault == Fault.SERVER_ERROR) {
            answer(exchange, 500, "{\"type\":\"/problems/our-fault\",\"title\":\"系统出错了\",\"status\":500}".getBytes());
            return;
        }
        if (fault == Fault.TOKEN_EXPIRED) {
            answer(
                    exchange,
                    401,
                    "{\"type\":\"/problems/sign-in-again\",\"title\":\"请重新登录\",\"status\":401}".getBytes());
            return;
        }
        CountDownLatch hold = held;
        HttpResponse<byte[]> response = forward(exchange, body);
        arrived.computeIfAbsent(path, key -> new AtomicLong()).incrementAndGet();
        if (!path.endsWith("/photos") && !path.startsWith("/dev/")) {
            bytes.addAndGet(body.length + response.body().length);
        }
        if (fault == Fault.HELD) {
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (fault == Fault.ANSWER_LOST) {
            return;
        }
        for (String name : List.of("content-type", "content-encoding", "etag")) {
            response.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders()
                    .set(name, value));
        }
        answer(exchange, response.statusCode(), response.body());
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : PASSED_ON) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean bare = status == 204 || status == 304 || body.length == 0;
        exchange.sendResponseHeaders(status, bare ? -1 : body.length);
        if (!bare) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        held.countDown();
        front.stop(0);
        threads.shutdownNow();
    }
}
