package org.fangpin110.sandbox;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;

/** {@code GET /dev/decisions/:receiptNo}: where a report went and what it was joined to, for {@code feed} and curl on this machine. */
public final class DecisionPage {
    private final SqlClient db;
    private final DecisionRepository decisions = new DecisionRepository();

    public DecisionPage(DevelopmentProfile development, SqlClient db) {
        this.db = db;
    }

    public void mount(Router router) {
        router.get("/dev/decisions/:receiptNo").handler(DevelopmentPages::guard).handler(this::show);
    }

    private void show(RoutingContext ctx) {
        decisions
                .decision(db, ctx.pathParam("receiptNo"))
                .onSuccess(found -> found.ifPresentOrElse(
                        decision -> DevelopmentPages.send(ctx, "application/json", decision.encode()),
                        () -> DevelopmentPages.problem(ctx, 404, "not-found", "没有这个回执编号")))
                .onFailure(ctx::fail);
    }
}
