package org.fangpin110.report;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The reports behind a case. Ask only for a case that was found in the asker's scope. */
public final class CaseReportRepository {
    private static final String REPORTS =
            """
            select r.id, r.receipt_no, r.submitted_at, r.reporter_kind, r.risk_main, r.flags, r.routing, r.matching,
                   r.withdrawn_at, r.content,
                   (select to_jsonb(s) - 'text_print' from report_screening s
                    where s.report_id = r.id and s.banner_code = r.banner_code) as screening
            from report r
            where r.case_id = $1 or r.id = $2
            order by r.submitted_at, r.id""";

    /** Oldest first; with the report that opened the case also when it went on in another. */
    public Future<List<StoredReport>> reports(SqlClient db, UUID caseId, UUID firstReportId) {
        return db.preparedQuery(REPORTS)
                .mapping(StoredReport::of)
                .execute(Tuple.of(caseId, firstReportId))
                .map(rows -> rows.stream().toList());
    }

    private static final String CORRECTIONS =
            """
            select k.report_id, k.idempotency_key, k.corrected_at, k.content
            from report_correction k
            join report r on r.id = k.report_id and r.banner_code = k.banner_code
            where r.case_id = $1
            order by k.corrected_at, k.idempotency_key""";

    /** Oldest first, of all reports of the case. */
    public Future<List<StoredCorrection>> corrections(SqlClient db, UUID caseId) {
        return db.preparedQuery(CORRECTIONS)
                .mapping(StoredCorrection::of)
                .execute(Tuple.of(caseId))
                .map(rows -> rows.stream().toList());
    }

    private static final String WITHDRAWN_CONSENTS =
            """
            select w.report_id, array_agg(w.consent) as consents
            from consent_withdrawal w
            join report r on r.id = w.report_id and r.banner_code = w.banner_code
            where r.case_id = $1
            group by w.report_id""";

    /** By report; those whose reporter took none back are missing. */
    public Future<Map<UUID, Set<String>>> withdrawnConsents(SqlClient db, UUID caseId) {
        return db.preparedQuery(WITHDRAWN_CONSENTS).execute(Tuple.of(caseId)).map(rows -> {
            Map<UUID, Set<String>> found = new HashMap<>();
            rows.forEach(row -> found.put(row.getUUID("report_id"), Set.of(row.getArrayOfStrings("consents"))));
            return found;
        });
    }

    private static final String SUPPLEMENTS =
            """
            select s.report_id, s.idempotency_key, s.added_at, s.content
            from report_supplement s
            join report r on r.id = s.report_id and r.banner_code = s.banner_code
            where r.case_id = $1
            order by s.added_at, s.idempotency_key""";

    /** Oldest first, of all reports of the case. */
    public Future<List<StoredSupplement>> supplements(SqlClient db, UUID caseId) {
        return db.preparedQuery(SUPPLEMENTS)
                .mapping(StoredSupplement::of)
                .execute(Tuple.of(caseId))
                .map(rows -> rows.stream().toList());
    }
}
