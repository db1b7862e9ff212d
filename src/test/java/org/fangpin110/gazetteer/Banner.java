package org.fangpin110.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.support.Answer;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.Visitor;
import org.fangpin110.unit.Unit;
import org.fangpin110.unit.UnitRange;
import org.fangpin110.unit.Units;

/** A banner with its administrator, as the tests of this door use it. */
final class Banner {
    static final String OTHER = "150422000000";

    private static final List<String> VILLAGES = Units.shipped().within(UnitRange.of(TestApp.BANNER)).stream()
            .filter(unit -> unit.isVillage() && unit.routable())
            .map(Unit::code)
            .sorted(Comparator.reverseOrder())
            .toList();
    private static final AtomicInteger USED = new AtomicInteger();
    private static final AtomicInteger NEXT_CODE = new AtomicInteger(300);

    final TestApp app;
    final Visitor admin;
    private final Visitor resident;

    Banner(TestApp app, String resident) {
        this(app, resident, app.staff("admin-152223"));
    }

    /** On another node, which made no demo accounts. */
    Banner(TestApp app, String resident, Visitor admin) {
        this.app = app;
        this.admin = admin;
        this.resident = app.resident(resident);
    }

    record Reported(UUID caseId, UUID reportId, String receiptNo) {}

    /** A report of somebody new. */
    Reported report(UnaryOperator<JsonObject> change) {
        Answer answer = resident.submit(UUID.randomUUID(), change.apply(Reports.crackedWall()));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        UUID reportId = UUID.fromString(answer.json().getString("reportId"));
        UUID caseId = row("select case_id from report where id = $1", reportId).getUUID(0);
        return new Reported(caseId, reportId, answer.json().getString("receiptNo"));
    }

    Reported reportTo(String unit) {
        return report(report -> report.put("hukouUnit", unit));
    }

    Reported reportFrom(String address) {
        return report(report -> {
            report.remove("hukouUnit");
            return report.put("unitUnknown", true).put("addressText", address);
        });
    }

    JsonObject timeline(Reported reported) {
        return resident.get("/api/v1/reports/" + reported.receiptNo()).json();
    }

    Row row(String sql, Object... values) {
        return app.pool()
                .preparedQuery(sql)
                .execute(Tuple.from(values))
                .await()
                .iterator()
                .next();
    }

    String owner(Reported reported) {
        return row("select owner_unit from case_file where id = $1", reported.caseId())
                .getString(0);
    }

    static JsonObject change(String kind, String... units) {
        return new JsonObject().put("changeKind", kind).put("units", new JsonArray(Arrays.asList((Object[]) units)));
    }

    static JsonObject into(JsonObject change, String... codesAndNames) {
        JsonArray into = new JsonArray();
        for (int i = 0; i < codesAndNames.length; i += 2) {
            JsonObject one = new JsonObject().put("unitCode", codesAndNames[i]);
            into.add(codesAndNames[i + 1] == null ? one : one.put("name", codesAndNames[i + 1]));
        }
        return change.put("into", into);
    }

    Answer preview(JsonObject change) {
        return admin.post("/api/v1/admin/unit-changes/preview", change);
    }

    Answer make(JsonObject change, Object version) {
        return admin.post("/api/v1/admin/unit-changes", change, "If-Match", "\"" + version + "\"");
    }

    /** Previewed and made. */
    JsonObject made(JsonObject change) {
        Answer preview = preview(change);
        assertThat(preview.status()).as(preview.toString()).isEqualTo(200);
        Answer made = make(change, preview.json().getInteger("version"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json();
    }

    static List<JsonObject> items(JsonObject of, String name) {
        return of.getJsonArray(name).stream().map(JsonObject.class::cast).toList();
    }

    /** A village no other test uses. */
    String village() {
        return VILLAGES.get(USED.getAndIncrement());
    }

    String freshCode() {
        return "152223107" + NEXT_CODE.incrementAndGet();
    }

    LocalDate today() {
        return LocalDate.ofInstant(app.clock().instant(), WorkCalendar.ZONE);
    }

    private static final String CLOCKS =
            """
            select received_at, due_at, promised_by, accepted_at, priority, state, policy_version, bounce_count
            from case_file where id = $1""";

    String clocks(Reported reported) {
        return row(CLOCKS, reported.caseId()).deepToString();
    }

    List<String> events(Reported reported) {
        return app
                .pool()
                .preparedQuery("select kind || coalesce(' from ' || from_unit, '') || ' at ' || owner_unit "
                        + "from case_event where case_id = $1 order by sequence")
                .execute(Tuple.of(reported.caseId()))
                .await()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    Answer step(Visitor staff, Reported reported, String step, int version) {
        Answer answer = staff.post(
                "/api/v1/cases/" + reported.caseId() + "/" + step, new JsonObject(), "If-Match", "\"" + version + "\"");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    Answer claim(Visitor staff, Reported reported, int version) {
        return staff.post("/api/v1/cases/" + reported.caseId() + "/claim", "If-Match", "\"" + version + "\"");
    }

    Object holder(Reported reported) {
        return row("select claimed_by from case_file where id = $1", reported.caseId())
                .getUUID(0);
    }

    String name(String code) {
        return row("select name from unit where unit_code = $1 order by valid_from desc limit 1", code)
                .getString(0);
    }
}
