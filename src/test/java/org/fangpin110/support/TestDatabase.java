package org.fangpin110.support;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * A database of its own for each test class, with all migrations, on the server that TEST_DATABASE_URL names. Stands in
 * until the embedded server does this.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private final String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    private Vertx vertx;
    private Pool pool;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        String url = System.getenv("TEST_DATABASE_URL");
        if (url == null) {
            throw new TestAbortedException("no TEST_DATABASE_URL");
        }
        vertx = Vertx.vertx();
        administer(url, "create database " + name);
        pool = pool(PgConnectOptions.fromUri(url).setDatabase(name), 8);
        for (Path migration : migrations()) {
            pool.query(Files.readString(migration)).execute().await();
        }
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            return files.sorted().toList();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (pool != null) {
            pool.close().await();
            administer(System.getenv("TEST_DATABASE_URL"), "drop database " + name);
            vertx.close().await();
        }
    }

    private void administer(String url, String statement) {
        Pool one = pool(PgConnectOptions.fromUri(url), 1);
        one.query(statement).execute().await();
        one.close().await();
    }

    private Pool pool(PgConnectOptions options, int size) {
        return PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(size))
                .using(vertx)
                .build();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Pool.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return pool;
    }
}
