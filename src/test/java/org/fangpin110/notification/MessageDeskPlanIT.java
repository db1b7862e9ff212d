package org.fangpin110.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.fangpin110.support.PlanLog;
import org.fangpin110.support.TestServer;
import org.fangpin110.unit.UnitRange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a million messages of a hundred banners, the desk's lists and numbers read their own rows and no table from end to end. */
class MessageDeskPlanIT {
    private static final Pattern WHOLE_TABLE =
            Pattern.compile("Seq Scan on (case_file|report|message|sms_reply|call_attempt)\\b(?!_)");

    private static final String FILL =
            """
            set session_replication_role = replica;
            insert into case_file (id, banner_code, owner_unit, destination, state, priority, received_at, due_at,
                promised_by, policy_version, first_report_id, changed_at)
                select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, (152200 + n % 100)::text,
                    (152200 + n % 100)::text || '1002' || lpad((n / 100 % 20)::text, 2, '0'), 'VILLAGE', 'ACCEPTED', 1,
                    timestamptz '2026-11-01', timestamptz '2027-06-01', date '2027-09-01', 1,
                    ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, now()
                from generate_series(1, 100000) n;
            insert into report (id, banner_code, receipt_no, resident_id, case_id, submitted_at, unit_code, promised_by,
                reporter_kind, risk_main, urgent, flags, routing, matching, consents, content)
                select first_report_id, banner_code, right(id::text, 12), id, id, received_at, owner_unit, promised_by,
                    'SELF', 'HOUSING', false, '{}', '{}', '{}', '{}', 'x' from case_file;
            insert into message (message_id, case_id, banner_code, report_id, step, channel, recipient, template, status,
                created_at, changed_at)
                select gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad(to_hex(n / 10 + 1), 12, '0'))::uuid,
                    (152200 + (n / 10 + 1) % 100)::text, ('00000000-0000-7000-9000-' || lpad(to_hex(n / 10 + 1), 12, '0'))::uuid,
                    'case-accepted:' || n, case when n % 50 = 0 then 'CALL_TASK' when n % 2 = 0 then 'WECHAT' else 'SMS' end, 'report:x',
                    'case-accepted', case when n % 50 = 0 then 'QUEUED' when n % 97 = 0 then 'FAILED' else 'DELIVERED' end,
                    timestamptz '2026-06-01' + n * interval '10 seconds', now()
                from generate_series(1, 999989) n;
            insert into call_attempt (call_id, message_id, staff_id, called_at, result)
                select gen_random_uuid(), message_id, message_id, created_at, 'NO_ANSWER' from message
                where channel = 'CALL_TASK';
            insert into sms_reply (reply_id, provider, provider_reply_id, kind, phone_index, phone, content, case_id, banner_code, received_at)
                select gen_random_uuid(), 'p', n::text, 'TEXT', 'x', 'x', 'x',
                    case when n % 20 > 0 then ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid end,
                    (152200 + n % 100)::text, now()
                from generate_series(1, 50000) n;
            reset session_replication_role""";

    private static String database;
    private static Pool fill;

    @BeforeAll
    static void fill() {
        TestServer server = TestServer.get();
        database = server.create(true);
        fill = server.pool(database, 1);
        fill.query(FILL).execute().await();
        fill.query("vacuum analyze").execute().await();
        PlanLog.switchOn(fill, database);
    }

    @AfterAll
    static void close() {
        fill.close().await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void eachListReadsItsOwnRows(String planning) {
        fill.query("alter database " + database + " set plan_cache_mode = " + planning)
                .execute()
                .await();
        Pool pool = TestServer.get().pool(database, 1);
        PlanLog log = PlanLog.beginning(fill);
        MessageDeskRepository desk = new MessageDeskRepository();
        List<UnitRange> village = List.of(UnitRange.of("152221100203"));
        List<UnitRange> banner = List.of(UnitRange.of("152221000000"));

        assertThat(desk.page(
                                pool,
                                List.of("152221"),
                                Arrays.asList(MessageStatus.values()),
                                Arrays.asList(MessageChannel.values()),
                                MessageDeskRepository.Place.NEWEST,
                                50)
                        .await())
                .hasSize(50);
        assertThat(desk.counts(
                                pool,
                                List.of("152221"),
                                Instant.parse("2026-06-10T00:00:00Z"),
                                Instant.parse("2026-06-17T00:00:00Z"))
                        .await())
                .isNotEmpty();
        assertThat(desk.toCall(pool, village, MessageDeskRepository.Place.OLDEST, 50)
                        .await())
                .isNotEmpty();
        assertThat(desk.toCall(pool, banner, MessageDeskRepository.Place.OLDEST, 50)
                        .await())
                .hasSize(50);
        assertThat(desk.ofCase(pool, UUID.fromString("00000000-0000-7000-8000-000000000010"))
                        .await())
                .hasSize(10);
        new SmsReplyRepository()
                .unmatched(pool, List.of("152221"), new UUID(0, 0), 50)
                .await();

        assertThat(log.plans())
                .isNotEmpty()
                .noneMatch(plan -> WHOLE_TABLE.matcher(plan).find());
        pool.close().await();
    }
}
