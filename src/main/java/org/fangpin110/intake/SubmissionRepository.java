package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fangpin110.matching.IndexKey;
import org.fangpin110.matching.MatchingDecision;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.report.Receipt;

/**
 * The write path: two statements for a whole batch, each one round trip. The second is one implicit transaction: report,
 * case or link, event, key and outbox of all of them, or of none.
 */
final class SubmissionRepository {
    private static final Duration LIMIT_WINDOW = Duration.ofHours(24);

    /**
     * Lets the plans of the connection be made anew. A plan made while the tables were empty cannot tell one index from
     * another, and PostgreSQL would keep it until the next ANALYZE: minutes at a tenth of the speed.
     */
    Future<Void> planAnew(SqlClient db) {
        return db.query("discard plans").execute().mapEmpty();
    }

    private static final String LOOK_UP =
            """
            select a.ord,
                   k.content_hash, r.id as report_id, r.receipt_no, r.submitted_at, r.unit_code, r.promised_by, r.flags,
                   (select count(*)::int from (select 1 from report mine
                        where mine.resident_id = a.resident_id and (mine.resident_id, mine.id) > (a.resident_id, $6)
                        limit 1000) mine) as of_resident,
                   (select count(*)::int from (select 1 from report same
                        where same.phone_index = a.phone_index and same.submitted_at > $7 limit 1000) same) as of_phone,
                   known.unit_code as known_unit, known.basis as known_basis, known.household_key,
                   (select json_agg(json_build_array(c.id, c.banner_code, c.owner_unit, c.promised_by,
                               encode(c.person_index, 'base64'), encode(c.phone_index, 'base64'),
                               encode(c.name_index, 'base64'), encode(c.name_claim, 'base64'),
                               encode(c.household_key, 'base64'), c.risk_types, c.narrative_print::text,
                               coalesce(c.last_report_at, c.received_at), c.closed_at is null,
                               encode(c.household_claim, 'base64')))
                        from (select * from case_file p where p.person_index = a.person_index and p.closed_at is null
                              union all
                              (select * from case_file n
                               where n.name_index = a.name_index and n.banner_code = left(a.unit, 6) and n.closed_at is null
                               order by coalesce(n.phone_index = a.phone_index, false) desc, n.owner_unit = a.unit desc, n.id
                               limit 8)
                              union all
                              (select * from case_file h
                               where h.household_key = known.household_key and h.banner_code = left(a.unit, 6)
                                 and h.closed_at is null
                               order by h.id desc limit 4)
                              union all
                              (select * from case_file past
                               where past.person_index = a.person_index and past.closed_at is not null
                               order by past.closed_at desc limit 1)) c) as candidates
            from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[], $5::bytea[], $8::text[])
                 with ordinality as a(resident_id, idempotency_key, person_index, phone_index, name_index, unit, ord)
            left join lateral (select * from known_household k0 where k0.person_index = a.person_index) known on true
            left join lateral (select * from report_key key
                where key.resident_id = a.resident_id and key.idempotency_key = a.idempotency_key) k on true
            left join lateral (select * from report kept
                where kept.id = k.report_id and kept.banner_code = k.banner_code) r on true
            order by a.ord""";

    /** What the batch's submissions meet, in their order. */
    Future<List<Precedents>> lookUp(SqlClient db, List<Submission> batch, Instant now) {
        OffsetDateTime since = now.minus(LIMIT_WINDOW).atOffset(ZoneOffset.UTC);
        Tuple parameters = Tuple.tuple()
                .addArrayOfUUID(column(batch, s -> s.residentId, UUID[]::new))
                .addArrayOfUUID(column(batch, s -> s.idempotencyKey, UUID[]::new))
                .addArrayOfBuffer(column(batch, s -> bytes(s.traits.person()), Buffer[]::new))
                .addArrayOfBuffer(column(batch, s -> bytes(s.phone), Buffer[]::new))
                .addArrayOfBuffer(column(batch, s -> buffer(s.traits.name()), Buffer[]::new))
                .addUUID(TimeOrderedIds.earliestOf(now.minus(LIMIT_WINDOW)))
                .addOffsetDateTime(since)
                .addArrayOfString(column(batch, s -> s.routing.ownerUnit(), String[]::new));
        return db.preparedQuery(LOOK_UP)
                .mapping(SubmissionRepository::precedents)
                .execute(parameters)
                .map(rows -> rows.stream().toList());
    }

    private static Precedents precedents(Row row) {
        Optional<Precedents.Earlier> earlier = Optional.empty();
        UUID reportId = row.getUUID(2);
        if (reportId != null) {
            Receipt receipt = new Receipt(
                    reportId,
                    row.getString(3),
                    row.getOffsetDateTime(4).toInstant(),
                    row.getString(5),
                    row.getLocalDate(6),
                    List.of(row.getArrayOfStrings(7)),
                    true);
            earlier = Optional.of(new Precedents.Earlier(receipt, row.getBuffer(1)));
        }
        String known = row.getString(10);
        CandidateJson candidates = new CandidateJson(row.getValue(13));
        return new Precedents(
                earlier,
                row.getInteger(8),
                row.getInteger(9),
                Optional.ofNullable(known).map(unit -> new Precedents.Known(unit, row.getString(11))),
                Optional.ofNullable(row.getBuffer(12)).map(key -> new IndexKey(key.getBytes())),
                candidates.cases,
                candidates.joinable);
    }

    private static final String INSERT =
            """
            with given as (
                select * from unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::text[], $5::text[], $6::text[],
                    $7::smallint[], $8::timestamptz[], $9::timestamptz[], $10::date[], $11::int[], $12::bytea[],
                    $13::bytea[], $14::bytea[], $15::text[], $16::text[], $17::uuid[], $18::text[], $19::text[],
                    $20::boolean[], $21::text[], $22::text[], $23::text[], $24::text[], $25::bytea[], $26::uuid[],
                    $27::bytea[], $28::uuid[], $29::bytea[], $30::bytea[], $31::bytea[], $32::text[], $33::bigint[],
                    $34::uuid[], $35::bytea[], $36::smallint[])
                as t(report_id, case_id, is_new, banner_code, owner_unit, destination,
                    priority, submitted_at, due_at, promised_by, policy_version, person_index,
                    phone_index, name_index, transfer_target, receipt_no, resident_id, reporter_kind, risk_main,
                    urgent, flags, routing, matching, consents, content, idempotency_key,
                    content_hash, outbox_id, case_phone, name_claim, household_key, risk_types, narrative_print,
                    previous_case_id, household_claim, pending_suggestions)),
            opened as (
                insert into case_file (id, banner_code, owner_unit, destination, state, priority, received_at, due_at,
                    promised_by, policy_version, person_index, phone_index, name_index, transfer_target,
                    first_report_id, changed_at, name_claim, household_key, household_claim, risk_types,
                    narrative_print, previous_case_id, pending_suggestions)
                select case_id, banner_code, owner_unit, destination, 'RECEIVED', priority, submitted_at, due_at,
                    promised_by, policy_version, person_index, case_phone, name_index, transfer_target,
                    report_id, submitted_at, name_claim, household_key, household_claim, risk_types,
                    narrative_print, previous_case_id, pending_suggestions
                from given where is_new),
            joined as (
                update case_file c
                set report_count = c.report_count + 1, last_sequence = c.last_sequence + 1, version = c.version + 1,
                    priority = least(c.priority, g.priority), due_at = least(c.due_at, g.due_at),
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
            compared as (
                insert into match_suggestion (id, banner_code, case_id, candidate_id, score, reasons, created_at)
                select s.id, g.banner_code, s.case_id, s.candidate_id, s.score, s.reasons, g.submitted_at
                from unnest($37::uuid[], $38::uuid[], $39::uuid[], $40::smallint[], $41::text[])
                    as s(id, case_id, candidate_id, score, reasons)
                join given g on g.case_id = s.case_id and g.is_new),
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
                    report_id)
                select case_id, banner_code, sequence, submitted_at,
                    case when is_new then 'report-received' else 'report-linked' end,
                    'RESIDENT', resident_id, state, owner_now, report_id
                from placed),
            owed as (
                insert into outbox (id, kind, banner_code, payload, available_at, created_at)
                select outbox_id, case when is_new then 'report-received' else 'report-linked' end, banner_code,
                    jsonb_build_object('reportId', report_id, 'caseId', case_id), submitted_at, submitted_at
                from placed)
            select report_id, owner_now,
                (select pg_notify('fangpin110', string_agg(distinct owner_now, ',')) from placed) as notified
            from placed""";

    /**
     * Stores the batch and answers the receipts by report id. A submission whose case was closed meanwhile is missing
     * from the answer and stored nowhere. Any violated key fails the whole batch, nothing stored.
     */
    Future<Map<UUID, Receipt>> insert(SqlClient db, List<Submission> batch, Supplier<UUID> ids) {
        Tuple p = Tuple.tuple()
                .addArrayOfUUID(column(batch, s -> s.reportId, UUID[]::new))
                .addArrayOfUUID(column(batch, s -> s.caseId, UUID[]::new))
                .addArrayOfBoolean(column(batch, SubmissionRepository::opensCase, Boolean[]::new))
                .addArrayOfString(column(batch, s -> s.bannerCode, String[]::new))
                .addArrayOfString(column(batch, s -> s.routing.ownerUnit(), String[]::new))
                .addArrayOfString(column(batch, s -> s.routing.destination().name(), String[]::new))
                .addArrayOfShort(column(batch, s -> s.report.isUrgent() ? (short) 0 : (short) 1, Short[]::new))
                .addArrayOfOffsetDateTime(column(batch, s -> utc(s.submittedAt), OffsetDateTime[]::new))
                .addArrayOfOffsetDateTime(column(batch, s -> utc(s.dueAt), OffsetDateTime[]::new))
                .addArrayOfLocalDate(column(batch, s -> s.promisedBy, LocalDate[]::new))
                .addArrayOfInteger(column(batch, s -> s.policyVersion, Integer[]::new))
                .addArrayOfBuffer(column(batch, s -> bytes(s.traits.person()), Buffer[]::new))
                .addArrayOfBuffer(column(batch, s -> bytes(s.phone), Buffer[]::new))
                .addArrayOfBuffer(column(batch, s -> buffer(s.traits.name()), Buffer[]::new))
                .addArrayOfString(column(batch, s -> s.routing.transferTarget().orElse(null), String[]::new))
                .addArrayOfString(column(batch, s -> s.receiptNo, String[]::new))
                .addArrayOfUUID(column(batch, s -> s.residentId, UUID[]::new))
                .addArrayOfString(column(batch, s -> s.report.reporterKind(), String[]::new))
                .addArrayOfString(column(batch, s -> s.report.riskMain(), String[]::new))
                .addArrayOfBoolean(column(batch, s -> s.report.isUrgent(), Boolean[]::new))
                .addArrayOfString(column(batch, s -> String.join(" ", s.flags), String[]::new))
                .addArrayOfString(column(batch, s -> DecisionJson.routing(s.routing), String[]::new))
                .addArrayOfString(column(batch, s -> DecisionJson.matching(s.matching), String[]::new))
                .addArrayOfString(column(batch, s -> DecisionJson.consents(s.report.consents()), String[]::new))
                .addArrayOfBuffer(column(batch, s -> s.sealed, Buffer[]::new))
                .addArrayOfUUID(column(batch, s -> s.idempotencyKey, UUID[]::new))
                .addArrayOfBuffer(column(batch, s -> s.contentHash, Buffer[]::new))
                .addArrayOfUUID(column(batch, s -> ids.get(), UUID[]::new))
                .addArrayOfBuffer(column(batch, s -> bytes(s.traits.phone()), Buffer[]::new))
                .addArrayOfBuffer(column(batch, s -> buffer(s.nameClaim), Buffer[]::new))
                .addArrayOfBuffer(column(batch, s -> bytes(s.traits.household()), Buffer[]::new))
                .addArrayOfString(column(batch, s -> String.join(" ", s.traits.risks()), String[]::new))
                .addArrayOfLong(column(batch, SubmissionRepository::print, Long[]::new))
                .addArrayOfUUID(column(batch, s -> s.matching.previous().orElse(null), UUID[]::new))
                .addArrayOfBuffer(column(batch, s -> bytes(s.householdClaim), Buffer[]::new))
                .addArrayOfShort(
                        column(batch, s -> (short) s.matching.candidates().size(), Short[]::new));
        Suggestions.of(batch, ids).addTo(p);
        return db.preparedQuery(INSERT).execute(p).map(rows -> {
            Map<UUID, String> owners = new HashMap<>();
            rows.forEach(row -> owners.put(row.getUUID(0), row.getString(1)));
            Map<UUID, Receipt> receipts = new HashMap<>();
            batch.stream()
                    .filter(s -> owners.containsKey(s.reportId))
                    .forEach(s -> receipts.put(s.reportId, receipt(s, owners.get(s.reportId))));
            return receipts;
        });
    }

    private static Receipt receipt(Submission s, String ownerUnit) {
        return new Receipt(s.reportId, s.receiptNo, s.submittedAt, ownerUnit, s.promisedBy, s.flags, false);
    }

    static boolean opensCase(Submission submission) {
        return submission.matching.outcome() != MatchingDecision.Outcome.LINKED;
    }

    /** What two submissions of one batch must not share: their key, their person, the name with phone or unit. */
    static Set<Object> identities(Submission submission) {
        Set<Object> identities = new HashSet<>();
        identities.add(submission.residentId + " " + submission.idempotencyKey);
        submission.traits.person().ifPresent(identities::add);
        identities.add(List.of(submission.traits.name(), submission.traits.unit()));
        submission.traits.phone().ifPresent(phone -> identities.add(List.of(submission.traits.name(), phone)));
        return identities;
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Buffer bytes(Optional<IndexKey> key) {
        return key.map(SubmissionRepository::buffer).orElse(null);
    }

    private static Buffer buffer(IndexKey key) {
        return Buffer.buffer(key.bytes());
    }

    private static Long print(Submission s) {
        return s.traits.print().isPresent() ? s.traits.print().getAsLong() : null;
    }

    private static <T> T[] column(
            List<Submission> batch, Function<Submission, T> value, java.util.function.IntFunction<T[]> array) {
        T[] column = array.apply(batch.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(batch.get(i));
        }
        return column;
    }
}
