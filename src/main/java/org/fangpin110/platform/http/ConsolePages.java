package org.fangpin110.platform.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.Route;
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
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;

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
    private static final List<String> ADDRESSES = List.of(
            "/",
            "/sign-in",
            "/queue",
            "/cases/:caseId",
            "/call-tasks",
            "/messages",
            "/overview",
            "/units",
            "/unit-changes",
            "/people",
            "/audit",
            "/checks",
            "/me");
    /** What a person types, as opposed to a program: no interface, no file. */
    private static final String TYPED = "/(?!api/)[^.]*";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    private record Page(Buffer content, String type, String tag) {}

    private final Messages messages;
    private final Map<String, Page> pages = new HashMap<>();

    /** Reads all of it; nothing when the program was built without. */
    public ConsolePages(Messages messages) {
        this.messages = messages;
        byte[] list = read("files.json");
        if (list != null) {
            new JsonArray(Buffer.buffer(list)).forEach(name -> pages.put("/" + name, page((String) name)));
        }
    }

    public boolean isBuilt() {
        return !pages.isEmpty();
    }

    public void mount(Router router) {
        ADDRESSES.forEach(address ->
                reading(router.route(address)).handler(ctx -> send(ctx, pages.get("/index.html"), "no-cache")));
        pages.keySet().stream().filter(name -> !name.equals("/index.html")).forEach(name -> reading(router.route(name))
                .handler(ctx -> send(
                        ctx,
                        pages.get(name),
                        name.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache")));
    }

    /** Answers whoever typed an address that is none; a program gets its problem as ever. */
    public void mountNothing(Router router) {
        reading(router.routeWithRegex(TYPED)).last().handler(ctx -> {
            String wanted = ctx.request().getHeader("accept");
            if (wanted == null || !wanted.contains("text/html")) {
                ctx.next();
                return;
            }
            Language language = Language.of(ctx.request().getHeader("accept-language"));
            Buffer page = Buffer.buffer("<!doctype html><html lang=\"" + language.tag()
                    + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"
                    + messages.text(language, "page.nothing.title") + "</title></head><body><main><h1>"
                    + messages.text(language, "page.nothing.title") + "</h1><p>"
                    + messages.text(language, "page.nothing.text") + "</p><p><a href=\"/\">"
                    + messages.text(language, "page.nothing.home") + "</a></p></main></body></html>");
            guarded(ctx)
                    .setStatusCode(404)
                    .putHeader("cache-control", "no-store")
                    .putHeader("content-language", language.tag());
            body(ctx, TYPES.get("html"), page);
        });
    }

    private static Route reading(Route route) {
        return route.method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    private static HttpServerResponse guarded(RoutingContext ctx) {
        return ctx.response()
                .putHeader("content-security-policy", POLICY)
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("referrer-policy", "same-origin");
    }

    /** HEAD: everything but the content. */
    private static void body(RoutingContext ctx, String type, Buffer content) {
        ctx.response().putHeader("content-type", type);
        if (ctx.request().method() == HttpMethod.HEAD) {
            ctx.response()
                    .putHeader("content-length", String.valueOf(content.length()))
                    .end();
        } else {
            ctx.response().end(content);
        }
    }

    private static void send(RoutingContext ctx, Page page, String caching) {
        guarded(ctx).putHeader("cache-control", caching).putHeader("etag", page.tag());
        if (page.tag().equals(ctx.request().getHeader("if-none-match"))) {
            ctx.response().setStatusCode(304).end();
        } else {
            body(ctx, page.type(), page.content());
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
