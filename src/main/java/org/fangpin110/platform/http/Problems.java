package org.fangpin110.platform.http;

import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.handler.HttpException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fangpin110.platform.db.DatabaseFailures;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.AppException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only writer of errors: problem+json, in the caller's language, with a pointer for every field. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Messages messages;
    private final ConnectionGuard guard;

    Problems(Messages messages, ConnectionGuard guard) {
        this.messages = messages;
        this.guard = guard;
    }

    void write(HttpServerRequest request, Throwable failure, String requestId, String operation) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            request.connection().close();
            return;
        }
        AppException problem = understand(failure, requestId, operation);
        Language language = Language.of(request.getHeader("Accept-Language"));
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Content-Language", language.tag())
                .putHeader("Cache-Control", "no-store");
        if (problem.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        Object retryAfter = problem.details().get("retryAfterSeconds");
        if (retryAfter != null) {
            response.putHeader("Retry-After", String.valueOf(retryAfter));
        }
        Promise<Void> answered = Promise.promise();
        if (!request.isEnded()) {
            if (hasBody(request)) {
                response.putHeader("Connection", "close");
                guard.closeWhenRead(request, answered.future());
            } else {
                request.resume();
            }
        }
        response.end(JsonBodies.write(document(problem, language, requestId))).onComplete(answered);
    }

    /** Without a body there is nothing left to read, and the connection serves on. */
    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return request.headers().contains("Transfer-Encoding") || length != null && !length.equals("0");
    }

    private Map<String, Object> document(AppException problem, Language language, String requestId) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "/problems/" + problem.code());
        document.put(
                "title",
                messages.text(
                        language,
                        "problem." + problem.code(),
                        problem.parameters().toArray()));
        document.put("status", problem.status());
        document.put("requestId", requestId);
        document.putAll(problem.details());
        if (!problem.errors().isEmpty()) {
            List<Map<String, Object>> errors = problem.errors().stream()
                    .map(error -> Map.<String, Object>of(
                            "pointer", error.pointer(),
                            "code", error.code(),
                            "message",
                                    messages.text(
                                            language,
                                            "field." + error.code(),
                                            error.parameters().toArray())))
                    .toList();
            document.put("errors", errors);
        }
        return document;
    }

    /** Our own answers as they are; a database out of reach as 503; anything else is a bug: logged once, never shown. */
    private static AppException understand(Throwable failure, String requestId, String operation) {
        if (failure instanceof AppException problem) {
            return problem;
        }
        if (failure instanceof HttpException odd && odd.getStatusCode() / 100 == 4) {
            return AppException.status(400, "request-malformed"); // vertx-web could not read the address
        }
        if (DatabaseFailures.isUnavailable(failure)) {
            LOG.atWarn()
                    .addKeyValue("requestId", requestId)
                    .addKeyValue("operation", operation)
                    .addKeyValue("failure", failure.getClass().getSimpleName())
                    .log("The database did not answer");
            return AppException.unavailable("try-again-soon", Duration.ofSeconds(5));
        }
        LOG.atError()
                .addKeyValue("requestId", requestId)
                .addKeyValue("operation", operation)
                .setCause(DatabaseFailures.withoutValues(failure))
                .log("Unexpected failure");
        return AppException.status(500, "our-fault");
    }
}
