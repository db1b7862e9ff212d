package org.fangpin110.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.util.List;
import org.fangpin110.support.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The role requests are served with adds to the history and can neither change it nor what guards it. */
class AppRoleIT {
    private static final List<String> HISTORY =
            List.of("case_event", "audit_event", "case_link", "chain_seal", "chain_anchor");
    private static final Vertx VERTX = Vertx.vertx();
    private static Database database;
    private static Pool app;
    private static Pool owner;

    @BeforeAll
    static void connect() {
        TestServer server = TestServer.get();
        String name = server.create(false);
        database = server.database(name);
        app = database.pool(VERTX, 2);
        owner = server.pool(name, 1);
    }

    @AfterAll
    static void close() {
        app.close().await();
        owner.close().await();
        VERTX.close().await();
    }

    private static void refused(String statement) {
        assertThatThrownBy(() -> app.query(statement).execute().await())
                .as(statement)
                .isInstanceOfSatisfying(
                        PgException.class, e -> assertThat(e.getSqlState()).isEqualTo("42501"));
    }

    @Test
    void historyIsNeitherChangedNorUnguarded() {
        for (String table : HISTORY) {
            refused("update " + table + " set hash = null".replace("hash", column(table)));
            refused("delete from " + table);
            refused("truncate " + table);
            refused("alter table " + table + " disable trigger all");
            refused("drop trigger " + table + "_append_only on " + table);
            refused("alter table " + table + " add column x int");
            refused("drop table " + table);
            refused("create trigger t before insert on " + table + " for each row execute function refuse_change()");
        }
        refused(
                "create or replace function refuse_change() returns trigger language plpgsql as 'begin return new; end'");
        refused("set session_replication_role = replica");
        refused("delete from flyway_schema_history");
        refused("create table public.mine (x int)");
        refused("set role fangpin110");
    }

    private static String column(String table) {
        return List.of("case_event", "audit_event").contains(table)
                ? "actor_id"
                : table.equals("case_link") ? "leaf" : "root";
    }

    @Test
    void theRoleOwnsNothingAndTheOwnerIsAnother() {
        assertThat(owner.query("select count(*)::int from pg_class where relowner = 'fangpin110_app'::regrole")
                        .execute()
                        .await()
                        .iterator()
                        .next()
                        .getInteger(0))
                .isZero();
        assertThat(Database.couldRewriteHistory(app).await()).isFalse();
        assertThat(Database.couldRewriteHistory(owner).await()).isTrue();
    }

    @Test
    void theOwnerIsHeldUpByTheTriggers() {
        for (String table : HISTORY) {
            assertThatThrownBy(() -> owner.query("truncate " + table + " cascade")
                            .execute()
                            .await())
                    .hasMessageContaining("append-only");
        }
    }

    /** A dump in a younger cluster has rows of transactions that are still to come: order goes on above them. */
    @Test
    void afterARestoreNewRowsStillComeAfterTheOldOnes() {
        String future = "insert into audit_event (id, at, actor_kind, action, case_id, commit_order)"
                + " values (gen_random_uuid(), now(), 'SYSTEM', 'x', gen_random_uuid(), 9000000000)";
        owner.query(future).execute().await();

        database.migrate();

        assertThat(app.query(
                                "insert into audit_event (id, at, actor_kind, action, case_id)"
                                        + " values (gen_random_uuid(), now(), 'SYSTEM', 'y', gen_random_uuid()) returning commit_order")
                        .execute()
                        .await()
                        .iterator()
                        .next()
                        .getLong(0))
                .isGreaterThan(9_000_000_000L);
    }
}
