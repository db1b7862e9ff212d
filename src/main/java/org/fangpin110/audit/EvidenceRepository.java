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

    static {
        FACTS.put(
                "case.jsonl",
                """
                select id, banner_code, owner_unit, state, received_at, due_at, due_provisional, promised_by, accepted_at, closed_at,
                    outcome, answer, policy_version, calendar_version, report_count, last_sequence, version
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
    }

    static List<String> files() {
        return List.copyOf(FACTS.keySet());
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
