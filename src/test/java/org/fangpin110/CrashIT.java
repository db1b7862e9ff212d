package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.fangpin110.platform.db.Servers;
import org.fangpin110.support.Answer;
import org.fangpin110.support.ChildApp;
import org.fangpin110.support.Load;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever is killed under load: what was acknowledged is there, once; what was not can be sent again. */
class CrashIT {
    private static final int KILLS = 10;
    private static final Duration DRAINED = Duration.ofSeconds(20);

    private static Path directory;
    private static ChildApp app;
    private static List<Visitor> residents;

    @BeforeAll
    static void firstStart() throws Exception {
        directory = Servers.newHome();
        app = new ChildApp(directory).start();
        residents = IntStream.range(0, 6).mapToObj(CrashIT::signedIn).toList();
        app.kill();
    }

    private static Visitor signedIn(int number) {
        Visitor stranger = app.visitor(null);
        String code = stranger.post("/dev/wechat/login-codes", new JsonObject().put("user", "phone-" + number))
                .json()
                .getString("code");
        Answer tokens = stranger.post("/api/v1/resident-sessions", new JsonObject().put("code", code));
        return stranger.with(tokens.json().getString("accessToken"));
    }

    @AfterAll
    static void cleanUp() throws Exception {
        app.close();
        Servers.await(() -> Servers.stoppedCleanly(app.home()));
        Servers.delete(directory);
    }

    @Test
    void tenKillsUnderLoadLoseAndDoubleNothing() throws Exception {
        Random random = new Random(110);
        app.start();
        try (Load load = Load.of(residents)) {
            for (int i = 0; i < KILLS; i++) {
                load.awaitMore(10 + random.nextInt(60));
                app.kill();
                app.start();
            }
            load.awaitMore(10);
            load.close();

            assertNothingLostOrDoubled(load);
        }
        app.kill();
    }

    @Test
    void theAppOutlivesItsDatabaseServer() throws Exception {
        app.start();
        try (Load load = Load.of(residents)) {
            for (int i = 0; i < 3; i++) {
                load.awaitMore(40);
                Servers.postmaster(app.home()).destroyForcibly();
                load.awaitMore(40);
            }
            load.close();

            assertThat(load.unavailable()).isPositive();
            Servers.await(app::isReady);
            assertNothingLostOrDoubled(load);
        }
        app.kill();
    }

    @Test
    void whoIsAskedToEndFinishesWhatWasTaken() throws Exception {
        app.start();
        try (Load load = Load.of(residents)) {
            load.awaitMore(60);

            app.terminate();
            int exit = app.exitCode(DRAINED);
            load.close();

            assertThat(exit).isIn(0, 143);
            assertThat(Servers.stoppedCleanly(app.home())).isTrue();
            app.start();
            assertNothingLostOrDoubled(load);
        }
        app.kill();
    }

    private static void assertNothingLostOrDoubled(Load load) throws Exception {
        assertThat(load.unexpected()).isEmpty();
        List<String> lost = new ArrayList<>();
        for (Load.Acknowledged report : load.acknowledged().values()) {
            Answer found = report.by().get("/api/v1/reports/by-key/" + report.key());
            if (found.status() != 200 || !found.json().equals(report.receipt())) {
                lost.add(report.receipt() + " is now " + found);
            }
        }
        assertThat(lost).isEmpty();
        assertThat(ask("select count(*) from report"))
                .isEqualTo(ask("select count(distinct (resident_id, idempotency_key)) from report_key"))
                .isEqualTo(ask("select count(distinct report_id) from report_key"));
        assertThat(
                        ask(
                                "select count(*) from report r left join report_key k on k.report_id = r.id where k.report_id is null"))
                .isEqualTo("0");
        assertThat(
                        ask(
                                "select count(*) from case_file c where report_count <> (select count(*) from report r where r.case_id = c.id)"))
                .isEqualTo("0");
        assertThat(
                        ask(
                                "select count(*) from case_file c where last_sequence <> (select count(*) from case_event e where e.case_id = c.id)"))
                .isEqualTo("0");
    }

    private static String ask(String sql) throws Exception {
        return Servers.ask(app.home(), Servers.port(app.home()), sql);
    }
}
