package org.fangpin110;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.fangpin110.staff.Post;
import org.fangpin110.staff.Role;
import org.fangpin110.support.Answer;
import org.fangpin110.support.Pictures;
import org.fangpin110.support.PlanLog;
import org.fangpin110.support.Reports;
import org.fangpin110.support.TestApp;
import org.fangpin110.support.TestServer;
import org.fangpin110.support.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With 200,000 cases no request reads a growing table from end to end, whichever plans PostgreSQL keeps. */
class QueuePlanIT {
    private static final int CASES = 200_000;
    private static final Pattern WHOLE_TABLE = Pattern.compile(
            "Seq Scan on (case_file|case_risk_level|report|report_key|case_event|case_search_key|audit_event|message|outbox|known_household|registry_household|registry_person)\\b(?!_)");

    /** One case in ten is open; ten banners share them; what is made up is due after what the test submits. */
    private static final String FILL =
            """
            set session_replication_role = replica;
            create temporary table place as
                select unit_code, row_number() over (order by unit_code) - 1 as n from unit
                where level = 5 and is_routable and valid_to is null and unit_code like '152%';
            create temporary table made_up as
                select number.n, ('00000000-0000-7000-8000-' || lpad(to_hex(number.n), 12, '0'))::uuid as case_id,
                    ('00000000-0000-7000-9000-' || lpad(to_hex(number.n), 12, '0'))::uuid as report_id,
                    place.unit_code,
                    md5((number.n % 20000)::text)::uuid as resident_id, timestamptz '2026-01-01' + number.n * interval '100 seconds' as at
                from generate_series(1, :cases) as number(n)
                    join place on place.n = number.n % (select count(*) from place);
            insert into case_file (id, banner_code, owner_unit, destination, state, priority, received_at, due_at, promised_by,
                policy_version, closed_at, outcome, person_index, phone_index, name_index, name_claim, first_report_id, changed_at)
                select case_id, left(unit_code, 6), unit_code, 'VILLAGE', case when n % 10 = 0 then 'RECEIVED' else 'CLOSED_OTHER' end,
                    1, at, at + interval '1 year', date '2027-01-01', 1, case when n % 10 <> 0 then at end,
                    case when n % 10 <> 0 then 'HELPED_ONLY' end, decode(md5('p' || n), 'hex'),
                    decode(md5('t' || n), 'hex'), decode(md5('n' || n), 'hex'), decode(md5('t' || n), 'hex'), report_id, at
                from made_up;
            insert into report (id, banner_code, receipt_no, resident_id, case_id, submitted_at, unit_code, promised_by,
                reporter_kind, risk_main, urgent, phone_index, flags, routing, matching, consents, content)
                select report_id, left(unit_code, 6), 'M' || lpad(n::text, 9, '0'), resident_id, case_id, at, unit_code,
                    date '2027-01-01', 'SELF', 'HOUSING', false, decode(md5('t' || n), 'hex'), '{}', '{}', '{}', '{}', 'x'
                from made_up;
            insert into report_key (resident_id, idempotency_key, content_hash, report_id, banner_code)
                select resident_id, report_id, 'x', report_id, left(unit_code, 6) from made_up;
            insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, state, owner_unit, report_id)
                select case_id, left(unit_code, 6), 1, at, 'report-received', 'RESIDENT', 'RECEIVED', unit_code, report_id
                from made_up;
            insert into case_risk_level (case_id, banner_code, ordinal, level, suggested_level, rule_version, reason_codes, facts,
                set_by, set_at)
                select case_id, left(unit_code, 6), 1, 'HIGH', 'HIGH', '000000000000/1', '{event}', 'x', report_id, at
                from made_up where n % 10 = 0;
            insert into audit_event (id, at, actor_kind, action, unit_code, case_id)
                select report_id, at, 'STAFF', 'case-read', unit_code, case_id from made_up;
            insert into message (message_id, case_id, banner_code, report_id, step, channel, recipient, template, status,
                created_at, changed_at)
                select report_id, case_id, left(unit_code, 6), report_id, 'report-received:' || report_id, 'SMS',
                    'report:' || report_id, 'progress', 'SUBMITTED', at, at
                from made_up;
            insert into outbox (id, kind, banner_code, payload, attempt, available_at, created_at, done_at, outcome)
                select report_id, 'report-received', left(unit_code, 6), '{}', 1, at, at, at, 'sms' from made_up;
            insert into registry_load (loaded_at, as_of, source, checksum, unit_table_version, household_count, person_count,
                inserted_count, changed_count, retired_count, followed_count, fault_count)
                select now(), '2026-01-01', 'made up', repeat('0', 64), 1, 0, 0, 0, 0, 0, 0, 0;
            insert into registry_household (household_key, household_no, unit_code, household_class, monitor_status,
                member_count, has_dibao, content, row_index, stated_on, load_id)
                select case_id, n::text, unit_code, 'ORDINARY', 'NONE', 1, false, 'x', 'x', '2026-01-01', 1 from made_up;
            insert into registry_person (person_key, person_no, household_key, relation, person_index, name_index, content,
                row_index, stated_on, load_id)
                select case_id, n::text, case_id, 'HEAD', decode(md5('p' || n), 'hex'), decode(md5('n' || n), 'hex'), 'x', 'x',
                    '2026-01-01', 1
                from made_up;
            insert into known_household (person_index, unit_code, basis, confirmed_at, household_key)
                select decode(md5('p' || n), 'hex'), unit_code, 'REGISTRY', at, case_id from made_up;
            insert into case_search_key (search_key, banner_code, case_id)
                select decode(md5('e' || n % 10000), 'hex'), left(unit_code, 6), case_id from made_up;
            update case_file set risk_level = 'HIGH' where right(id::text, 2) = '0a';
            update case_file set helper_unit = '152223107209' where owner_unit = '152223107208';
            drop table made_up, place;
            reset session_replication_role""";

    private static String database;
    private static Pool pool;

    @BeforeAll
    static void fill() {
        TestServer server = TestServer.get();
        database = server.create(true);
        pool = server.pool(database, 1);
        pool.query(FILL.replace(":cases", String.valueOf(CASES))).execute().await();
        pool.query("analyze").execute().await();
        PlanLog.switchOn(pool, database);
    }

    @AfterAll
    static void close() {
        pool.close().await();
    }

    /** Plans for the very values, and the ones PostgreSQL keeps when a connection has asked often enough. */
    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void noRequestReadsAGrowingTableFromEndToEnd(String planning) throws Exception {
        pool.query("alter database " + database + " set plan_cache_mode = " + planning)
                .execute()
                .await();
        pool.query("delete from signing_key").execute().await(); // of an earlier application with another master key
        TestApp app = TestApp.on(database).start();
        try {
            PlanLog log = PlanLog.beginning(pool);

            everyRequestThatReadsOrWrites(app);

            List<String> plans = log.plans();
            assertThat(plans).hasSizeGreaterThan(60);
            assertThat(plans).noneMatch(plan -> WHOLE_TABLE.matcher(plan).find());
        } finally {
            app.stop();
        }
    }

    @Test
    void aScanWouldBeSeen() {
        Pool careless = TestServer.get().pool(database, 1);
        PlanLog log = PlanLog.beginning(pool);

        careless.query("select count(*) from report where risk_main = 'WATER'")
                .execute()
                .await();

        assertThat(log.plans())
                .singleElement()
                .matches(plan -> WHOLE_TABLE.matcher(plan).find());
        careless.close().await();
    }

    private static void everyRequestThatReadsOrWrites(TestApp app) throws Exception {
        Visitor family = app.resident("family");
        Visitor village = app.newStaff("village-" + UUID.randomUUID(), new Post(Role.VILLAGE, Reports.VILLAGE));
        Visitor township = app.newStaff("township-" + UUID.randomUUID(), new Post(Role.TOWNSHIP, Reports.TOWNSHIP));
        Visitor desk = app.newStaff("desk-" + UUID.randomUUID(), new Post(Role.BANNER_DESK, TestApp.BANNER));
        Visitor auditor = app.newStaff("auditor-" + UUID.randomUUID(), new Post(Role.AUDITOR, TestApp.BANNER));
        UUID key = UUID.randomUUID();
        JsonObject report = Reports.crackedWall();
        String receipt = ok(family.submit(key, report)).getString("receiptNo");
        ok(family.submit(UUID.randomUUID(), report.copy().put("urgent", true)));
        ok(family.submit(key, report));
        String mine = "/api/v1/reports/" + receipt;
        ok(family.get("/api/v1/reports/by-key/" + key));
        pages(family, "/api/v1/reports?limit=1");
        ok(family.post(mine + "/supplements", new JsonObject().put("text", "又漏了"), "Idempotency-Key", any()));
        String photo = ok(family.upload(receipt, UUID.randomUUID(), Pictures.jpeg(Color.RED)))
                .getString("photoId");
        assertThat(family.get(mine + "/photos/" + photo).status()).isEqualTo(200);
        app.deliver();

        String caseId = pages(village, "/api/v1/queue?limit=1");
        for (Visitor reader : List.of(village, township, desk)) {
            pages(reader, "/api/v1/queue?limit=2");
            pages(reader, "/api/v1/queue?limit=2&state=RECEIVED");
            pages(reader, "/api/v1/queue?limit=2&scope=OWN");
            pages(reader, "/api/v1/queue?limit=2&unit=" + Reports.VILLAGE);
            pages(reader, "/api/v1/queue?limit=2&riskLevel=HIGH");
            pages(reader, "/api/v1/queue?limit=2&riskLevel=HIGH&bounced=true&toCheck=true&state=RECEIVED");
            for (String view : List.of("MINE", "URGENT", "LATE", "DUE_TODAY", "POOL")) {
                pages(reader, "/api/v1/queue?limit=2&view=" + view);
            }
            JsonObject subject = report.getJsonObject("subject");
            for (String said : List.of(
                    receipt,
                    subject.getString("name"),
                    subject.getString("phone"),
                    subject.getString("idNo"),
                    subject.getString("phone").substring(7))) {
                JsonObject found = ok(reader.post("/api/v1/case-searches", new JsonObject().put("text", said)));
                assertThat(found.getJsonArray("items"))
                        .as(found.getString("searchedAs"))
                        .isNotEmpty();
            }
            ok(reader.get("/api/v1/overview"));
            ok(reader.get("/api/v1/queue/counts"));
        }
        ok(village.get("/api/v1/cases/" + caseId));
        assertThat(village.get("/api/v1/cases/" + caseId + "/photos/" + photo).status())
                .isEqualTo(200);
        int version = ok(village.get("/api/v1/cases/" + caseId))
                .getJsonObject("summary")
                .getInteger("version");
        ok(village.get("/api/v1/cases/" + caseId + "/risk-level"));
        byte[] high = new JsonObject()
                .put("level", "HIGH")
                .put("note", "房子快塌了")
                .encode()
                .getBytes(StandardCharsets.UTF_8);
        ok(village.send("PUT", "/api/v1/cases/" + caseId + "/risk-level", high, "If-Match", "\"" + version++ + "\""));
        step(village, caseId, "claim", version, null);
        step(village, caseId, "release", version + 1, null);
        step(
                village,
                caseId,
                "return",
                version + 2,
                new JsonObject().put("reason", "MOVED_AWAY").put("note", "迁走了"));
        step(
                township,
                caseId,
                "transfer",
                version + 3,
                new JsonObject().put("toUnit", Reports.VILLAGE).put("reason", "TRIAGED"));
        step(village, caseId, "accept", version + 4, new JsonObject());
        app.deliver();
        step(
                village,
                caseId,
                "close",
                version + 5,
                new JsonObject().put("outcome", "HELPED_ONLY").put("answer", "已经修好"));
        app.deliver();
        ok(family.get(mine));
        pages(auditor, "/api/v1/audit-events?limit=5");
        pages(auditor, "/api/v1/audit-events?limit=2&caseId=" + caseId);

        String second =
                ok(family.submit(UUID.randomUUID(), Reports.crackedWall())).getString("receiptNo");
        ok(family.post("/api/v1/reports/" + second + "/withdrawal", new JsonObject()));
        app.deliver();
    }

    /** The first page and the next; answers the case that came first. */
    private static String pages(Visitor reader, String path) {
        JsonObject first = ok(reader.get(path));
        String next = first.getString("nextAfter");
        if (next != null) {
            ok(reader.get(path + "&after=" + next));
        }
        JsonArray items = first.getJsonArray("items");
        return items.isEmpty() ? null : items.getJsonObject(0).getString("caseId");
    }

    private static void step(Visitor staff, String caseId, String step, int version, JsonObject body) {
        byte[] bytes = body == null ? null : body.encode().getBytes(StandardCharsets.UTF_8);
        ok(staff.send("POST", "/api/v1/cases/" + caseId + "/" + step, bytes, "If-Match", "\"" + version + "\""));
    }

    private static JsonObject ok(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
        return answer.json();
    }

    private static String any() {
        return UUID.randomUUID().toString();
    }
}
