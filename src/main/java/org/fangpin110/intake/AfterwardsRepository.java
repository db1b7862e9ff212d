package org.fangpin110.intake;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.fangpin110.report.OwnReport;
import org.fangpin110.workflow.State;

/** What a sender does after the report: supplements and withdrawal, each with its step in the case, in the caller's transaction. */
final class AfterwardsRepository {
    private static final String LOCK_CASE =
            """
            select state
            from case_file where id = $1 and banner_code = $2
            for update""";

    /** @return its state */
    Future<State> lockCase(SqlClient tx, OwnReport report) {
        return tx.preparedQuery(LOCK_CASE)
                .execute(Tuple.of(report.caseId(), report.bannerCode()))
                .map(rows -> State.valueOf(rows.iterator().next().getString("state")));
    }

    private static final String EARLIER_SUPPLEMENT =
            """
            select content_hash from report_supplement where report_id = $1 and idempotency_key = $2""";

    Future<Optional<Buffer>> supplementHash(SqlClient tx, OwnReport report, UUID key) {
        return tx.preparedQuery(EARLIER_SUPPLEMENT)
                .execute(Tuple.of(report.id(), key))
                .map(rows -> rows.stream().findFirst().map(row -> row.getBuffer("content_hash")));
    }

    private static final String ADD_SUPPLEMENT =
            """
            insert into report_supplement (report_id, banner_code, idempotency_key, content_hash, added_at, content)
            values ($1, $2, $3, $4, $5, $6)""";

    Future<Void> addSupplement(SqlClient tx, OwnReport report, UUID key, Buffer hash, Buffer content, Instant now) {
        return tx.preparedQuery(ADD_SUPPLEMENT)
                .execute(Tuple.of(report.id(), report.bannerCode(), key, hash, now.atOffset(ZoneOffset.UTC), content))
                .mapEmpty();
    }

    private static final String STEP =
            """
            with moved as (
                update case_file
                set last_sequence = last_sequence + 1, version = version + 1, changed_at = $4, changed_by = null
                where id = $1 and banner_code = $2
                returning *),
            stepped as (
                insert into case_event (case_id, banner_code, sequence, at, kind, actor_kind, actor_id, state, owner_unit,
                    report_id)
                select id, banner_code, last_sequence, $4, $3, 'RESIDENT', $6, state, owner_unit, $5 from moved)
            select pg_notify('fangpin110', owner_unit) from moved""";

    /** Adds a step of the resident to the case, which must be locked. */
    Future<Void> step(SqlClient tx, OwnReport report, UUID residentId, String kind, Instant now) {
        return tx.preparedQuery(STEP)
                .execute(Tuple.of(report.caseId(), report.bannerCode(), kind, now.atOffset(ZoneOffset.UTC), report.id())
                        .addUUID(residentId))
                .mapEmpty();
    }

    private static final String WITHDRAW =
            """
            update report set withdrawn_at = $3 where id = $1 and banner_code = $2 and withdrawn_at is null""";

    Future<Void> withdraw(SqlClient tx, OwnReport report, Instant now) {
        return tx.preparedQuery(WITHDRAW)
                .execute(Tuple.of(report.id(), report.bannerCode(), now.atOffset(ZoneOffset.UTC)))
                .mapEmpty();
    }

    private static final String CLOSE_WHEN_NOBODY_IS_LEFT =
            """
            update case_file c
            set state = 'CLOSED_OTHER', outcome = 'WITHDRAWN', closed_at = $3, claimed_by = null, claimed_at = null,
                paused_since = null
            where c.id = $1 and c.banner_code = $2 and c.closed_at is null
              and not exists (select 1 from report r where r.case_id = c.id and r.withdrawn_at is null)""";

    /** A case all of whose reports were taken back is closed; whether it was. */
    Future<Boolean> closeWhenNobodyIsLeft(SqlClient tx, OwnReport report, Instant now) {
        return tx.preparedQuery(CLOSE_WHEN_NOBODY_IS_LEFT)
                .execute(Tuple.of(report.caseId(), report.bannerCode(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }
}
