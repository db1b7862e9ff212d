package org.fangpin110.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresIT {
    private Path home;

    @BeforeEach
    void newHome() throws Exception {
        home = Servers.newHome();
    }

    @AfterEach
    void deleteHome() throws Exception {
        Servers.delete(home);
    }

    @Test
    void keepsDataAcrossRestarts() throws Exception {
        try (EmbeddedPostgres server = Servers.start(home)) {
            Servers.ask(server, "create table kept as select 'yes' as answer");
        }

        try (EmbeddedPostgres server = Servers.start(home)) {
            assertThat(Servers.ask(server, "select answer from kept")).isEqualTo("yes");
        }
    }

    @Test
    void stopsCleanlyOnClose() throws Exception {
        EmbeddedPostgres server = Servers.start(home);
        ProcessHandle postmaster = Servers.postmaster(home);

        server.close();
        server.close();

        assertThat(postmaster.isAlive()).isFalse();
        assertThat(Servers.stoppedCleanly(home)).isTrue();
        assertThat(server.state()).isEqualTo(EmbeddedPostgres.State.STOPPED);
    }

    @Test
    void isDurableAndReadsChinese() throws Exception {
        try (EmbeddedPostgres server = Servers.start(home)) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(Servers.ask(server, "show " + setting)).as(setting).isEqualTo("on");
            }
            Servers.ask(server, "create extension pg_trgm");
            assertThat(Servers.ask(server, "select cardinality(show_trgm('苏木嘎查')) > 0"))
                    .isEqualTo("t");
        }
    }

    @Test
    void isReachableOnLoopbackAndSocketAndOnlyWithThePassword() throws Exception {
        try (EmbeddedPostgres server = Servers.start(home)) {
            EmbeddedPostgres.Connection connection = server.connection();

            assertThat(Servers.ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(connection.socketDirectory().orElseThrow().resolve(".s.PGSQL." + connection.port()))
                    .exists();
            assertThatThrownBy(() -> DriverManager.getConnection(connection.jdbcUrl(), connection.user(), "guess"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            assertThat(connection.toString()).doesNotContain(connection.password());
            assertThat(permissions(home)).isEqualTo("rwx------");
            assertThat(permissions(home.resolve("run"))).isEqualTo("rwx------");
            assertThat(permissions(home.resolve("password"))).isEqualTo("rw-------");
        }
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void hasItsOwnSessionSoThatCtrlCReachesOnlyTheApplication() throws Exception {
        try (EmbeddedPostgres server = Servers.start(home)) {
            long pid = Servers.postmaster(home).pid();
            String status = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String session = status.substring(status.lastIndexOf(')') + 2).split(" ", -1)[3];

            assertThat(session).isEqualTo(Long.toString(pid));
            assertThat(server.state()).isEqualTo(EmbeddedPostgres.State.READY);
        }
    }

    @Test
    void longPathLeavesOnlyTcp() throws Exception {
        Path deep = home.resolve("d".repeat(100));

        try (EmbeddedPostgres server = Servers.start(deep)) {
            assertThat(server.connection().socketDirectory()).isEmpty();
            assertThat(Servers.ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void oddSignsInThePathDoNoHarm() throws Exception {
        try (EmbeddedPostgres server = Servers.start(home.resolve("it's a, b"))) {
            assertThat(server.connection()
                            .socketDirectory()
                            .orElseThrow()
                            .resolve(".s.PGSQL." + server.connection().port()))
                    .exists();
        }
    }

    @Test
    void secondInstanceIsRefusedAndTheFirstGoesOn() throws Exception {
        try (EmbeddedPostgres first = Servers.start(home)) {
            String ourPid = Long.toString(ProcessHandle.current().pid());

            assertThatThrownBy(() -> Servers.start(home))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining(ourPid);
            assertThatThrownBy(() -> ChildJvm.start(home.toString()))
                    .hasMessageContaining("EmbeddedPostgresException")
                    .hasMessageContaining(ourPid);
            assertThat(Servers.ask(first, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void halfUnpackedAndHalfInitialisedDirectoriesAreDiscarded() throws Exception {
        String programs = Servers.binaries().getParent().getFileName().toString();
        for (String half : List.of("data.tmp/base", programs + ".tmp/bin", "password.tmp")) {
            Files.createDirectories(home.resolve(half));
        }
        Files.delete(home.resolve("password.tmp"));
        Files.writeString(home.resolve("password.tmp"), "half");
        Files.writeString(home.resolve("data.tmp/PG_VERSION"), "18");

        try (EmbeddedPostgres server = EmbeddedPostgres.start(Servers.settings(home, Optional.empty()))) {
            assertThat(Servers.ask(server, "select 1")).isEqualTo("1");
        }
        assertThat(home.resolve("data.tmp")).doesNotExist();
        assertThat(home.resolve(programs + ".tmp")).doesNotExist();
    }

    @Test
    void dataOfAnotherMajorVersionAreRefusedAndUntouched() throws Exception {
        Path data = Files.createDirectories(home.resolve("data"));
        Files.writeString(data.resolve("PG_VERSION"), "16\n");

        assertThatThrownBy(() -> Servers.start(home))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("PostgreSQL 16");
        try (var files = Files.list(data)) {
            assertThat(files).containsExactly(data.resolve("PG_VERSION"));
        }
    }

    @Test
    void lostPasswordFileIsReplaced() throws Exception {
        Servers.start(home).close();
        Files.delete(home.resolve("password"));

        try (EmbeddedPostgres server = Servers.start(home)) {
            assertThat(Servers.ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void wrongSettingIsNamedInTheRefusal() throws Exception {
        var settings = new EmbeddedPostgres.Settings(
                home, Optional.of(Servers.binaries()), Duration.ofMinutes(1), Map.of("shared_buffers", "many"));

        assertThatThrownBy(() -> EmbeddedPostgres.start(settings))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("shared_buffers");
    }

    /** Where namespaces are forbidden root's server runs as another user; an ordinary user's without any helper program. */
    @Test
    void worksWithoutTheUsualHelpers() throws Exception {
        LaunchMode mode = LaunchMode.isRoot() ? LaunchMode.FOR_ROOT.get(3) : LaunchMode.FOR_ORDINARY_USERS.get(2);
        var settings = Servers.settings(home, Optional.of(Servers.binaries()));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings, mode)) {
            Servers.ask(server, "create table kept as select 'yes' as answer");
        }

        try (EmbeddedPostgres server = EmbeddedPostgres.start(settings)) {
            assertThat(Servers.ask(server, "select answer from kept")).isEqualTo("yes");
        }
    }

    @Test
    void worksForAnOrdinaryUser() throws Exception {
        List<String> prefix = List.of();
        String classPath = ChildJvm.readableClassPath(home.resolveSibling("classes"));
        if (LaunchMode.isRoot()) {
            Files.createDirectory(home);
            Command.run("chown", "65534:65534", home.toString());
            prefix = List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", "--");
        }

        try (ChildJvm jvm = ChildJvm.start(prefix, classPath, home.toString())) {
            assertThat(Servers.ask(home, jvm.port(), "select 1")).isEqualTo("1");

            jvm.terminate();

            assertThat(Servers.stoppedCleanly(home)).isTrue();
        }
    }
}
