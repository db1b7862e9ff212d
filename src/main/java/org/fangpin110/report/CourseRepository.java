package org.fangpin110.report;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/** Reads where the case of a resident's own report stands; only for a report that was found to be theirs. */
public final class CourseRepository {
    private static final String COURSE =
            """
            select c.state, c.due_at, c.due_provisional, c.closed_at, o.phone,
                (select p.reason from case_pause p
                 where p.case_id = c.id and p.banner_code = c.banner_code and p.ended_at is null
                 order by p.ordinal desc limit 1) as paused,
                array(select e.level from case_escalation e
                      where e.case_id = c.id and e.banner_code = c.banner_code
                        and e.step = c.state || ':' || floor(extract(epoch from c.due_at))::bigint) as climbed,
                q.sequence as question_no, q.at as asked_at, q.note as question,
                r.score, r.solved, r.changed_at,
                exists (select from case_appeal a
                        where a.case_id = c.id and a.banner_code = c.banner_code and a.refused_at = c.closed_at) as appealed,
                array(select w.consent from consent_withdrawal w
                      where w.report_id = $3 and w.banner_code = $2 order by w.consent) as withdrawn_consents,
                exists (select from consent_withdrawal w join report family on family.id = w.report_id
                            and family.banner_code = w.banner_code
                        where family.case_id = c.id and w.consent = 'PROXY' and family.reporter_kind = 'SELF')
                    as hidden_from_proxies
            from case_file c
            left join unit_office o on o.unit_code = c.owner_unit
            left join lateral (
                select asked.sequence, asked.at, asked.note from case_event asked
                where asked.case_id = c.id and asked.banner_code = c.banner_code and asked.kind = 'resident-asked'
                  and asked.note is not null and c.closed_at is null
                  and not exists (select from case_event said
                                  where said.case_id = c.id and said.banner_code = c.banner_code
                                    and said.kind = 'report-supplemented' and said.sequence > asked.sequence)
                order by asked.sequence desc limit 1) q on true
            left join lateral (
                select mine.score, mine.solved, mine.changed_at from case_rating mine
                where mine.report_id = $3 and mine.banner_code = $2
                order by mine.occasion_at desc limit 1) r on true
            where c.id = $1 and c.banner_code = $2""";

    public Future<Course> course(SqlClient db, OwnReport report) {
        return db.preparedQuery(COURSE)
                .mapping(row -> Course.of(row, report.caseId()))
                .execute(Tuple.of(report.caseId(), report.bannerCode(), report.id()))
                .map(rows -> rows.iterator().next());
    }
}
