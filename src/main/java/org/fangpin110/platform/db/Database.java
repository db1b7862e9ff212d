package org.fangpin110.platform.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How to reach the one database, embedded or external. */
public final class Database {
    /** Statements that take longer than this are cut by the server: nobody waits for them any more. */
    private static final String STATEMENT_TIMEOUT = "20s";
    /** Above our longest statement: the client parses longer ones anew each time, and its own default is 2048. */
    private static final int LONGEST_PREPARED = 16_384;

    private final PgConnectOptions options;
    private final String jdbcUrl;
    private final String owner;
    private final String ownerPassword;

    private Database(
            PgConnectOptions options, String jdbcUrl, String owner, String ownerPassword, boolean preparedStatements) {
        this.options = options.setCachePreparedStatements(preparedStatements)
                .setPreparedStatementCacheMaxSize(256)
                .setPreparedStatementCacheSqlLimit(LONGEST_PREPARED)
                .setReconnectAttempts(0);
        this.jdbcUrl = jdbcUrl;
        this.owner = owner;
        this.ownerPassword = ownerPassword;
    }

    /** The server we started; over its socket when it has one. Served with the lesser role, migrated by the owner. */
    public static Database embedded(EmbeddedPostgres.Connection connection, boolean preparedStatements) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(connection.socketDirectory().map(Object::toString).orElse(connection.host()))
                .setPort(connection.port())
                .setDatabase(connection.database())
                .setUser(AppRole.NAME)
                .setPassword(AppRole.password(connection.password()));
        return new Database(
                options, connection.jdbcUrl(), connection.user(), connection.password(), preparedStatements);
    }

    /**
     * @param url {@code postgresql://user:password@host:port/name?…}
     * @param ownerUrl the same database as its owner, for migrations alone; empty: the user of {@code url} is the owner
     */
    public static Database external(String url, Optional<String> ownerUrl, boolean preparedStatements) {
        PgConnectOptions owner = PgConnectOptions.fromUri(ownerUrl.orElse(url));
        PgConnectOptions options = PgConnectOptions.fromUri(url);
        String jdbc = "jdbc:postgresql://" + options.getHost() + ":" + options.getPort() + "/" + options.getDatabase();
        int query = url.indexOf('?');
        return new Database(
                options,
                query < 0 ? jdbc : jdbc + url.substring(query),
                owner.getUser(),
                owner.getPassword(),
                preparedStatements);
    }

    /** Brings the schema up to date; blocking, before the first listen. */
    public boolean migrate() {
        boolean migrated = Migrations.migrateIfBehind(jdbcUrl, owner, ownerPassword);
        if (!owner.equals(options.getUser())) {
            AppRole.grant(jdbcUrl, owner, ownerPassword, options.getUser(), options.getPassword());
        }
        return migrated;
    }

    /** For administration and tests: the same database as its owner. */
    public PgConnectOptions ownerOptions() {
        return new PgConnectOptions(options).setUser(owner).setPassword(ownerPassword);
    }

    public Pool ownerPool(Vertx vertx, int size) {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(size))
                .connectingTo(ownerOptions())
                .using(vertx)
                .build();
    }

    /** Whether the role requests are served with could rewrite the history; it must not. */
    public static Future<Boolean> couldRewriteHistory(Pool pool) {
        return pool.query(AppRole.COULD_REWRITE)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    public PgConnectOptions connectOptions() {
        return new PgConnectOptions(options);
    }

    /** For ordinary work, shared by the event loops. */
    public Pool pool(Vertx vertx, int size) {
        return PgBuilder.pool()
                .with(new PoolOptions()
                        .setMaxSize(size)
                        .setMaxWaitQueueSize(2_000)
                        .setConnectionTimeout(5)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                        .setName("database"))
                .connectingTo(
                        connectOptions().setProperties(properties(Map.of("statement_timeout", STATEMENT_TIMEOUT))))
                .using(vertx)
                .build();
    }

    /**
     * One connection for the write path. Its plans are pinned to index look-ups: a plan made while the tables were
     * empty must not scan them once they are full; and they are made once, not anew for every length of a batch.
     */
    public SqlClient pipelined(Vertx vertx) {
        Map<String, String> planning = Map.of(
                "statement_timeout",
                STATEMENT_TIMEOUT,
                "enable_seqscan",
                "off",
                "enable_hashjoin",
                "off",
                "enable_mergejoin",
                "off",
                "jit",
                "off",
                "plan_cache_mode",
                "force_generic_plan");
        return PgBuilder.client()
                .with(new PoolOptions()
                        .setMaxSize(1)
                        .setConnectionTimeout(5)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                        .setName("intake"))
                .connectingTo(connectOptions().setPipeliningLimit(8).setProperties(properties(planning)))
                .using(vertx)
                .build();
    }

    /** True once the server answered; fails when it is out of reach. */
    public static Future<Boolean> answers(Pool pool) {
        return pool.query("select 1").execute().map(rows -> true);
    }

    private Map<String, String> properties(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(options.getProperties() == null ? Map.of() : options.getProperties());
        all.put("application_name", "fangpin110");
        all.putAll(more);
        return all;
    }

    @Override
    public String toString() {
        return options.getHost() + ":" + options.getPort() + "/" + options.getDatabase();
    }
}
