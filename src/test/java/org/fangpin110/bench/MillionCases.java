package org.fangpin110.bench;

import java.util.List;

/**
 * Fills the database of a node with the years before: four of five cases closed, every village with its share, every case
 * with its report, history and trail.
 */
final class MillionCases {
    private static final int CHUNK = 50_000;

    private static final String VILLAGES =
            """
            create temp table bench_village as
            select row_number() over (order by unit_code) - 1 as place, unit_code
            from unnest(string_to_array('%s', ',')) as unit_code""";

    private static final String CASES =
            """
            insert into case_file (id, banner_code, owner_unit, destination, state, priority, received_at, due_at,
                promised_by, policy_version, accepted_at, person_index, phone_index, name_index, name_claim, risk_types,
                narrative_print, first_report_id, home_unit, last_sequence, version, changed_at, opened_at, closed_at, outcome)
            select ('c' || lpad(to_hex(n), 31, '0'))::uuid, '152223', v.unit_code, 'VILLAGE',
                case when n %% 5 > 0 then 'CLOSED_OTHER' when n %% 10 = 0 then 'RECEIVED' else 'ACCEPTED' end,
                case when n %% 20 = 0 then 0 else 1 end,
                now() - (1100 - n * 0.0010) * interval '1 day',
                now() + hashint8(n) %% 600000 * interval '1 second' + interval '8 days',
                current_date + 60, 1, now() - interval '3 days',
                decode(md5('person' || n), 'hex'), decode(md5('phone' || n), 'hex'),
                decode(md5('name' || n %% 90000), 'hex'), decode(md5('phone' || n), 'hex'), 'ILLNESS', n * 7919,
                ('d' || lpad(to_hex(n), 31, '0'))::uuid, case when n %% 10 > 0 then v.unit_code end,
                case when n %% 5 > 0 then 3 else 1 end,
                case when n %% 5 > 0 then 3 else 1 end, now(), now() - interval '2 days',
                case when n %% 5 > 0 then now() - (1080 - n * 0.0010) * interval '1 day' end,
                case when n %% 5 > 0 then 'HELPED_ONLY' end
            from generate_series(%1$d::bigint, %2$d::bigint) n
            join bench_village v on v.place = (n * 7919) %% (select count(*) from bench_village)""";

    private static final String REPORTS =
            """
            insert into report (id, banner_code, receipt_no, resident_id, case_id, submitted_at, unit_code, promised_by,
                reporter_kind, risk_main, urgent, phone_index, flags, routing, matching, consents, content)
            select ('d' || lpad(to_hex(n), 31, '0'))::uuid, '152223', 'X' || lpad(to_hex(n * 7919), 11, '0'),
                lpad(to_hex(n %% 300000), 32, '0')::uuid, ('c' || lpad(to_hex(n), 31, '0'))::uuid,
                now() - (1100 - n * 0.0010) * interval '1 day',
                '152223100201', current_date + 60, 'SELF', 'ILLNESS', false, decode(md5('phone' || n), 'hex'), '{}',
                '{"destination":"VILLAGE"}', '{"outcome":"NEW"}', '{}', decode(repeat(md5(n::text), 60), 'hex')
            from generate_series(%1$d::bigint, %2$d::bigint) n""";

    private static final String EVENTS =
            """
            insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, actor_id, state, owner_unit)
            select c.id, c.banner_code, s.n, c.received_at,
                case s.n when 1 then 'report-received' when 2 then 'case-accepted' else 'case-closed' end,
                case s.n when 1 then 'RESIDENT' else 'STAFF' end, c.first_report_id,
                case s.n when 1 then 'RECEIVED' when 2 then 'ACCEPTED' else 'CLOSED_OTHER' end, c.owner_unit
            from case_file c, generate_series(1, c.last_sequence) as s(n)
            where c.id between ('c' || lpad(to_hex(%1$d), 31, '0'))::uuid and ('c' || lpad(to_hex(%2$d), 31, '0'))::uuid""";

    private static final String TRAIL =
            """
            insert into audit_event (id, at, actor_kind, actor_id, action, unit_code, case_id)
            select ('0' || lpad(to_hex(n), 31, '0'))::uuid, now(), 'STAFF', ('d' || lpad(to_hex(n), 31, '0'))::uuid,
                'case-closed', '152223100201', ('c' || lpad(to_hex(n), 31, '0'))::uuid
            from generate_series(%1$d::bigint, %2$d::bigint) n""";

    private MillionCases() {}

    /** Constraints hold by construction, so that they are not asked row by row. */
    static void fill(NodeDatabase database, List<String> villages, int cases) {
        database.execute("set session_replication_role = replica");
        database.execute("set synchronous_commit = off");
        database.execute("set work_mem = '64MB'");
        database.execute(VILLAGES.formatted(String.join(",", villages)));
        for (int from = 1; from <= cases; from += CHUNK) {
            int to = Math.min(cases, from + CHUNK - 1);
            for (String part : List.of(CASES, REPORTS, EVENTS, TRAIL)) {
                database.execute(part.formatted(from, to));
            }
        }
        for (String table : List.of("case_file", "report", "case_event", "audit_event")) {
            database.execute("vacuum (analyze) " + table);
        }
        database.execute("checkpoint");
        database.execute("set session_replication_role = origin");
    }
}
