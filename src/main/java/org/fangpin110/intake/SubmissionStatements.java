package org.fangpin110.intake;

/** The two statements of {@link SubmissionRepository}, which alone runs them. */
final class SubmissionStatements {
    private SubmissionStatements() {}

    /** The columns of one submission; their order is that of {@link SubmissionRepository}'s tuple. */
    private static final String GIVEN =
            """
            unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::text[], $5::text[], $6::text[], $7::smallint[],
                $8::timestamptz[], $9::timestamptz[], $10::date[], $11::int[], $12::bytea[], $13::bytea[], $14::bytea[],
                $15::text[], $16::text[], $17::uuid[], $18::text[], $19::text[], $20::boolean[], $21::text[], $22::text[],
                $23::text[], $24::text[], $25::bytea[], $26::uuid[], $27::bytea[], $28::uuid[], $29::bytea[], $30::bytea[],
                $31::bytea[], $32::bytea[], $33::text[], $34::bigint[], $35::uuid[], $36::smallint[],
                $37::text[], $38::bigint[], $39::text[]) with ordinality
            as g(report_id, case_id, is_new, banner_code, owner_unit, destination, priority, submitted_at, due_at,
                promised_by, policy_version, person_index, phone_index, name_index, transfer_target, receipt_no,
                resident_id, reporter_kind, risk_main, urgent, flags, routing, matching, consents, content,
                idempotency_key, content_hash, outbox_id, case_phone, name_claim, given_household, household_claim,
                risk_types, narrative_print, previous_case_id, pending_suggestions, helper_unit, calendar_version,
                provisional, ord)
            """;

    /** All rows of whatever the statement calls {@code placed}. */
    private static final String WRITES =
            """
            opened as (
                insert into case_file (id, banner_code, owner_unit, destination, state, priority, received_at, due_at,
                    promised_by, policy_version, person_index, phone_index, name_index, name_claim, household_key,
                    household_claim, risk_types, narrative_print, previous_case_id, pending_suggestions, transfer_target,
                    helper_unit, last_sequence, first_report_id, changed_at, calendar_version, due_provisional)
                select case_id, banner_code, owner_unit, destination, 'RECEIVED', priority, submitted_at, due_at,
                    promised_by, policy_version, person_index, case_phone, name_index, name_claim, household_key,
                    case when household_key is not null then coalesce(household_claim, '') end, risk_types,
                    narrative_print, previous_case_id, pending_suggestions, transfer_target,
                    helper_unit, case when helper_unit is null then 1 else 2 end, report_id, submitted_at,
                    calendar_version, provisional is not null
                from placed where is_new),
            stored as (
                insert into report (id, banner_code, receipt_no, resident_id, case_id, submitted_at, unit_code, promised_by,
                    reporter_kind, risk_main, urgent, phone_index, flags, routing, matching, consents, content)
                select report_id, banner_code, receipt_no, resident_id, case_id, submitted_at, owner_now, promised_by,
                    reporter_kind, risk_main, urgent, phone_index, string_to_array(flags, ' '), routing::jsonb,
                    matching::jsonb, consents::jsonb, content
                from placed),
            keyed as (
                insert into report_key (resident_id, idempotency_key, content_hash, report_id, banner_code)
                select resident_id, idempotency_key, content_hash, report_id, banner_code from placed),
            stepped as (
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, actor_id, state, owner_unit,
                    report_id, helper_unit)
                select case_id, banner_code, sequence, submitted_at,
                    case when is_new then 'report-received' else 'report-linked' end,
                    'RESIDENT', resident_id, state, owner_now, report_id, null
                from placed
                union all
                select case_id, banner_code, 2, submitted_at, 'helper-named', 'SYSTEM', null, state, owner_now, null, helper_unit
                from placed where is_new and helper_unit is not null),
            waiting as (
                insert into provisional_due (case_id, banner_code, timer, report_id, awaited_year, started_at, value, unit, due_at)
                select case_id, banner_code, w.timer, report_id, w.awaited_year, submitted_at, w.value, w.unit, w.due_at
                from placed, jsonb_to_recordset(provisional::jsonb)
                    as w(timer text, awaited_year int, value int, unit text, due_at timestamptz)
                where provisional is not null and (is_new or state = 'RECEIVED' or priority = 0)),
            owed as (
                insert into outbox (id, kind, banner_code, payload, available_at, created_at)
                select outbox_id, case when is_new then 'report-received' else 'report-linked' end, banner_code,
                    jsonb_build_object('reportId', report_id, 'caseId', case_id), submitted_at, submitted_at
                from placed)
            """;

    static final String ADMIT = "with looked_up as materialized (select g.*,"
            + """
                earlier.content_hash as earlier_hash, earlier.report_id as earlier_report, earlier.banner_code as earlier_banner,
                (select count(*)::int from (select 1 from report mine
                    where mine.resident_id = g.resident_id and (mine.resident_id, mine.id) > (g.resident_id, $40::uuid)
                    limit 1000) mine) as of_resident,
                (select count(*)::int from (select 1 from report same
                    where same.phone_index = g.phone_index and same.submitted_at > $41::timestamptz limit 1000) same)
                    as of_phone,
                known.unit_code as known_unit, known.basis as known_basis,
                uuid_send(known.household_key) as household_key,
                (select json_agg(json_build_array(c.id, c.banner_code, c.owner_unit, c.promised_by,
                           encode(c.person_index, 'base64'), encode(c.phone_index, 'base64'),
                           encode(c.name_index, 'base64'), encode(c.name_claim, 'base64'),
                           encode(c.household_key, 'base64'), c.risk_types, c.narrative_print::text,
                           coalesce(c.last_report_at, c.received_at), c.closed_at is null,
                           encode(c.household_claim, 'base64')))
                    from (select * from case_file p where p.person_index = g.person_index and p.closed_at is null
                          union all
                          (select * from case_file n
                           where n.name_index = g.name_index and n.banner_code = g.banner_code and n.closed_at is null
                             and (n.phone_index = g.case_phone or n.name_claim = g.name_claim or n.owner_unit = g.owner_unit
                                  or right(n.owner_unit, 3) = '000' or right(g.owner_unit, 3) = '000')
                           order by coalesce(n.phone_index = g.case_phone, false) desc, n.owner_unit = g.owner_unit desc, n.id
                           limit 8)
                          union all
                          (select * from case_file h
                           where h.household_key = uuid_send(known.household_key) and h.banner_code = g.banner_code
                             and h.closed_at is null
                           order by h.id desc limit 4)
                          union all
                          (select * from case_file past
                           where past.person_index = g.person_index and past.closed_at is not null
                           order by past.closed_at desc limit 1)) c) as candidates
            from
            """
            + GIVEN
            + """
            left join lateral (select * from known_household k where k.person_index = g.person_index) known on true
            left join lateral (select * from report_key key
                where key.resident_id = g.resident_id and key.idempotency_key = g.idempotency_key) earlier on true),
            met as (
                select *, earlier_hash is null and candidates is null and of_resident < $42::int and of_phone < $43::int
                    and is_new
                    and (known_unit is null or known_unit = owner_unit) as is_unremarkable
                from looked_up),
            placed as not materialized (
                select *, 1 as sequence, 'RECEIVED' as state, owner_unit as owner_now from met where is_unremarkable),
            """
            + WRITES
            + """
            select m.is_unremarkable, m.earlier_hash, r.id as report_id, r.receipt_no, r.submitted_at, r.unit_code,
                r.promised_by, r.flags, m.of_resident, m.of_phone, m.known_unit, m.known_basis, m.household_key, m.candidates
            from met m
            left join lateral (select * from report kept
                where kept.id = m.earlier_report and kept.banner_code = m.earlier_banner) r on true
            order by m.ord""";

    /** What is accepted already has the due time of its step: a report that joins it asks for no acceptance, only for an urgent call. */
    static final String INSERT = "with given as (select *, given_household as household_key from "
            + GIVEN
            + """
            ),
            joined as (
                update case_file c
                set report_count = c.report_count + 1, last_sequence = c.last_sequence + 1, version = c.version + 1,
                    priority = least(c.priority, g.priority),
                    due_at = case when c.state = 'RECEIVED' or g.priority = 0 then least(c.due_at, g.due_at)
                             else c.due_at end,
                    due_provisional = c.due_provisional or g.provisional is not null and g.due_at < c.due_at
                        and (c.state = 'RECEIVED' or g.priority = 0),
                    person_index = coalesce(c.person_index, g.person_index),
                    phone_index = coalesce(c.phone_index, g.case_phone),
                    household_key = coalesce(c.household_key, g.household_key),
                    household_claim = coalesce(c.household_claim, g.household_claim),
                    last_report_at = g.submitted_at, changed_at = g.submitted_at, changed_by = null
                from given g
                where not g.is_new and c.id = g.case_id and c.banner_code = g.banner_code and c.closed_at is null
                returning c.id, c.last_sequence, c.state, c.owner_unit),
            placed as (
                select g.*, coalesce(j.last_sequence, 1) as sequence, coalesce(j.state, 'RECEIVED') as state,
                    coalesce(j.owner_unit, g.owner_unit) as owner_now
                from given g left join joined j on j.id = g.case_id
                where g.is_new or j.id is not null),
            """
            + WRITES
            + """
            , compared as (
                insert into match_suggestion (id, banner_code, case_id, candidate_id, score, reasons, created_at)
                select s.id, g.banner_code, s.case_id, s.candidate_id, s.score, s.reasons, g.submitted_at
                from unnest($40::uuid[], $41::uuid[], $42::uuid[], $43::smallint[], $44::text[])
                    as s(id, case_id, candidate_id, score, reasons)
                join given g on g.case_id = s.case_id and g.is_new)
            select report_id, owner_now from placed""";
}
