package org.fangpin110.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was committed is there again, whoever was killed. */
class EmbeddedPostgresCrashIT {
    private Path home;

    @BeforeEach
    void newHome() throws Exception {
        home = Servers.newHome();
    }

    @AfterEach
    void deleteHome() throws Exception {
        Servers.delete(home);
    }

    private ChildJvm childWithCommittedRow(String how) throws Exception {
        ChildJvm jvm = ChildJvm.start(home.toString(), how, Servers.binaries().toString());
        Servers.ask(home, jvm.port(), "create table kept as select 'yes' as answer");
        return jvm;
    }

    private void assertCommittedRowIsThere() throws Exception {
        try (EmbeddedPostgres server = Servers.start(home)) {
            assertThat(Servers.ask(server, "select answer from kept")).isEqualTo("yes");
        }
    }

    @Test
    void terminatedJvmStopsTheServerCleanly() throws Exception {
        try (ChildJvm jvm = childWithCommittedRow("")) {
            jvm.terminate();

            assertThat(Servers.stoppedCleanly(home)).isTrue();
            assertCommittedRowIsThere();
        }
    }

    @Test
    void killedJvmTakesTheServerWithItCleanly() throws Exception {
        try (ChildJvm jvm = childWithCommittedRow("")) {
            jvm.kill();

            Servers.await(() -> Servers.stoppedCleanly(home));
            assertCommittedRowIsThere();
        }
    }

    @Test
    void orphanOfAKilledJvmIsStoppedAndReplaced() throws Exception {
        try (ChildJvm jvm = childWithCommittedRow(ChildServer.ORPHANING)) {
            ProcessHandle orphan = Servers.postmaster(home);
            jvm.kill();
            assertThat(orphan.isAlive()).isTrue();

            assertCommittedRowIsThere();

            Servers.await(() -> !orphan.isAlive());
        }
    }

    @Test
    void bothKilledAtOnceRecover() throws Exception {
        try (ChildJvm jvm = childWithCommittedRow("")) {
            Servers.postmaster(home).destroyForcibly();
            jvm.kill();

            assertCommittedRowIsThere();
        }
    }

    @Test
    void bothKilledWhileAStatementRunsRecover() throws Exception {
        try (ChildJvm jvm = childWithCommittedRow("")) {
            Thread busy = new Thread(() -> {
                try {
                    Servers.ask(home, jvm.port(), "select count(*) from generate_series(1, 1e12::bigint)");
                } catch (Exception e) {
                    return; // expected: it was killed
                }
            });
            busy.start();
            Servers.await(() -> Servers.ask(
                            home,
                            jvm.port(),
                            "select count(*) from pg_stat_activity where query like '%generate_series(1, 1e12%' and pid <> pg_backend_pid()")
                    .equals("1"));
            Servers.postmaster(home).destroyForcibly();
            jvm.kill();

            assertCommittedRowIsThere();
            busy.join();
        }
    }

    @Test
    void killedPostmasterComesBackOnTheSamePortAndSocket() throws Exception {
        try (EmbeddedPostgres server = Servers.start(home)) {
            Servers.ask(server, "create table kept as select 'yes' as answer");
            ProcessHandle first = Servers.postmaster(home);

            first.destroyForcibly();

            Servers.await(() -> Servers.ask(server, "select answer from kept").equals("yes"));
            Path socket = server.connection().socketDirectory().orElseThrow();
            assertThat(socket.resolve(".s.PGSQL." + server.connection().port())).exists();
            assertThat(Servers.postmaster(home).pid()).isNotEqualTo(first.pid());
            Servers.await(() -> server.state() == EmbeddedPostgres.State.READY);
        }
    }

    @Test
    void closeDuringARestartLeavesNothingRunning() throws Exception {
        EmbeddedPostgres server = Servers.start(home);
        ProcessHandle first = Servers.postmaster(home);
        first.destroyForcibly();
        assertThat(first.onExit()).succeedsWithin(Servers.PATIENCE);

        server.close();

        assertThat(server.state()).isEqualTo(EmbeddedPostgres.State.STOPPED);
        try (EmbeddedPostgres again = Servers.start(home)) {
            assertThat(Servers.ask(again, "select 1")).isEqualTo("1");
        }
    }

    /** Usual after a container restart: the number in the pid file is now somebody else's. */
    @Test
    void strangerWithTheOldPidIsLeftAlone() throws Exception {
        try (ChildJvm jvm = childWithCommittedRow("")) {
            Servers.postmaster(home).destroyForcibly();
            jvm.kill();
        }
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Path file = home.resolve("data/postmaster.pid");
            String old = Files.readString(file);
            Files.writeString(file, stranger.pid() + old.substring(old.indexOf('\n')));

            assertCommittedRowIsThere();

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }
}
