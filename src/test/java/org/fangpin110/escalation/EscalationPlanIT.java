package org.fangpin110.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.regex.Pattern;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.policy.CalendarRepository;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.policy.PolicyRepository;
import org.fangpin110.support.ManualClock;
import org.fangpin110.support.PlanLog;
import org.fangpin110.support.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With 60,000 open cases in time, 40,000 of them of one unit, the passes read what is late, and of the rest next to nothing. */
class EscalationPlanIT {
    private static final Pattern WHOLE_TABLE =
            Pattern.compile("Seq Scan on (case_file|report|case_event|outbox)\\b(?!_)");
    private static final Instant NOW = Instant.parse("2026-11-24T00:30:00Z");
    private static final int LATE = 60;
    /** A few for each of 200 units and each late case; far below what is open. */
    private static final long MOST_READ = 4_000;

    private static final String FILL =
            """
            set session_replication_role = replica;
            insert into case_file (id, banner_code, owner_unit, destination, state, priority, received_at, opened_at, due_at,
                promised_by, policy_version, first_report_id, changed_at)
                select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, '152223',
                    case when n % 3 < 2 then '152223107208' else (152223100200 + n % 200)::text end, 'VILLAGE',
                    case when n % 4 = 0 then 'RECEIVED' else 'ACCEPTED' end, case when n % 20 = 0 then 0 else 1 end,
                    timestamptz '2026-11-01' + n * interval '10 seconds', timestamptz '2026-11-20',
                    timestamptz '2027-06-01' + n * interval '10 seconds', date '2027-09-01', 1,
                    ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, now()
                from generate_series(1, 60000) n;
            update case_file set due_at = timestamptz '2026-11-20' + (1000 * (('x' || right(id::text, 4))::bit(16)::int % 60)) * interval '1 second',
                state = 'RECEIVED' where id in (select id from case_file order by id limit 60);
            insert into report (id, banner_code, receipt_no, resident_id, case_id, submitted_at, unit_code, promised_by,
                reporter_kind, risk_main, urgent, flags, routing, matching, consents, content)
                select first_report_id, banner_code, right(id::text, 12), id, id, received_at, owner_unit, promised_by,
                    'SELF', 'HOUSING', false, '{}', '{}', '{}', '{}', 'x' from case_file;
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
        fill.query("select pg_stat_force_next_flush()").execute().await();
        PlanLog.switchOn(fill, database);
    }

    @AfterAll
    static void close() {
        fill.close().await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void thePassesReadWhatIsLateAndNoTableFromEndToEnd(String planning) {
        fill.query("alter database " + database + " set plan_cache_mode = " + planning)
                .execute()
                .await();
        fill.query("truncate case_escalation, daily_digest, queue_alarm")
                .execute()
                .await();
        Pool pool = TestServer.get().pool(database, 1);
        Escalation escalation = escalation(pool);
        PlanLog log = PlanLog.beginning(fill);
        read(pool, Future.succeededFuture());

        assertThat(read(pool, escalation.scan())).as("read by the scan").isLessThan(MOST_READ);
        assertThat(count("select count(distinct case_id) from case_escalation")).isEqualTo(LATE);
        assertThat(read(pool, escalation.scan()))
                .as("read by a scan with nothing to do")
                .isLessThan(MOST_READ);
        assertThat(read(pool, escalation.watchQueues()))
                .as("read by the look at queues")
                .isLessThan(MOST_READ);
        assertThat(count("select count(*) from queue_alarm where kind = 'UNREAD'"))
                .isZero();
        escalation.digest().await();

        assertThat(log.plans())
                .isNotEmpty()
                .noneMatch(plan -> WHOLE_TABLE.matcher(plan).find());
        pool.close().await();
    }

    /** With somebody at the banner desk, so that nobody's cases have to be counted. */
    @Test
    void theInvariantsOfEveryTenMinutesReadNextToNothingWhileTheyHold() {
        fill.query(
                        """
                        insert into staff (staff_id, account, display_name, password_hash, created_at, changed_at)
                            values ('00000000-0000-7000-8000-000000000001', 'desk-x', 'x', 'x', now(), now());
                        insert into staff_post (post_id, staff_id, role, unit_code, started_at)
                            values (gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'BANNER_DESK', '152223000000', now())""")
                .execute()
                .await();
        Pool pool = TestServer.get().pool(database, 1);
        Escalation escalation = escalation(pool);
        escalation.scan().await();
        PlanLog log = PlanLog.beginning(fill);
        read(pool, Future.succeededFuture());

        Future<java.util.Map<String, Long>> checked = escalation.checkOften();

        assertThat(read(pool, checked)).isLessThan(MOST_READ);
        assertThat(checked.await())
                .allSatisfy((name, offenders) -> assertThat(offenders).as(name).isZero());
        assertThat(log.plans())
                .isNotEmpty()
                .noneMatch(plan -> WHOLE_TABLE.matcher(plan).find());
        pool.close().await();
    }

    private static Escalation escalation(Pool pool) {
        ManualClock clock = new ManualClock(NOW);
        WorkCalendar calendar = new CalendarRepository().load(pool).await();
        PolicyLimits limits = new PolicyRepository().limits(pool).await();
        return Escalation.of(
                pool, () -> calendar, () -> limits, new TimeOrderedIds(clock), clock, new SimpleMeterRegistry());
    }

    /** Rows and index entries of case_file that the one connection of the pool reads meanwhile. */
    private static long read(Pool pool, Future<?> pass) {
        pass.await();
        return pool.withConnection(connection -> connection
                        .query("select pg_stat_force_next_flush()")
                        .execute()
                        .compose(flushed -> connection
                                .query(
                                        """
                                        select (select seq_tup_read from pg_stat_user_tables where relname = 'case_file')
                                            + (select coalesce(sum(idx_tup_read), 0) from pg_stat_user_indexes where relname = 'case_file')""")
                                .execute()))
                .map(rows -> rows.iterator().next())
                .map(EscalationPlanIT::sinceLast)
                .await();
    }

    private static long before = -1;

    private static long sinceLast(Row row) {
        long now = row.getLong(0);
        long since = now - before;
        before = now;
        return since;
    }

    private static long count(String sql) {
        return fill.query(sql).execute().await().iterator().next().getLong(0);
    }
}
