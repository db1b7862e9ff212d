package org.fangpin110.platform.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.Validator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.platform.problem.AppException;

/**
 * Binds the contract's operations to handlers and mounts them. Refuses to start when code and contract name different
 * operations. One instance per event loop.
 */
public final class Api {
    private record Binding(Function<Request, Future<Reply>> handler, BodyDecoder<?> decoder) {}

    private final Contract contract;
    private final Problems problems;
    private final ConnectionGuard guard;
    private final RequestMeter meter;
    private final Map<String, Authenticator> authenticators = new LinkedHashMap<>();
    private final Map<String, Binding> bindings = new LinkedHashMap<>();

    public Api(Vertx vertx, Contract contract, Messages messages, RequestMeter meter) {
        this(vertx, contract, messages, meter, Patience.STANDARD);
    }

    public Api(Vertx vertx, Contract contract, Messages messages, RequestMeter meter, Patience patience) {
        this.contract = contract;
        this.guard = new ConnectionGuard(vertx, patience);
        this.problems = new Problems(messages, guard);
        this.meter = meter;
    }

    /** Who checks the tokens of one security scheme of the contract. */
    public Api authenticate(String scheme, Authenticator authenticator) {
        authenticators.put(scheme, authenticator);
        return this;
    }

    public Api bind(String operationId, Function<Request, Future<Reply>> handler) {
        return bind(operationId, new Binding(handler, null));
    }

    /** Binds a hot operation, marked x-typed-decoder in the contract. */
    public Api bind(String operationId, BodyDecoder<?> decoder, Function<Request, Future<Reply>> handler) {
        return bind(operationId, new Binding(handler, decoder));
    }

    private Api bind(String operationId, Binding binding) {
        if (bindings.put(operationId, binding) != null) {
            throw new IllegalStateException("Bound twice: " + operationId);
        }
        return this;
    }

    /** Tells the guard of a new connection; give it to the server's connection handler. */
    public void connectionOpened(HttpConnection connection) {
        guard.opened(connection);
    }

    /** Answers what is not HTTP as it should be; give it to the server's invalid request handler. */
    public void invalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        AppException problem = AppException.status(400, "request-malformed");
        if (cause instanceof TooLongHttpLineException) {
            problem = AppException.status(414, "address-too-long");
        } else if (cause instanceof TooLongHttpHeaderException) {
            problem = AppException.status(431, "headers-too-large");
        }
        problems.write(request, problem, Exchange.requestId(request), "none");
    }

    /** Requests not yet answered, for the drain at shutdown. */
    public int requestsUnderWay() {
        return guard.underWay();
    }

    /** Mounts everything at the router's root. */
    public void mount(Router router) {
        Set<String> unbound = new TreeSet<>(contract.operationIds());
        unbound.removeAll(bindings.keySet());
        Set<String> unknown = new TreeSet<>(bindings.keySet());
        unknown.removeAll(contract.operationIds());
        if (!unbound.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalStateException(
                    "Contract and code differ: without handler " + unbound + ", not in the contract " + unknown);
        }
        contract.operations().values().forEach(operation -> mount(router, operation));
        Map.of(404, "not-found", 405, "method-not-allowed", 400, "request-malformed", 414, "address-too-long")
                .forEach((status, code) ->
                        router.errorHandler(status, ctx -> fail(ctx, AppException.status(status, code), "none")));
        router.errorHandler(500, ctx -> fail(ctx, ctx.failure(), "none"));
    }

    private void mount(Router router, Operation operation) {
        Binding binding = bindings.get(operation.id());
        if (operation.typedDecoder() != (binding.decoder() != null)) {
            throw new IllegalStateException("x-typed-decoder and binding disagree: " + operation.id());
        }
        Authenticator authenticator =
                operation.security().map(this::authenticatorOf).orElse(null);
        ParameterReader parameters = new ParameterReader(operation);
        Validator validator = operation
                .bodySchema()
                .filter(schema -> binding.decoder() == null)
                .map(Schemas::validator)
                .orElse(null);
        BodyReader bodies = new BodyReader(operation, validator, binding.decoder());
        Route route = router.route(operation.method(), operation.path());
        if (operation.method() == HttpMethod.GET && !operation.path().startsWith("/api/")) {
            route.method(HttpMethod.HEAD); // a page; link previews and monitors ask so
        }
        route.handler(ctx -> {
            Exchange exchange = new Exchange(ctx, operation, problems, guard, meter);
            exchange.run(authenticator, parameters, bodies, binding.handler());
        });
    }

    private Authenticator authenticatorOf(String scheme) {
        Authenticator authenticator = authenticators.get(scheme);
        if (authenticator == null) {
            throw new IllegalStateException("No authenticator for security scheme " + scheme);
        }
        return authenticator;
    }

    private void fail(RoutingContext ctx, Throwable failure, String operation) {
        HttpServerRequest request = ctx.request();
        problems.write(request, failure, Exchange.requestId(request), operation);
    }
}
