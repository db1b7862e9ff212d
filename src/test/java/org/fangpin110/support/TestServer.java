package org.fangpin110.support;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.fangpin110.platform.db.Database;
import org.fangpin110.platform.db.EmbeddedPostgres;
import org.fangpin110.unit.UnitRepository;
import org.fangpin110.unit.Units;

/**
 * One embedded PostgreSQL for the whole test run, and any number of fresh databases on it: empty ones and ones with all
 * units, copied from templates. Only here fsync is off: crash tests start servers of their own.
 */
public final class TestServer {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static TestServer running;

    private final EmbeddedPostgres postgres;
    private final Vertx vertx = Vertx.vertx();

    private TestServer() {
        postgres = EmbeddedPostgres.start(new EmbeddedPostgres.Settings(
                home(),
                Optional.empty(),
                Duration.ofMinutes(3),
                Map.of("fsync", "off", "full_page_writes", "off", "max_connections", "200")));
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "test-server"));
        administer("create database template_empty");
        database("template_empty").migrate();
        administer("create database template_units template template_empty");
        Pool units = pool("template_units", 2);
        new Units(new UnitRepository(), InstantSource.system())
                .loadOrSeed(units)
                .await();
        units.close().await();
    }

    private static Path home() {
        try {
            Files.createDirectories(Path.of("target"));
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "pg")
                    .resolve("home");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static synchronized TestServer get() {
        if (running == null) {
            running = new TestServer();
        }
        return running;
    }

    /** @return the name of a new database with the schema, and with all units of Inner Mongolia when asked for */
    public String create(boolean withUnits) {
        String name = "test_" + COUNT.incrementAndGet();
        administer("create database " + name + " template " + (withUnits ? "template_units" : "template_empty"));
        return name;
    }

    public Database database(String name) {
        EmbeddedPostgres.Connection server = postgres.connection();
        return Database.embedded(
                new EmbeddedPostgres.Connection(
                        server.host(), server.port(), name, server.user(), server.password(), server.socketDirectory()),
                true);
    }

    public Pool pool(String name, int size) {
        return PgBuilder.pool()
                .connectingTo(options(name))
                .with(new PoolOptions().setMaxSize(size))
                .using(vertx)
                .build();
    }

    private synchronized void administer(String statement) {
        Pool one = pool(postgres.connection().database(), 1);
        one.query(statement).execute().await();
        one.close().await();
    }

    private PgConnectOptions options(String name) {
        return database(name).ownerOptions();
    }
}
