package org.fangpin110.bench;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fangpin110.casefile.QueuePlace;
import org.fangpin110.casefile.QueueRepository;
import org.fangpin110.casefile.QueueRow;
import org.fangpin110.casefile.QueueSelection;
import org.fangpin110.platform.db.Database;
import org.fangpin110.platform.db.EmbeddedPostgres;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.policy.PolicyRepository;
import org.fangpin110.unit.UnitRange;

/**
 * The queue page as staff ask for it, at ten thousand and at a million cases, turn by turn, on a server of its own. The
 * plans are those of the very statements the repository prepared.
 */
final class QueuePages implements AutoCloseable {
    static final int FEW = 10_000;
    static final int MANY = 1_000_000;
    private static final int PAGE = 51;
    private static final int TIMES = 300;
    private static final int CHUNK = 100_000;

    /** The village with a tenth of all cases: its queue fills a page at both sizes. */
    private static final String VILLAGE = "152223100201";

    private static final String TOWNSHIP = "152223100000";
    private static final String BANNER = "152223000000";

    /** Half of all cases are closed; every twentieth is urgent; due times are spread over two weeks. */
    private static final String CASES =
            """
            insert into case_file (id, banner_code, owner_unit, destination, state, priority, received_at, due_at,
                promised_by, policy_version, person_index, phone_index, name_index, name_claim, first_report_id, changed_at,
                closed_at, outcome)
            select ('c' || lpad(to_hex(n), 31, '0'))::uuid, '152223',
                case when n % 20 < 2 then '152223100201'
                    else (152223100000 + (n / 20 % 16 + 1) * 1000 + 200 + n % 13 + 2)::text end,
                'VILLAGE', case when n % 2 = 0 then 'RECEIVED' else 'CLOSED' end, case when n % 20 = 0 then 0 else 1 end,
                now() - interval '3 days', now() + hashint8(n) % 600000 * interval '1 second', current_date + 60, 1,
                decode(md5('person' || n), 'hex'), decode(md5('phone' || n), 'hex'), decode(md5('name' || n), 'hex'), decode(md5('phone' || n), 'hex'),
                ('d' || lpad(to_hex(n), 31, '0'))::uuid, now(),
                case when n % 2 = 1 then now() end, case when n % 2 = 1 then 'HELPED' end
            from generate_series($1::bigint, $2::bigint) n""";

    private static final String REPORTS =
            """
            insert into report (id, banner_code, receipt_no, resident_id, case_id, submitted_at, unit_code, promised_by,
                reporter_kind, risk_main, urgent, phone_index, flags, routing, matching, consents, content)
            select ('d' || lpad(to_hex(n), 31, '0'))::uuid, '152223', lpad(to_hex(n), 12, '0'),
                lpad(to_hex(n % 3000), 32, '0')::uuid, ('c' || lpad(to_hex(n), 31, '0'))::uuid, now() - interval '3 days',
                '152223100201', current_date + 60, 'SELF', 'ILLNESS', false, decode(md5('phone' || n), 'hex'), '{}',
                '{"destination":"VILLAGE"}', '{"outcome":"NEW"}', '{}', decode(repeat(md5(n::text), 60), 'hex')
            from generate_series($1::bigint, $2::bigint) n""";

    /** Whose queue: own village, township, banner. */
    private record Asked(String name, QueueSelection selection) {}

    private static final List<Asked> ASKED = List.of(
            new Asked("village", new QueueSelection(VILLAGE, UnitRange.of(VILLAGE), false, null)),
            new Asked("township", new QueueSelection(TOWNSHIP, UnitRange.of(TOWNSHIP), true, null)),
            new Asked("banner", new QueueSelection(BANNER, UnitRange.of(BANNER), true, null)));

    /** The same page at both sizes. */
    record Measured(String page, double fewMillis, double manyMillis, List<String> fewPlan, List<String> manyPlan) {
        double ratio() {
            return manyMillis / fewMillis;
        }

        /** Scans of whole tables that grow; there must be none. */
        List<String> sequentialScans() {
            List<String> scans = new ArrayList<>(fewPlan);
            scans.addAll(manyPlan);
            scans.removeIf(node -> !node.matches("Seq Scan on (case_file|report)\\b.*"));
            return scans;
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final EmbeddedPostgres server;
    private final QueueRepository queues = new QueueRepository();
    private final Pool few;
    private final Pool many;

    QueuePages(Path home) {
        // nothing here must survive; only the filling is faster for it
        server = EmbeddedPostgres.start(new EmbeddedPostgres.Settings(
                home, Optional.empty(), Duration.ofMinutes(2), Map.of("fsync", "off", "synchronous_commit", "off")));
        few = filled("queue_few", FEW);
        many = filled("queue_many", MANY);
    }

    private Pool filled(String name, int cases) {
        EmbeddedPostgres.Connection main = server.connection();
        Pool administration = Database.embedded(main, true).ownerPool(vertx, 1);
        administration.query("create database " + name).execute().await();
        administration.close().await();
        Database database = Database.embedded(
                new EmbeddedPostgres.Connection(
                        main.host(), main.port(), name, main.user(), main.password(), main.socketDirectory()),
                true);
        database.migrate();
        Pool pool = database.ownerPool(vertx, 1);
        pool.query("set session_replication_role = replica").execute().await(); // foreign keys hold by construction
        for (long from = 1; from <= cases; from += CHUNK) {
            Tuple range = Tuple.of(from, Math.min(cases, from + CHUNK - 1));
            pool.preparedQuery(CASES).execute(range).await();
            pool.preparedQuery(REPORTS).execute(range).await();
        }
        pool.query("vacuum analyze case_file").execute().await();
        pool.query("vacuum analyze report").execute().await();
        return pool;
    }

    /** The limits every installation starts with. */
    PolicyLimits limits() {
        return new PolicyRepository().limits(few).await();
    }

    List<Measured> measure() {
        List<Measured> measured = new ArrayList<>();
        for (Asked asked : ASKED) {
            measured.add(measure(asked.name() + ", first", asked.selection(), QueuePlace.START, QueuePlace.START));
            measured.add(measure(
                    asked.name() + ", next",
                    asked.selection(),
                    afterFirst(few, asked.selection()),
                    afterFirst(many, asked.selection())));
        }
        return measured;
    }

    private QueuePlace afterFirst(Pool pool, QueueSelection selection) {
        List<QueueRow> page = page(pool, selection, QueuePlace.START);
        return page.get(page.size() - 2).place();
    }

    private Measured measure(String name, QueueSelection selection, QueuePlace inFew, QueuePlace inMany) {
        double[] fewMillis = new double[TIMES];
        double[] manyMillis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            fewMillis[i] = millis(few, selection, inFew);
            manyMillis[i] = millis(many, selection, inMany);
        }
        return new Measured(
                name,
                median(fewMillis),
                median(manyMillis),
                plan(few, selection, inFew),
                plan(many, selection, inMany));
    }

    private double millis(Pool pool, QueueSelection selection, QueuePlace after) {
        long began = System.nanoTime();
        if (page(pool, selection, after).size() < PAGE) {
            throw new IllegalStateException("The queue does not fill a page: " + selection.unit());
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private List<QueueRow> page(Pool pool, QueueSelection selection, QueuePlace after) {
        return queues.page(pool, selection, after, PAGE).await();
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** One line a node of the plan; the pool has one connection, so the statement is prepared on ours. */
    private static List<String> plan(Pool pool, QueueSelection selection, QueuePlace after) {
        String column =
                switch (selection.unit()) {
                    case VILLAGE -> "where owner_unit = $1";
                    case TOWNSHIP -> "where left(owner_unit, 9) = $1";
                    default -> "where left(owner_unit, 6) = $1";
                };
        int digits =
                switch (selection.unit()) {
                    case VILLAGE -> 12;
                    case TOWNSHIP -> 9;
                    default -> 6;
                };
        Row prepared = pool.preparedQuery(
                        "select name from pg_prepared_statements where position($1 in statement) > 0 and statement ~ '^select c'")
                .execute(Tuple.of(column))
                .await()
                .iterator()
                .next();
        RowSet<Row> explained = pool.query(
                        "explain (analyze, buffers, format json) execute \"%s\"('%s', '%s', '%s', %d, '%s', '%s', null, %d)"
                                .formatted(
                                        prepared.getString(0),
                                        selection.unit().substring(0, digits),
                                        selection.scope().from(),
                                        selection.scope().before(),
                                        after.priority(),
                                        after.dueAt().atOffset(ZoneOffset.UTC),
                                        after.caseId(),
                                        PAGE))
                .execute()
                .await();
        JsonArray plans = explained.iterator().next().getJsonArray(0);
        List<String> nodes = new ArrayList<>();
        collect(plans.getJsonObject(0).getJsonObject("Plan"), nodes);
        return nodes;
    }

    private static void collect(JsonObject node, List<String> nodes) {
        String relation = node.getString("Relation Name");
        if (relation != null) {
            String index = node.getString("Index Name");
            nodes.add(node.getString("Node Type") + " on " + relation + (index == null ? "" : " by " + index) + ", "
                    + (node.getInteger("Shared Hit Blocks") + node.getInteger("Shared Read Blocks")) + " buffers");
        }
        node.getJsonArray("Plans", new JsonArray()).forEach(child -> collect((JsonObject) child, nodes));
    }

    @Override
    public void close() {
        few.close().await();
        many.close().await();
        vertx.close().await();
        server.close();
    }

    static Map<String, Object> json(Measured page) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("page", page.page());
        json.put("p50MillisAt10k", page.fewMillis());
        json.put("p50MillisAt1M", page.manyMillis());
        json.put("ratio", page.ratio());
        json.put("planAt10k", page.fewPlan());
        json.put("planAt1M", page.manyPlan());
        return json;
    }
}
