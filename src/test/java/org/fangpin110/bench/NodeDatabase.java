package org.fangpin110.bench;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The embedded database of a running node, reached from outside with its own password file. */
final class NodeDatabase implements AutoCloseable {
    private static final String NAME = "fangpin110";
    /** The tables that get one row for each accepted report of a new person. */
    static final List<String> TABLES = List.of("report", "case_file", "case_event", "report_key", "outbox");

    private final Vertx vertx = Vertx.vertx();
    private final long serverPid;
    private final String host;
    private final int port;
    private final String password;
    private final Pool pool;

    NodeDatabase(Path nodeData) throws IOException {
        Path home = nodeData.resolve("postgres");
        List<String> pidFile = Files.readAllLines(home.resolve("data/postmaster.pid"));
        serverPid = Long.parseLong(pidFile.get(0).strip());
        port = Integer.parseInt(pidFile.get(3).strip());
        String socketDirectory = pidFile.get(4).strip();
        host = socketDirectory.isEmpty() ? "127.0.0.1" : socketDirectory;
        password = Files.readString(home.resolve("password")).strip();
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(1))
                .connectingTo(new PgConnectOptions()
                        .setHost(host)
                        .setPort(port)
                        .setDatabase(NAME)
                        .setUser(NAME)
                        .setPassword(password))
                .using(vertx)
                .build();
    }

    long serverPid() {
        return serverPid;
    }

    /** How pgbench reaches the server: the socket, as the application does. */
    Map<String, String> pgEnvironment() {
        return Map.of(
                "PGHOST",
                host,
                "PGPORT",
                Integer.toString(port),
                "PGUSER",
                NAME,
                "PGPASSWORD",
                password,
                "PGDATABASE",
                NAME);
    }

    Row one(String sql) {
        return pool.query(sql).execute().await().iterator().next();
    }

    Iterable<Row> rows(String sql) {
        return pool.query(sql).execute().await();
    }

    /** @param sql counts rows by a list of texts */
    long found(String sql, List<String> texts) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(texts.toArray(String[]::new)))
                .await()
                .iterator()
                .next()
                .getLong(0);
    }

    void execute(String sql) {
        pool.query(sql).execute().await();
    }

    Map<String, Long> rowCounts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        TABLES.forEach(
                table -> counts.put(table, one("select count(*) from " + table).getLong(0)));
        return counts;
    }

    @Override
    public void close() {
        pool.close().await();
        vertx.close().await();
    }
}
