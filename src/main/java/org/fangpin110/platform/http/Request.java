package org.fangpin110.platform.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.problem.AppException;

/** A request that passed the contract: authenticated, parameters and body of the right shape. */
public final class Request {
    private final HttpServerRequest http;
    private final Caller caller;
    private final Map<String, Object> parameters;
    private final Language language;
    private final String id;
    private final Object decoded;
    private final Buffer raw;
    private final Supplier<Future<Caller>> authentication;
    private final Consumer<Runnable> atEnd;

    Request(
            HttpServerRequest http,
            Caller caller,
            Map<String, Object> parameters,
            Language language,
            String id,
            Object decoded,
            Buffer raw,
            Supplier<Future<Caller>> authentication,
            Consumer<Runnable> atEnd) {
        this.http = http;
        this.caller = caller;
        this.parameters = parameters;
        this.language = language;
        this.id = id;
        this.decoded = decoded;
        this.raw = raw;
        this.authentication = authentication;
        this.atEnd = atEnd;
    }

    /** A parameter that the contract requires. */
    public String parameter(String name) {
        return (String) parameters.get(name);
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable((String) parameters.get(name));
    }

    public int integer(String name, int otherwise) {
        Object value = parameters.get(name);
        return value == null ? otherwise : ((Number) value).intValue();
    }

    public UUID uuid(String name) {
        return UUID.fromString(parameter(name));
    }

    /** The version inside {@code If-Match: "7"}. */
    public int seenVersion() {
        String tag = parameter("If-Match");
        return Integer.parseInt(tag.substring(1, tag.length() - 1));
    }

    /** The body as a record; for operations with a typed decoder, what it made. */
    @SuppressWarnings("unchecked")
    public <T> T body(Class<T> type) {
        if (type.isInstance(decoded)) {
            return (T) decoded;
        }
        return JsonBodies.convert((Map<String, Object>) decoded, type);
    }

    /** The one file part of a multipart body. */
    public Buffer onlyFile() {
        return MultipartBody.onlyFile(http, raw);
    }

    /** The body's bytes as they came, for hashing. */
    public Buffer bytes() {
        return raw;
    }

    public <C extends Caller> C caller(Class<C> type) {
        if (!type.isInstance(caller)) {
            throw AppException.forbidden("wrong-kind-of-account");
        }
        return type.cast(caller);
    }

    /** Where it came from, or where one of our own proxies says it came from. */
    public String callerAddress(Set<String> proxies) {
        String nearest = http.remoteAddress().hostAddress();
        String forwarded = http.getHeader("X-Forwarded-For");
        return forwarded != null && proxies.contains(nearest)
                ? forwarded.substring(forwarded.lastIndexOf(',') + 1).strip()
                : nearest;
    }

    public Language language() {
        return language;
    }

    /** Correlates answer, log lines and support calls; also in the X-Request-Id header. */
    public String id() {
        return id;
    }

    /** Who calls, looked at anew: fails with 401 or 403 once token or posts no longer allow this operation; for streams. */
    public <C extends Caller> Future<C> callerNow(Class<C> type) {
        return authentication.get().map(type::cast);
    }

    /** Called once, when the answer ended or the client went away. Handlers set on the response itself would undo ours. */
    public void atEnd(Runnable action) {
        atEnd.accept(action);
    }
}
