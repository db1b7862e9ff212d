package org.fangpin110.audit;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.unit.UnitRange;

/** What stands beside the chain in an evidence pack. No column that says who or what illness; sealed columns as digests. */
final class EvidenceRepository {
    /** File of the pack and the rows in it, oldest first; $1 is the case. A new kind of evidence is one line here. */
    private static final Map<String, String> FACTS = new LinkedHashMap<>();

    /** The first so many of them were in packs of format 1, which verify for ever. */
    private static final int OF_FORMAT_1 = 8;

    static {
        FACTS.put(
                "case.jsonl",
                """
                select id, banner_code, owner_unit, state, received_at, due_at, due_provisional, promised_by, accepted_at, closed_at,
                    outcome, answer, policy_version, calendar_version, report_count, last_sequence, version, home_unit,
                    limit_code, limit_since, paused_since, appeal_until, reopen_until, stable_from, notice_until,
                    villages_skipped
                from case_file where id = $1""");
        FACTS.put(
                "reports.jsonl",
                """
                select id, submitted_at, unit_code, promised_by, withdrawn_at, content, consents
                from report where case_id = $1 order by id""");
        FACTS.put(
                "supplements.jsonl",
                """
                select s.report_id, s.added_at, s.content
                from report_supplement s join report r on r.id = s.report_id and r.banner_code = s.banner_code
                where r.case_id = $1 order by s.report_id, s.added_at, s.idempotency_key""");
        FACTS.put(
                "photos.jsonl",
                """
                select a.id, a.report_id, a.slot, a.media_type, a.byte_size, a.created_at,
                    encode(a.sha256, 'hex') as sha256_as_sent, c.content
                from report r
                join attachment a on a.report_id = r.id and a.banner_code = r.banner_code
                left join attachment_content c on c.attachment_id = a.id and c.banner_code = a.banner_code
                where r.case_id = $1 order by a.id""");
        FACTS.put(
                "messages.jsonl",
                """
                select message_id, step, channel, template, status, attempt, provider, failure, created_at, changed_at
                from message where case_id = $1 order by message_id""");
        FACTS.put(
                "escalations.jsonl",
                """
                select step, level, told_unit, at from case_escalation where case_id = $1 order by at, step, level""");
        FACTS.put(
                "limits.jsonl",
                """
                select p.* from policy_limit p join case_file c on c.id = $1
                where (p.region_code = '000000000000' or c.owner_unit like regexp_replace(p.region_code, '0+$', '') || '%')
                  and p.effective_from <= (c.received_at at time zone 'Asia/Shanghai')::date
                  and coalesce(p.effective_to > (c.received_at at time zone 'Asia/Shanghai')::date, true)
                order by p.step_code, p.kind, p.region_code, p.effective_from""");
        FACTS.put(
                "calendar.jsonl",
                """
                select v.version, v.imported_at, v.checksum, v.years, v.day_count
                from calendar_version v join case_file c on c.id = $1
                where v.version <= c.calendar_version order by v.version""");
        FACTS.put(
                "forms.jsonl",
                """
                select id, sequence, step_sequence, form_code, form_version, corrects, content,
                    encode(content_digest, 'hex') as content_digest, evidence, made_by, made_at
                from case_form where case_id = $1 order by step_sequence, sequence, id""");
        FACTS.put(
                "form-photos.jsonl",
                """
                select e.id, e.slot, e.kind, e.media_type, e.byte_size, e.made_by, e.made_at,
                    encode(e.file_digest, 'hex') as sha256_as_sent, encode(e.content_digest, 'hex') as sha256_as_kept,
                    c.content
                from case_evidence e
                left join case_evidence_content c on c.evidence_id = e.id and c.banner_code = e.banner_code
                where e.case_id = $1 order by e.slot""");
        FACTS.put(
                "pauses.jsonl",
                """
                select ordinal, reason, approved_by, began_at, ended_at
                from case_pause where case_id = $1 order by ordinal""");
        FACTS.put(
                "paperwork.jsonl",
                """
                select form_code, unit_code, opened_at, due_at, paid_at, paid_sequence
                from paperwork_debt where case_id = $1 order by opened_at, form_code""");
        FACTS.put(
                "notices.jsonl",
                """
                select n.notice_id, n.notice_no, n.kind, n.round, n.unit_code, n.place, n.posted_at, n.posted_by,
                    n.minimum_value, n.minimum_unit, n.minimum_until, n.policy_version, n.calendar_version, n.text_version,
                    n.content, n.taken_down_at, n.taken_down_by, n.void_reason, n.post_evidence, n.take_down_evidence,
                    array(select encode(e.content_digest, 'hex')
                          from unnest(n.post_evidence) with ordinality as p (id, place)
                          join case_evidence e on e.id = p.id and e.banner_code = n.banner_code
                          order by p.place) as post_photos,
                    array(select encode(e.content_digest, 'hex')
                          from unnest(n.take_down_evidence) with ordinality as p (id, place)
                          join case_evidence e on e.id = p.id and e.banner_code = n.banner_code
                          order by p.place) as take_down_photos
                from case_notice n where n.case_id = $1 order by n.notice_id""");
        // who objected is for those who decide: neither account nor number
        FACTS.put(
                "objections.jsonl",
                """
                select o.objection_id, o.notice_id, o.channel, o.recorded_by, o.content, o.contact, o.received_at,
                    o.decided_at, o.decided_by, o.founded, o.finding
                from case_notice n
                join case_objection o on o.notice_id = n.notice_id and o.banner_code = n.banner_code
                where n.case_id = $1 order by o.received_at, o.objection_id""");
        FACTS.put(
                "authorisations.jsonl",
                """
                select authorisation_id, scope, signed_on, members, member_count, recorded_by, recorded_at, ended_at
                from check_authorisation where case_id = $1 order by recorded_at, authorisation_id""");
        FACTS.put(
                "information-checks.jsonl",
                """
                select check_id, authorisation_id, department_code, data_set, data_set_version, asked_by, asked_at, due_at,
                    policy_version, calendar_version, result, source, finding, answered_by, answered_as, answered_at,
                    cancelled_at, escalated_at
                from information_check where case_id = $1 order by asked_at, check_id""");
        FACTS.put(
                "risk-levels.jsonl",
                """
                select ordinal, level, suggested_level, rule_version, reason_codes, facts, reason, note, set_by, set_at
                from case_risk_level where case_id = $1 order by ordinal""");
        FACTS.put(
                "appeals.jsonl",
                """
                select report_id, refused_at, appealed_at, content
                from case_appeal where case_id = $1 order by refused_at""");
        FACTS.put(
                "revisits.jsonl",
                """
                select d.sequence, d.month, d.percent, d.policy_version, d.algorithm, d.drawn, d.refused_by, d.refused_at,
                    s.commitment, r.township, r.due_at, r.finding, r.note, r.done_by, r.done_at
                from revisit_draw d
                join revisit_seed s on s.month = d.month
                left join revisit r on r.case_id = d.case_id and r.sequence = d.sequence and r.banner_code = d.banner_code
                where d.case_id = $1 order by d.sequence""");
    }

    static List<String> files(int format) {
        List<String> all = List.copyOf(FACTS.keySet());
        return format == 1 ? all.subList(0, OF_FORMAT_1) : all;
    }

    /** One canonical row a line. */
    Future<Map<String, byte[]>> facts(SqlClient tx, UUID caseId) {
        Future<Map<String, byte[]>> all = Future.succeededFuture(new LinkedHashMap<>());
        for (Map.Entry<String, String> fact : FACTS.entrySet()) {
            all = all.compose(found -> tx.preparedQuery(fact.getValue())
                    .mapping(CanonicalRow::of)
                    .execute(Tuple.of(caseId))
                    .map(rows -> {
                        StringBuilder lines = new StringBuilder();
                        rows.forEach(line -> lines.append(line).append('\n'));
                        found.put(fact.getKey(), Digests.bytes(lines.toString()));
                        return found;
                    }));
        }
        return all;
    }

    /** What is read afterwards is of one moment. */
    Future<Void> atOneMoment(SqlClient tx) {
        return tx.query("set transaction isolation level repeatable read")
                .execute()
                .mapEmpty();
    }

    private static final String OWNER =
            """
            select c.owner_unit from case_file c
            where c.id = $1
              and exists (select 1 from unnest($2::text[], $3::text[]) as scope (lo, hi)
                          where c.owner_unit >= scope.lo collate "C" and c.owner_unit < scope.hi collate "C")""";

    /** Empty for a case outside the units. */
    Future<Optional<String>> owner(SqlClient tx, UUID caseId, List<UnitRange> scope) {
        return tx.preparedQuery(OWNER)
                .mapping(row -> row.getString(0))
                .execute(Tuple.of(
                        caseId,
                        scope.stream().map(UnitRange::from).toArray(String[]::new),
                        scope.stream().map(UnitRange::before).toArray(String[]::new)))
                .map(rows -> rows.stream().findFirst());
    }

    Future<Optional<UUID>> caseOfReceipt(SqlClient db, String receiptNo) {
        return db.preparedQuery("select case_id from report where receipt_no = $1")
                .mapping(row -> row.getUUID(0))
                .execute(Tuple.of(receiptNo))
                .map(rows -> rows.stream().findFirst());
    }
}
