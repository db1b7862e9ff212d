package org.fangpin110;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fangpin110.platform.config.Settings;
import org.fangpin110.platform.db.Database;
import org.fangpin110.platform.db.EmbeddedPostgres;
import org.fangpin110.platform.metrics.Meters;

/** What every command of the jar stands on: settings, the database server, Vert.x; let go in the opposite order. */
final class Node implements AutoCloseable {
    private static final Duration FIRST_START = Duration.ofMinutes(2);

    final AppConfig config;
    final Meters meters = new Meters();
    private final Optional<EmbeddedPostgres> embedded;
    final Database database;
    final Vertx vertx;

    private Node(AppConfig config) {
        this.config = config;
        this.embedded = config.database().url().isPresent() ? Optional.empty() : Optional.of(startPostgres(config));
        boolean prepared = config.database().preparedStatements();
        this.database = embedded.map(server -> Database.embedded(server.connection(), prepared))
                .orElseGet(() -> Database.external(config.database().url().orElseThrow(), prepared));
        this.vertx = Vertx.builder()
                .with(new VertxOptions().setPreferNativeTransport(true).setMetricsOptions(meters.vertxOptions()))
                .withMetrics(meters.forVertx())
                .build();
    }

    /** Reads the settings, starts the embedded server when no other is named, brings the schema up to date. */
    static Node open(Optional<Path> file) {
        AppConfig config = AppConfig.of(new Settings(file, System.getenv()));
        System.setProperty("logback.configurationFile", config.jsonLog() ? "logback-json.xml" : "logback.xml");
        Node node = new Node(config);
        try {
            node.database.migrate();
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private static EmbeddedPostgres startPostgres(AppConfig config) {
        return EmbeddedPostgres.start(new EmbeddedPostgres.Settings(
                config.dataDirectory().resolve("postgres"), config.database().binaries(), FIRST_START, Map.of()));
    }

    App app() {
        return new App(vertx, config, database, InstantSource.system(), meters);
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            // going down anyway; the database server is what must be stopped in order
        }
        embedded.ifPresent(EmbeddedPostgres::close);
    }
}
