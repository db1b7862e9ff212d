package org.fangpin110.platform.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    Request(
            HttpServerRequest http,
            Caller caller,
            Map<String, Object> parameters,
            Language language,
            String id,
            Object decoded,
            Buffer raw) {
        this.http = http;
        this.caller = caller;
        this.parameters = parameters;
        this.language = language;
        this.id = id;
        this.decoded = decoded;
        this.raw = raw;
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

    public Language language() {
        return language;
    }

    /** Correlates answer, log lines and support calls; also in the X-Request-Id header. */
    public String id() {
        return id;
    }

    /** Called when the client went away before the answer ended; for streams. */
    public void onClose(Runnable action) {
        http.connection().closeHandler(closed -> action.run());
    }
}
