package org.fangpin110.support;

import io.vertx.sqlclient.Pool;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A database of its own for each test class, with all migrations and no rows. */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private Pool pool;

    @Override
    public void beforeAll(ExtensionContext context) {
        TestServer server = TestServer.get();
        pool = server.pool(server.create(false), 8);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        pool.close().await();
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
