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

    private Node(AppConfig config, Optional<EmbeddedPostgres> embedded, Database database) {
        this.config = config;
        this.embedded = embedded;
        this.database = database;
        this.vertx = Vertx.builder()
                .with(new VertxOptions().setPreferNativeTransport(true).setMetricsOptions(meters.vertxOptions()))
                .withMetrics(meters.forVertx())
                .build();
    }

    /** Reads the settings, starts the embedded server when no other is named, brings the schema up to date. */
    static Node open(Optional<Path> file) {
        AppConfig config = settings(file);
        return config.database()
                .url()
                .map(url -> migrated(new Node(config, Optional.empty(), external(config, url))))
                .orElseGet(() -> embedded(config));
    }

    /** For a command beside the service: on a server that already runs here, the same one. */
    static Node openBeside(Optional<Path> file) {
        AppConfig config = settings(file);
        return config.database()
                .url()
                .map(url -> migrated(new Node(config, Optional.empty(), external(config, url))))
                .or(() -> EmbeddedPostgres.runningElsewhere(home(config))
                        .map(running -> new Node(config, Optional.empty(), Database.embedded(running, true))))
                .orElseGet(() -> embedded(config));
    }

    private static AppConfig settings(Optional<Path> file) {
        AppConfig config = AppConfig.of(new Settings(file, System.getenv()));
        System.setProperty("logback.configurationFile", config.jsonLog() ? "logback-json.xml" : "logback.xml");
        return config;
    }

    private static Database external(AppConfig config, String url) {
        return Database.external(
                url, config.database().ownerUrl(), config.database().preparedStatements());
    }

    private static Node embedded(AppConfig config) {
        EmbeddedPostgres server = startPostgres(config);
        return migrated(new Node(
                config,
                Optional.of(server),
                Database.embedded(server.connection(), config.database().preparedStatements())));
    }

    private static Node migrated(Node node) {
        try {
            node.database.migrate();
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private static Path home(AppConfig config) {
        return config.dataDirectory().resolve("postgres");
    }

    private static EmbeddedPostgres startPostgres(AppConfig config) {
        return EmbeddedPostgres.start(
                new EmbeddedPostgres.Settings(home(config), config.database().binaries(), FIRST_START, Map.of()));
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
