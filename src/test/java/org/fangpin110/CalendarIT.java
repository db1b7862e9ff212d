package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.fangpin110.deadline.Notices;
import org.fangpin110.policy.CalendarImport;
import org.fangpin110.policy.CalendarRepository;
import org.fangpin110.support.Answer;
import org.fangpin110.support.AtOnce;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year's holidays arrive while cases are open whose dates reach into it. The notice of 2027 here is made up. */
class CalendarIT {
    /** Thursday noon. */
    private static final Instant START = Instant.parse("2026-12-24T04:00:00Z");

    @TempDir
    Path directory;

    private TestApp app;
    private Visitor resident;

    @BeforeEach
    void start() throws IOException {
        app = TestApp.with(Map.of()).start();
        app.clock().advance(Duration.between(app.clock().instant(), START));
        run("update policy_limit set value = 5 where step_code = 'ACCEPT'");
        run(
                """
                insert into policy_limit (region_code, step_code, value, unit, kind, effective_from, version, basis)
                values ('152223000000', 'WHOLE_CHAIN', 15, 'WORK_DAY', 'MAX', date '2026-12-01', 2, 'test')""");
        app.app().lookAround().await();
        resident = app.resident("herder");
    }

    @AfterEach
    void stop() {
        app.stop();
    }

    private void run(String sql) {
        app.pool().query(sql).execute().await();
    }

    private List<Row> rows(String sql, Object... values) {
        return app.pool().preparedQuery(sql).execute(Tuple.from(values)).await().stream()
                .toList();
    }

    private record Sent(UUID caseId, String receiptNo, String promisedBy) {}

    private Sent send(TestApp node, JsonObject report) {
        Answer answer = node.stranger().with(resident.token()).submit(UUID.randomUUID(), report);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        UUID reportId = UUID.fromString(answer.json().getString("reportId"));
        return new Sent(
                rows("select case_id from report where id = $1", reportId)
                        .get(0)
                        .getUUID(0),
                answer.json().getString("receiptNo"),
                answer.json().getString("promisedBy"));
    }

    private Sent send() {
        return send(app, Reports.crackedWall());
    }

    private CalendarImport.Result announce(String... more) throws IOException {
        Path file = Files.write(Files.createTempFile(directory, "2027", ".csv"), Notices.file(2027, more));
        return new CalendarImport(new CalendarRepository(), app.clock())
                .apply(app.pool(), CalendarImport.Source.read(file))
                .await();
    }

    private String due(Sent sent) {
        Row row = rows(
                        """
                        select (due_at at time zone 'Asia/Shanghai')::text, promised_by::text, due_provisional,
                            calendar_version, received_at = $2
                        from case_file where id = $1""",
                        sent.caseId(),
                        START.atOffset(ZoneOffset.UTC))
                .get(0);
        assertThat(row.getBoolean(4)).as("the clock began at submission").isTrue();
        return row.getString(0) + " " + row.getString(1) + (row.getBoolean(2) ? " provisional " : " ") + row.getLong(3);
    }

    private List<String> kinds(Sent sent) {
        return rows("select kind from case_event where case_id = $1 order by sequence", sent.caseId()).stream()
                .map(row -> row.getString(0))
                .toList();
    }

    @Test
    void datesThatReachIntoAnUnannouncedYearAreMarkedAndCorrectedOnceWhenItArrives() throws IOException {
        Sent sent = send();
        // 25, 28 to 31 December; 15 working days go on with 4 to 8 and 11 to 15 January
        assertThat(due(sent)).isEqualTo("2027-01-01 00:00:00 2027-01-15 provisional 0");
        app.app().lookAround().await();
        assertThat(kinds(sent)).as("nothing is known yet").containsExactly("report-received");

        assertThat(announce("2026-12-31,HOLIDAY,元旦", "2027-01-09,MAKE_UP_DAY,元旦", "2027-01-10,MAKE_UP_DAY,元旦")
                        .calendar()
                        .version())
                .isEqualTo(1);
        app.app().lookAround().await();
        app.app().lookAround().await();

        assertThat(due(sent))
                .as("later for staff, earlier for the resident")
                .isEqualTo("2027-01-05 00:00:00 2027-01-14 1");
        assertThat(kinds(sent)).containsExactly("report-received", "due-date-corrected");
        JsonObject mine = resident.get("/api/v1/reports/" + sent.receiptNo()).json();
        assertThat(sent.promisedBy()).isEqualTo("2027-01-15");
        assertThat(mine.getString("promisedBy")).isEqualTo("2027-01-14");
        assertThat(mine.getJsonArray("timeline").getJsonObject(1).getString("text"))
                .contains("只会提前");
        JsonObject staff = app.village(Reports.VILLAGE)
                .get("/api/v1/cases/" + sent.caseId())
                .json();
        assertThat(staff.encode()).contains("2026-12-31 → 2027-01-04", "2027-01-15 → 2027-01-14");
        assertThat(rows("select from provisional_due")).isEmpty();
        assertThat(app.deliver())
                .as("one message, though the calendar was looked at twice")
                .filteredOn(message -> message.lines().toString().contains("答复日期调整为1月14日"))
                .hasSize(1);
    }

    @Test
    void aPromiseIsNotPutOff() throws IOException {
        Sent sent = send();

        announce("2027-01-04,HOLIDAY,元旦", "2027-01-05,HOLIDAY,元旦");
        app.app().lookAround().await();

        assertThat(rows("select from outbox where kind = 'due-date-corrected'"))
                .as("the family was promised the same day: no message")
                .isEmpty();

        assertThat(due(sent)).isEqualTo("2027-01-01 00:00:00 2027-01-15 1");
        assertThat(kinds(sent)).containsExactly("report-received", "due-date-confirmed");
        assertThat(resident.get("/api/v1/reports/" + sent.receiptNo()).json().getJsonArray("timeline"))
                .as("nothing new for the resident")
                .hasSize(1);
    }

    @Test
    void anUrgentReportThatJoinedKeepsItsMinutes() throws IOException {
        JsonObject report = Reports.crackedWall();
        Sent sent = send(app, report);
        send(app, report.copy().put("urgent", true).put("urgentKind", "NO_SHELTER"));
        String before = due(sent);

        announce("2026-12-31,HOLIDAY,元旦");
        app.app().lookAround().await();

        assertThat(rows("select from provisional_due")).isEmpty();
        assertThat(due(sent).substring(0, 19)).isEqualTo(before.substring(0, 19));
    }

    @Test
    void theSameFileTwiceChangesNothingAndAnotherReplacesItsYear() throws IOException {
        announce("2027-01-09,MAKE_UP_DAY,元旦");

        assertThat(announce("2027-01-09,MAKE_UP_DAY,元旦").unchanged()).isTrue();
        assertThat(rows("select from calendar_version")).hasSize(1);
        assertThat(announce("2027-01-10,MAKE_UP_DAY,元旦").unchanged()).isFalse();
        assertThat(new CalendarRepository().load(app.pool()).await().isWorkDay(LocalDate.of(2027, 1, 9)))
                .isFalse();
    }

    @Test
    void ofFourImportsAtOnceOneIsMade() throws IOException {
        List<Boolean> unchanged = AtOnce.run(4, i -> {
            try {
                return announce("2027-01-09,MAKE_UP_DAY,元旦").unchanged();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(unchanged).containsExactlyInAnyOrder(true, true, true, false);
    }

    private static final String MANY =
            """
            with made as (
                select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id from generate_series(1, 950) n),
            opened as (
                insert into case_file (id, banner_code, owner_unit, destination, state, priority, received_at, due_at,
                    promised_by, policy_version, first_report_id, changed_at, due_provisional)
                select id, '152223', '152223107208', 'VILLAGE', 'RECEIVED', 1, $1, timestamptz '2026-12-31 16:00Z',
                    date '2027-01-15', 1, id, $1, true
                from made)
            insert into provisional_due (case_id, banner_code, timer, report_id, awaited_year, started_at, value, unit, due_at)
            select id, '152223', 'STEP', id, 2027, $1, 5, 'WORK_DAY', timestamptz '2026-12-31 16:00Z' from made""";

    @Test
    void twoNodesAtOnceCorrectEachCaseOnce() throws Exception {
        rows(MANY, START.atOffset(ZoneOffset.UTC));
        TestApp other = app.another(Map.of());
        try {
            announce("2026-12-31,HOLIDAY,元旦");
            AtOnce.run(4, i -> (i % 2 == 0 ? app : other).app().lookAround().await());
            app.app().lookAround().await();

            assertThat(rows("select count(*) from case_event where kind = 'due-date-corrected' group by case_id"))
                    .hasSize(950)
                    .allMatch(row -> row.getLong(0) == 1);
            assertThat(rows("select from case_file where due_provisional or version <> 2 or last_sequence <> 2"))
                    .isEmpty();
            assertThat(rows("select from provisional_due")).isEmpty();
        } finally {
            other.stop();
        }
    }

    @Test
    void aNodeThatHadNotHeardIsFollowedUp() throws Exception {
        TestApp behind = app.another(Map.of());
        try {
            announce("2026-12-31,HOLIDAY,元旦");
            app.app().lookAround().await();
            Sent late = send(behind, Reports.crackedWall());
            assertThat(due(late)).startsWith("2027-01-01 00:00:00").endsWith("provisional 0");

            app.app().lookAround().await();

            assertThat(due(late)).startsWith("2027-01-05 00:00:00").doesNotContain("provisional");
        } finally {
            behind.stop();
        }
    }
}
