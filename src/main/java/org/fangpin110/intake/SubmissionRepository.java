package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.fangpin110.matching.IndexKey;
import org.fangpin110.matching.MatchingDecision;
import org.fangpin110.matching.OpenCase;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.report.Receipt;

/**
 * The write path: one statement looks up what a whole batch meets and stores every submission that meets nothing; what
 * met something comes back, is decided anew and stored by a second one. Each is one round trip and one implicit
 * transaction: report, case or link, event, key and outbox of all its submissions, or of none.
 */
final class SubmissionRepository {
    private static final int MOST_CANDIDATES = 8;
    private static final Duration LIMIT_WINDOW = Duration.ofHours(24);

    /**
     * Lets the plans of the connection be made anew. A plan made while the tables were empty cannot tell one index from
     * another, and PostgreSQL would keep it until the next ANALYZE: minutes at a tenth of the speed.
     */
    Future<Void> planAnew(SqlClient db) {
        return db.query("discard plans").execute().mapEmpty();
    }

    /** Tells everybody who listens whose queue changed. */
    Future<Void> tell(SqlClient db, Collection<String> units) {
        return db.preparedQuery("select pg_notify('fangpin110', $1)")
                .execute(Tuple.of(String.join(",", units)))
                .mapEmpty();
    }

    /** The columns of one submission; their order is that of {@link #columns}. */
    private static final String GIVEN =
            """
            unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::text[], $5::text[], $6::text[], $7::smallint[],
                $8::timestamptz[], $9::timestamptz[], $10::date[], $11::int[], $12::bytea[], $13::bytea[], $14::bytea[],
                $15::text[], $16::text[], $17::uuid[], $18::text[], $19::text[], $20::boolean[], $21::text[], $22::text[],
                $23::text[], $24::text[], $25::bytea[], $26::uuid[], $27::bytea[], $28::uuid[], $29::text[]) with ordinality
            as g(report_id, case_id, is_new, banner_code, owner_unit, destination, priority, submitted_at, due_at,
                promised_by, policy_version, person_index, phone_index, name_unit_index, transfer_target, receipt_no,
                resident_id, reporter_kind, risk_main, urgent, flags, routing, matching, consents, content,
                idempotency_key, content_hash, outbox_id, helper_unit, ord)
            """;

    /** All rows of whatever the statement calls {@code placed}. */
    private static final String WRITES =
            """
            opened as (
                insert into case_file (id, banner_code, owner_unit, destination, state, priority, received_at, due_at,
                    promised_by, policy_version, person_index, phone_index, name_unit_index, transfer_target,
                    helper_unit, last_sequence, first_report_id, changed_at)
                select case_id, banner_code, owner_unit, destination, 'RECEIVED', priority, submitted_at, due_at,
                    promised_by, policy_version, person_index, phone_index, name_unit_index, transfer_target,
                    helper_unit, case when helper_unit is null then 1 else 2 end, report_id, submitted_at
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
            owed as (
                insert into outbox (id, kind, banner_code, payload, available_at, created_at)
                select outbox_id, case when is_new then 'report-received' else 'report-linked' end, banner_code,
                    jsonb_build_object('reportId', report_id, 'caseId', case_id), submitted_at, submitted_at
                from placed)
            """;

    private static final String ADMIT = "with looked_up as materialized (select g.*,"
            + """
                earlier.content_hash as earlier_hash, earlier.report_id as earlier_report, earlier.banner_code as earlier_banner,
                (select count(*)::int from (select 1 from report mine
                    where mine.resident_id = g.resident_id and (mine.resident_id, mine.id) > (g.resident_id, $30::uuid)
                    limit 1000) mine) as of_resident,
                (select count(*)::int from (select 1 from report same
                    where same.phone_index = g.phone_index and same.submitted_at > $31::timestamptz limit 1000) same)
                    as of_phone,
                (select known.unit_code || ' ' || known.basis from known_household known
                    where known.person_index = g.person_index) as known_unit,
                (select json_agg(json_build_object('id', c.id, 'banner', c.banner_code, 'owner', c.owner_unit,
                           'promised', c.promised_by, 'person', encode(c.person_index, 'base64'),
                           'phone', encode(c.phone_index, 'base64'), 'name', encode(c.name_unit_index, 'base64')))
                    from (select * from case_file p where p.person_index = g.person_index and p.closed_at is null
                          union all
                          (select * from case_file n where n.name_unit_index = g.name_unit_index and n.closed_at is null
                           limit 8)) c) as candidates
            from
            """
            + GIVEN
            + """
            left join lateral (select * from report_key key
                where key.resident_id = g.resident_id and key.idempotency_key = g.idempotency_key) earlier on true),
            met as (
                select *, earlier_hash is null and candidates is null and of_resident < $32::int and of_phone < $33::int
                    and (known_unit is null or starts_with(known_unit, owner_unit)) as is_unremarkable
                from looked_up),
            placed as not materialized (
                select *, 1 as sequence, 'RECEIVED' as state, owner_unit as owner_now from met where is_unremarkable),
            """
            + WRITES
            + """
            select m.is_unremarkable, m.earlier_hash, r.id as report_id, r.receipt_no, r.submitted_at, r.unit_code,
                r.promised_by, r.flags, m.of_resident, m.of_phone, m.known_unit, m.candidates
            from met m
            left join lateral (select * from report kept
                where kept.id = m.earlier_report and kept.banner_code = m.earlier_banner) r on true
            order by m.ord""";

    /**
     * Stores those of the batch that meet nothing in the database and are within the limits, as they were placed, and
     * tells of all what they met, in their order. Any violated key fails the whole batch, nothing stored.
     */
    Future<List<Met>> admit(
            SqlClient db,
            List<Submission> batch,
            IntakeBounds bounds,
            Instant now,
            Function<Submission, UUID> outboxIds) {
        Tuple parameters = columns(batch, outboxIds)
                .addUUID(TimeOrderedIds.earliestOf(now.minus(LIMIT_WINDOW)))
                .addOffsetDateTime(utc(now.minus(LIMIT_WINDOW)))
                .addInteger(bounds.perResident())
                .addInteger(bounds.perPhone());
        return db.preparedQuery(ADMIT)
                .mapping(SubmissionRepository::met)
                .execute(parameters)
                .map(rows -> rows.stream().toList());
    }

    /**
     * @param stored it met nothing; else it is for the caller to decide
     * @param precedents what it met
     */
    record Met(boolean stored, Precedents precedents) {}

    private static final Met NOTHING = new Met(true, Precedents.NONE);

    private static Met met(Row row) {
        return row.getBoolean(0) ? NOTHING : new Met(false, precedents(row));
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
        List<OpenCase> openCases = new ArrayList<>(0);
        Map<UUID, Precedents.Joinable> joinable = new HashMap<>(0);
        Object candidates = row.getValue(11);
        if (candidates instanceof JsonArray found) {
            found.forEach(item -> candidate((JsonObject) item, openCases, joinable));
        }
        return new Precedents(
                earlier,
                row.getInteger(8),
                row.getInteger(9),
                Optional.ofNullable(known).map(text -> new Precedents.Known(text.substring(0, 12), text.substring(13))),
                openCases,
                joinable);
    }

    private static void candidate(JsonObject found, List<OpenCase> openCases, Map<UUID, Precedents.Joinable> joinable) {
        UUID id = UUID.fromString(found.getString("id"));
        if (openCases.size() == MOST_CANDIDATES || joinable.containsKey(id)) {
            return;
        }
        openCases.add(new OpenCase(id, key(found, "person"), key(found, "phone"), key(found, "name")));
        joinable.put(
                id,
                new Precedents.Joinable(
                        found.getString("banner"),
                        found.getString("owner"),
                        LocalDate.parse(found.getString("promised"))));
    }

    private static Optional<IndexKey> key(JsonObject found, String name) {
        return Optional.ofNullable(found.getString(name))
                .map(text -> new IndexKey(Base64.getMimeDecoder().decode(text)));
    }

    private static final String INSERT = "with given as (select * from "
            + GIVEN
            + """
            ),
            joined as (
                update case_file c
                set report_count = c.report_count + 1, last_sequence = c.last_sequence + 1, version = c.version + 1,
                    priority = least(c.priority, g.priority), due_at = least(c.due_at, g.due_at),
                    person_index = coalesce(c.person_index, g.person_index), changed_at = g.submitted_at, changed_by = null
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
            + "select report_id, owner_now from placed";

    /**
     * Stores the batch and answers the owning unit by report id. A submission whose case was closed meanwhile is missing
     * from the answer and stored nowhere. Any violated key fails the whole batch, nothing stored.
     */
    Future<Map<UUID, String>> insert(SqlClient db, List<Submission> batch, Function<Submission, UUID> outboxIds) {
        return db.preparedQuery(INSERT).execute(columns(batch, outboxIds)).map(rows -> {
            Map<UUID, String> owners = new HashMap<>();
            rows.forEach(row -> owners.put(row.getUUID(0), row.getString(1)));
            return owners;
        });
    }

    private static Tuple columns(List<Submission> batch, Function<Submission, UUID> outboxIds) {
        return Tuple.tuple()
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
                .addArrayOfBuffer(column(batch, s -> bytes(s.indexes.person()), Buffer[]::new))
                .addArrayOfBuffer(column(batch, s -> bytes(s.indexes.phone()), Buffer[]::new))
                .addArrayOfBuffer(column(batch, s -> bytes(s.indexes.nameAndUnit()), Buffer[]::new))
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
                .addArrayOfUUID(column(batch, outboxIds, UUID[]::new))
                .addArrayOfString(column(batch, s -> s.routing.helperUnit().orElse(null), String[]::new));
    }

    static Receipt receipt(Submission s, String ownerUnit) {
        return new Receipt(s.reportId, s.receiptNo, s.submittedAt, ownerUnit, s.promisedBy, s.flags, false);
    }

    static boolean opensCase(Submission submission) {
        return submission.matching.outcome() != MatchingDecision.Outcome.LINKED;
    }

    /** What two submissions under way must not share: their sender, phone and person. */
    static Set<Object> identities(Submission submission) {
        Set<Object> identities = new HashSet<>();
        identities.add(submission.residentId);
        submission.indexes.phone().ifPresent(identities::add);
        submission.indexes.person().ifPresent(identities::add);
        submission.indexes.nameAndUnit().ifPresent(identities::add);
        return identities;
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Buffer bytes(Optional<IndexKey> key) {
        return key.map(index -> Buffer.buffer(index.bytes())).orElse(null);
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
