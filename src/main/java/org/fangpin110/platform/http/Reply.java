package org.fangpin110.platform.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What an operation answers. Immutable but for headers added while it is built. */
public final class Reply {
    private final int status;
    private final Object body;
    private final Buffer bytes;
    private final String mediaType;
    private final Consumer<HttpServerResponse> stream;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Reply(int status, Object body, Buffer bytes, String mediaType, Consumer<HttpServerResponse> stream) {
        this.status = status;
        this.body = body;
        this.bytes = bytes;
        this.mediaType = mediaType;
        this.stream = stream;
    }

    public static Reply ok(Object body) {
        return new Reply(200, body, null, "application/json", null);
    }

    public static Reply created(Object body) {
        return new Reply(201, body, null, "application/json", null);
    }

    public static Reply noContent() {
        return new Reply(204, null, null, null, null);
    }

    public static Reply notModified() {
        return new Reply(304, null, null, null, null);
    }

    public static Reply bytes(String mediaType, Buffer bytes) {
        return new Reply(200, null, bytes, mediaType, null);
    }

    /** A page for people, of any status. */
    public static Reply page(int status, String html) {
        return new Reply(status, null, Buffer.buffer(html), "text/html; charset=utf-8", null);
    }

    /** The response stays open; whoever writes it also ends it. */
    public static Reply stream(String mediaType, Consumer<HttpServerResponse> stream) {
        return new Reply(200, null, null, mediaType, stream);
    }

    public Reply header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    void send(HttpServerResponse response) {
        response.setStatusCode(status);
        response.putHeader("Cache-Control", "no-store").putHeader("X-Content-Type-Options", "nosniff");
        headers.forEach(response::putHeader);
        if (mediaType != null) {
            response.putHeader("Content-Type", mediaType);
        }
        if (stream != null) {
            response.setChunked(true);
            stream.accept(response);
        } else if (bytes != null) {
            response.end(bytes);
        } else if (body != null) {
            response.end(JsonBodies.write(body));
        } else {
            response.end();
        }
    }
}
