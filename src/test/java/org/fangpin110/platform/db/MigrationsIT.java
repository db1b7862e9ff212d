package org.fangpin110.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    private static final String LOCATION = "db/migration-test";
    private static Path home;
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        home = Servers.newHome();
        server = Servers.start(home);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        Servers.delete(home);
    }

    @BeforeEach
    void emptySchema() throws Exception {
        Servers.ask(server, "drop schema public cascade; create schema public");
    }

    private static boolean migrate(String location) {
        EmbeddedPostgres.Connection to = server.connection();
        return Migrations.migrateIfBehind(to.jdbcUrl(), to.user(), to.password(), location);
    }

    @Test
    void emptyDatabaseIsMigratedAndThenLeftAlone() throws Exception {
        boolean first = migrate(LOCATION);
        boolean second = migrate(LOCATION);

        assertThat(List.of(first, second)).containsExactly(true, false);
        assertThat(Servers.ask(server, "select answer()")).isEqualTo("42");
    }

    @Test
    void onlyTheMissingVersionsRun() throws Exception {
        migrate(LOCATION);
        Servers.ask(
                server,
                "delete from flyway_schema_history where version in ('002', '003'); drop table second; drop function answer");

        assertThat(migrate(LOCATION)).isTrue();

        assertThat(Servers.ask(server, "select answer()")).isEqualTo("42");
    }

    @Test
    void newerSchemaIsNoReasonToStop() throws Exception {
        migrate(LOCATION);
        Servers.ask(server, "update flyway_schema_history set version = '004' where version = '003'");

        assertThat(migrate(LOCATION)).isFalse();
    }

    @Test
    void nodesThatStartTogetherDoNotCollide() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            List<CompletableFuture<Boolean>> started = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> migrate(LOCATION), nodes))
                    .limit(3)
                    .toList();

            for (CompletableFuture<Boolean> node : started) {
                assertThat(node).succeedsWithin(Servers.PATIENCE);
            }
            assertThat(Servers.ask(server, "select count(*) from flyway_schema_history where version is not null"))
                    .isEqualTo("3");
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void noPackagedMigrationAtAllIsAFaultOfTheBuild() {
        assertThatThrownBy(() -> migrate("db/nowhere")).hasMessageContaining("db/nowhere");
    }
}
