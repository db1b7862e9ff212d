package org.fangpin110.platform.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The staff console as the build left it on the classpath, held in memory. Its assets bear their digest in their name and are good for a
 * year; the one page behind all its addresses is asked for anew each time. Nothing in it comes from elsewhere, and the policy says so.
 */
public final class ConsolePages {
    private static final String FOLDER = "/console/";
    private static final String POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
                    + "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    /** The addresses of the console's own router; see {@code src/main/console/src/router.ts}. */
    private static final List<String> ADDRESSES = List.of("/", "/sign-in", "/queue", "/cases/:caseId");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    private record Page(Buffer content, String type, String tag) {}

    private final Map<String, Page> pages = new HashMap<>();

    /** Reads all of it; nothing when the program was built without. */
    public ConsolePages() {
        byte[] list = read("files.json");
        if (list != null) {
            new JsonArray(Buffer.buffer(list)).forEach(name -> pages.put("/" + name, page((String) name)));
        }
    }

    public boolean isBuilt() {
        return !pages.isEmpty();
    }

    public void mount(Router router) {
        ADDRESSES.forEach(
                address -> router.get(address).handler(ctx -> send(ctx, pages.get("/index.html"), "no-cache")));
        pages.keySet().stream().filter(name -> !name.equals("/index.html")).forEach(name -> router.get(name)
                .handler(ctx -> send(
                        ctx,
                        pages.get(name),
                        name.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache")));
    }

    private static void send(RoutingContext ctx, Page page, String caching) {
        ctx.response()
                .putHeader("content-security-policy", POLICY)
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("referrer-policy", "same-origin")
                .putHeader("cache-control", caching)
                .putHeader("etag", page.tag());
        if (page.tag().equals(ctx.request().getHeader("if-none-match"))) {
            ctx.response().setStatusCode(304).end();
        } else {
            ctx.response().putHeader("content-type", page.type()).end(page.content());
        }
    }

    private static Page page(String name) {
        byte[] content = read(name);
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        return new Page(Buffer.buffer(content), type, "\"" + digest(content) + "\"");
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Null when it is not there. */
    private static byte[] read(String name) {
        try (InputStream in = ConsolePages.class.getResourceAsStream(FOLDER + name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
