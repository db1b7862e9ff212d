package org.fangpin110.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.escalation.Escalation;
import org.fangpin110.platform.db.Database;
import org.fangpin110.platform.db.EmbeddedPostgres;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.policy.CalendarRepository;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.policy.PolicyRepository;
import org.junit.jupiter.api.Test;

/**
 * The scan for late cases: 5,000 overdue ones among a million, a third of them of units in which nobody serves. All come to
 * their levels once, the oldest first. The server syncs every commit, as an installation's does.
 */
class EscalationBenchmark {
    private static final Path DIRECTORY = Path.of("target/bench-escalation");
    private static final int CASES = Integer.getInteger("bench.escalation.cases", 1_000_000);
    private static final int LATE = 5_000;
    private static final int ROUNDS = Integer.getInteger("bench.escalation.rounds", 5);
    private static final int POOL = 8;
    private static final Duration MOST = Duration.ofSeconds(5);

    /** 300 villages of ten banners; every third has nobody. Half of all cases are closed, the rest is due in months. */
    private static final String FILL =
            """
            set session_replication_role = replica;
            create temporary table place as
                select n, (152200000000 + (n %% 10 + 20) * 1000000 + (n / 10 %% 6 + 1) * 100000 + n %% 100 + 200)::text as unit_code
                from generate_series(0, 299) n;
            insert into staff (staff_id, account, display_name, password_hash, created_at, changed_at)
                select md5('staff' || n)::uuid, 'made-up-' || n, 'x', 'x', now(), now() from place where n %% 3 <> 0;
            insert into staff_post (post_id, staff_id, role, unit_code, started_at)
                select gen_random_uuid(), md5('staff' || n)::uuid, 'VILLAGE', unit_code, now() from place where n %% 3 <> 0;
            insert into case_file (id, banner_code, owner_unit, destination, state, priority, received_at, due_at, promised_by,
                policy_version, closed_at, outcome, person_index, phone_index, name_index, name_claim, first_report_id, changed_at)
                select ('00000000-0000-7000-8000-' || lpad(to_hex(g), 12, '0'))::uuid, left(unit_code, 6), unit_code, 'VILLAGE',
                    case when g %% 2 = 0 then 'ACCEPTED' else 'CLOSED_OTHER' end, case when g %% 20 = 0 then 0 else 1 end,
                    now() - interval '60 days', now() + interval '30 days' + g * interval '5 seconds', current_date + 90, 1,
                    case when g %% 2 <> 0 then now() end, case when g %% 2 <> 0 then 'HELPED_ONLY' end,
                    decode(md5('p' || g), 'hex'), decode(md5('t' || g), 'hex'), decode(md5('n' || g), 'hex'),
                    decode(md5('t' || g), 'hex'), ('00000000-0000-7000-9000-' || lpad(to_hex(g), 12, '0'))::uuid, now()
                from generate_series(1, %1$d) g join place on place.n = (hashint8(g) & 1023) %% 300;
            reset session_replication_role""";

    /** Overdue from an hour to twelve days ago, spread over all units. */
    private static final String MAKE_LATE =
            """
            with chosen as (
                select id, banner_code, row_number() over (order by id) as n
                from case_file where closed_at is null order by id offset %d limit %d)
            update case_file c
            set due_at = now() - interval '1 hour' - (hashint8(k.n) & 1048575) * interval '1 second', state = 'RECEIVED'
            from chosen k where c.id = k.id and c.banner_code = k.banner_code""";

    /** What was late in the round before is not any more. */
    private static final String DONE =
            """
            update case_file set due_at = now() + interval '60 days', state = 'ACCEPTED'
            where closed_at is null and state = 'RECEIVED'""";

    private final List<String> lines = new ArrayList<>();

    @Test
    void everyLateCaseClimbsOnceTheOldestFirst() throws IOException {
        Files.createDirectories(DIRECTORY);
        Path home = Files.createTempDirectory(DIRECTORY.toAbsolutePath(), "pg");
        Vertx vertx = Vertx.vertx();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(new EmbeddedPostgres.Settings(
                home.resolve("home"), Optional.empty(), Duration.ofMinutes(2), Map.of()))) {
            Database database = Database.embedded(server.connection(), true);
            database.migrate();
            Pool pool = database.pool(vertx, POOL);
            long began = System.nanoTime();
            Pool owner = PgBuilder.pool()
                    .connectingTo(database.ownerOptions())
                    .with(new PoolOptions().setMaxSize(1))
                    .using(vertx)
                    .build();
            fill(owner);
            tell("%,d cases made up in %.0f s", CASES, seconds(began));
            List<Double> passes = new ArrayList<>();
            List<Double> idle = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                round(owner, pool, round, passes, idle);
            }
            report(passes, idle);
            pool.close().await();
            owner.close().await();
        } finally {
            vertx.close().await();
        }
    }

    private static void fill(Pool pool) {
        unhurried(pool, FILL.formatted(CASES), "vacuum analyze");
    }

    /** Statements longer than the application allows itself. */
    private static void unhurried(Pool pool, String... statements) {
        pool.withConnection(connection -> {
                    Future<?> done =
                            connection.query("set statement_timeout = 0").execute();
                    for (String statement : statements) {
                        done = done.compose(
                                before -> connection.query(statement).execute());
                    }
                    return done.compose(before ->
                            connection.query("reset statement_timeout").execute());
                })
                .await();
    }

    private void round(Pool owner, Pool pool, int number, List<Double> passes, List<Double> idle) {
        unhurried(owner, DONE, MAKE_LATE.formatted(number * LATE, LATE), "vacuum analyze case_file", "checkpoint");
        WorkCalendar calendar = new CalendarRepository().load(pool).await();
        PolicyLimits limits = new PolicyRepository().limits(pool).await();
        InstantSource clock = InstantSource.system();
        Escalation escalation = Escalation.of(
                pool, () -> calendar, () -> limits, new TimeOrderedIds(clock), clock, new SimpleMeterRegistry());

        long began = System.nanoTime();
        int levels = escalation.scan().await();
        double took = seconds(began);

        began = System.nanoTime();
        int more = escalation.scan().await();
        idle.add(seconds(began));
        passes.add(took);
        check(pool, levels);
        assertThat(more).as("levels of a second pass").isZero();
        tell(
                "pass: %d cases, %d levels, %.2f s; the pass after it %.2f s",
                LATE, levels, took, idle.get(idle.size() - 1));
    }

    private static void check(Pool pool, int levels) {
        Row row = pool.query(
                        """
                        with told as (select e.case_id, min(e.at) as at, count(*) as n, c.due_at, c.owner_unit
                                      from case_escalation e join case_file c on c.id = e.case_id
                                      where c.state = 'RECEIVED' group by 1, 4, 5),
                        ordered as (select at, min(due_at) as least, max(due_at) as most from told group by at)
                        select count(*)::int as cases, sum(n)::int as levels,
                            (count(*) filter (where not exists (
                                select from staff_post p where p.unit_code = owner_unit)))::int as ownerless,
                            (select count(*)::int from (select least < lag(most) over (order by at) as bad from ordered) x
                             where bad) as out_of_order
                        from told""")
                .execute()
                .await()
                .iterator()
                .next();
        assertThat(row.getInteger("cases")).isEqualTo(LATE);
        assertThat(row.getInteger("levels")).isEqualTo(levels);
        assertThat(row.getInteger("ownerless")).isBetween(LATE / 4, LATE / 2);
        assertThat(row.getInteger("out_of_order")).as("pages out of order").isZero();
    }

    private void report(List<Double> passes, List<Double> idle) throws IOException {
        double[] sorted =
                passes.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double median = sorted[sorted.length / 2];
        tell(
                "%d overdue of %,d: median %.2f s, worst %.2f s, %.0f cases/s; ratio to the %d s allowed %.2f; nothing left to do %.3f s",
                LATE,
                CASES,
                median,
                sorted[sorted.length - 1],
                LATE / median,
                MOST.toSeconds(),
                median / MOST.toSeconds(),
                Arrays.stream(idle.stream()
                                .mapToDouble(Double::doubleValue)
                                .sorted()
                                .toArray())
                        .skip(idle.size() / 2)
                        .findFirst()
                        .orElse(Double.NaN));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cases", CASES);
        json.put("late", LATE);
        json.put("passSeconds", passes);
        json.put("idleSeconds", idle);
        json.put("medianSeconds", median);
        json.put("ratioToAllowed", median / MOST.toSeconds());
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(DIRECTORY.resolve("result.json").toFile(), json);
        Files.write(DIRECTORY.resolve("result.md"), lines);
        assertThat(median).isLessThanOrEqualTo(MOST.toSeconds());
    }

    private void tell(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        lines.add(line);
        System.out.println(line);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
