package org.fangpin110.platform.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.fangpin110.platform.i18n.Language;
import org.fangpin110.platform.problem.AppException;

/** One request on its way: who, parameters, body, handler, answer; every failure ends in {@link Problems}. */
final class Exchange {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private final RoutingContext ctx;
    private final HttpServerRequest request;
    private final Operation operation;
    private final Problems problems;
    private final ConnectionGuard guard;
    private final RequestMeter meter;
    private final String id;
    private final long startedAt = System.nanoTime();
    private final ConnectionGuard.Ticket ticket;
    private boolean bodyRead;

    Exchange(RoutingContext ctx, Operation operation, Problems problems, ConnectionGuard guard, RequestMeter meter) {
        this.ctx = ctx;
        this.request = ctx.request();
        this.operation = operation;
        this.problems = problems;
        this.guard = guard;
        this.meter = meter;
        this.id = requestId(request);
        this.ticket = guard.started(request.connection(), operation.deadline().toMillis(), this::late);
        request.response().putHeader("X-Request-Id", id);
        ctx.addEndHandler(ended -> {
            guard.ended(request.connection(), ticket);
            meter.answered(operation.id(), request.response().getStatusCode(), System.nanoTime() - startedAt);
        });
    }

    /** The id the caller gave, when it is a decent one, else a new one. */
    static String requestId(HttpServerRequest request) {
        String given = request.getHeader("X-Request-Id");
        return given != null && REQUEST_ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }

    void run(
            Authenticator authenticator,
            ParameterReader parameters,
            BodyReader bodies,
            Function<Request, Future<Reply>> handler) {
        request.pause();
        try {
            authenticated(authenticator)
                    .compose(caller -> {
                        Map<String, Object> values = parameters.read(ctx);
                        bodies.refuseEarly(request);
                        return bodies.read(request).compose(body -> {
                            bodyRead = true;
                            return handled(handler, authenticator, caller, values, bodies, body);
                        });
                    })
                    .onSuccess(reply -> {
                        if (!request.response().ended() && !request.response().closed()) {
                            reply.send(request.response());
                        }
                    })
                    .onFailure(this::failed);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private Future<Reply> handled(
            Function<Request, Future<Reply>> handler,
            Authenticator authenticator,
            Caller caller,
            Map<String, Object> values,
            BodyReader bodies,
            Buffer body) {
        Language language = Language.of(request.getHeader("Accept-Language"));
        return handler.apply(new Request(
                request,
                caller,
                values,
                language,
                id,
                bodies.decode(body),
                body,
                () -> authenticated(authenticator),
                action -> ctx.addEndHandler(ended -> action.run())));
    }

    private Future<Caller> authenticated(Authenticator authenticator) {
        if (authenticator == null) {
            return Future.succeededFuture();
        }
        String header = request.getHeader("Authorization");
        if (header == null || header.length() > 4096 || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw AppException.unauthenticated("sign-in-first");
        }
        return authenticator.authenticate(header.substring(7).strip()).map(this::permitted);
    }

    private Caller permitted(Caller caller) {
        Set<String> allowed = operation.roles();
        if (!allowed.isEmpty() && Collections.disjoint(allowed, caller.roles())) {
            throw AppException.forbidden("not-your-role");
        }
        return caller;
    }

    private void failed(Throwable failure) {
        problems.write(request, failure, id, operation.id());
    }

    private void late() {
        guard.ended(request.connection(), ticket);
        failed(
                bodyRead
                        ? AppException.unavailable("try-again-soon", Duration.ofSeconds(5))
                        : AppException.status(408, "request-too-slow"));
    }
}
