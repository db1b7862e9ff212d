package org.fangpin110;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.fangpin110.platform.db.Database;

/** What the operator asks: alive, ready, metrics. A port of its own, loopback by default; health also on the public one. */
final class Management {
    private final HttpServer server;

    private Management(HttpServer server) {
        this.server = server;
    }

    static Future<Management> start(App app) {
        Router router = Router.router(app.vertx);
        mountHealth(router, app);
        router.get("/metrics").handler(ctx -> ctx.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(app.meters.scrape()));
        return app.vertx
                .createHttpServer()
                .requestHandler(router)
                .listen(app.config.http().managementPort(), app.config.http().managementHost())
                .map(Management::new);
    }

    /** Live: the process answers. Ready: it has started, is not stopping, and its database answers within 2 s. */
    static void mountHealth(Router router, App app) {
        router.get("/health/live").handler(ctx -> answer(ctx, true));
        router.get("/health/ready").handler(ctx -> {
            if (!app.isReady()) {
                answer(ctx, false);
                return;
            }
            Future<Boolean> database = Database.answers(app.pool);
            app.vertx.setTimer(TimeUnit.SECONDS.toMillis(2), late -> {
                if (!database.isComplete() && !ctx.response().ended()) {
                    answer(ctx, false);
                }
            });
            database.otherwise(false).onSuccess(up -> {
                if (!ctx.response().ended()) {
                    answer(ctx, up);
                }
            });
        });
    }

    private static void answer(RoutingContext ctx, boolean up) {
        ctx.response()
                .setStatusCode(up ? 200 : 503)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end("{\"status\":\"" + (up ? "UP" : "DOWN") + "\"}");
    }

    public int port() {
        return server.actualPort();
    }
}
