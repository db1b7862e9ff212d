package org.fangpin110.bench;

import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The yardstick: PostgreSQL's own load program writing the same rows into the same tables, one transaction of single-row
 * statements a report, prepared, over the server's socket. It reads nothing, checks nothing and answers nobody.
 */
final class Pgbench {
    /** Ids grow with time as ours do; indexes of persons are random as ours are. */
    private static final String SCRIPT =
            """
            \\set n :n + 1
            \\set key :run * 1099511627776 + :n * 128 + :client_id
            \\set village random(1, 200)
            \\set resident random(1, 3000)
            begin;
            insert into case_file (id, banner_code, owner_unit, destination, state, priority, received_at, due_at,
                promised_by, policy_version, person_index, phone_index, name_index, name_claim,
                risk_types, narrative_print, first_report_id, changed_at)
            values (('c' || lpad(to_hex(:key::bigint), 31, '0'))::uuid, '152223', (152223100000 + :village::bigint)::text,
                'VILLAGE', 'RECEIVED', 1, now(), now() + interval '2 days', current_date + 60, 1,
                decode(md5('person' || :key), 'hex'), decode(md5('phone' || :key), 'hex'), decode(md5('name' || :key), 'hex'),
                decode(md5('phone' || :key), 'hex'), 'ILLNESS', :key::bigint * 7919,
                ('d' || lpad(to_hex(:key::bigint), 31, '0'))::uuid, now());
            insert into report (id, banner_code, receipt_no, resident_id, case_id, submitted_at, unit_code, promised_by,
                reporter_kind, risk_main, urgent, phone_index, flags, routing, matching, consents, content)
            values (('d' || lpad(to_hex(:key::bigint), 31, '0'))::uuid, '152223', lpad(to_hex(:key::bigint), 12, '0'),
                lpad(to_hex(:resident::bigint), 32, '0')::uuid, ('c' || lpad(to_hex(:key::bigint), 31, '0'))::uuid, now(),
                (152223100000 + :village::bigint)::text, current_date + 60, 'SELF', 'ILLNESS', false,
                decode(md5('phone' || :key), 'hex'), '{}', :routing::jsonb, :matching::jsonb, :consents::jsonb,
                :content::bytea);
            insert into report_key (resident_id, idempotency_key, content_hash, report_id, banner_code)
            values (lpad(to_hex(:resident::bigint), 32, '0')::uuid, gen_random_uuid(), sha256(int8send(:key::bigint)),
                ('d' || lpad(to_hex(:key::bigint), 31, '0'))::uuid, '152223');
            insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, actor_id, state, owner_unit,
                report_id)
            values (('c' || lpad(to_hex(:key::bigint), 31, '0'))::uuid, '152223', 1, now(), 'report-received', 'RESIDENT',
                lpad(to_hex(:resident::bigint), 32, '0')::uuid, 'RECEIVED', (152223100000 + :village::bigint)::text,
                ('d' || lpad(to_hex(:key::bigint), 31, '0'))::uuid);
            insert into outbox (id, kind, banner_code, payload, available_at, created_at)
            values (('e' || lpad(to_hex(:key::bigint), 31, '0'))::uuid, 'report-received', '152223',
                jsonb_build_object('reportId', ('d' || lpad(to_hex(:key::bigint), 31, '0'))::uuid,
                    'caseId', ('c' || lpad(to_hex(:key::bigint), 31, '0'))::uuid),
                now(), now());
            commit;
            """;

    private static final String LIKE_OURS =
            "select routing::text, matching::text, consents::text, content from report order by id desc limit 1";
    private static final Pattern DONE = Pattern.compile("transactions actually processed: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");

    /** What one run found. */
    record Measured(int clients, long transactions, double perSecond, double averageMillis) {}

    private final NodeDatabase database;
    private final Path directory;
    private final Row sample;
    private int runs;

    /** @param database of which the newest report gives the size of the large columns */
    Pgbench(NodeDatabase database, Path directory) throws IOException {
        this.database = database;
        this.directory = directory;
        this.sample = database.one(LIKE_OURS);
        // pgbench ends a statement at its semicolon, a setting at its line
        Files.writeString(script(), SCRIPT);
    }

    private Path script() {
        return directory.resolve("pgbench.sql");
    }

    /** Empty when the system has no pgbench. */
    Optional<Measured> run(int clients, Duration length) throws IOException {
        List<String> command = new ArrayList<>(List.of("pgbench", "-n", "-M", "prepared", "-j", "2"));
        command.addAll(List.of("-c", Integer.toString(clients), "-T", Long.toString(length.toSeconds())));
        command.addAll(List.of("-f", script().toString(), "-D", "n=0", "-D", "run=" + ++runs));
        command.addAll(List.of("-D", "routing=" + sample.getString(0), "-D", "matching=" + sample.getString(1)));
        command.addAll(List.of("-D", "consents=" + sample.getString(2)));
        byte[] content = sample.getBuffer(3).getBytes();
        command.addAll(List.of("-D", "content=\\x" + HexFormat.of().formatHex(content)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(database.pgEnvironment());
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            return Optional.empty();
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!ended(process)) {
            throw new IOException("pgbench failed: " + output);
        }
        long transactions = Long.parseLong(found(DONE, output));
        return Optional.of(new Measured(
                clients,
                transactions,
                Double.parseDouble(found(RATE, output)),
                Double.parseDouble(found(LATENCY, output))));
    }

    private static boolean ended(Process process) throws IOException {
        try {
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String found(Pattern pattern, String output) throws IOException {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new IOException("pgbench said: " + output);
        }
        return matcher.group(1);
    }
}
