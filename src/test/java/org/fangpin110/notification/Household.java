package org.fangpin110.notification;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.fangpin110.platform.db.TimeOrderedIds;
import org.fangpin110.report.NewReport;
import org.fangpin110.report.ReportContent;

/** One case with its reports, as intake would have written them. */
final class Household {
    static final String BANNER = "152223";
    private static final String VILLAGE = "152223100201";

    private final Pool pool;
    private final InstantSource clock;
    private final TimeOrderedIds ids;
    private final ReportContent contents;
    final UUID caseId;

    Household(Pool pool, InstantSource clock, ReportContent contents) {
        this.pool = pool;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
        this.contents = contents;
        caseId = ids.next();
        pool.preparedQuery(
                        """
                        insert into case_file (id, banner_code, owner_unit, destination, state, priority, received_at, due_at,
                                               promised_by, policy_version, first_report_id, changed_at)
                        values ($1, $2, $3, 'VILLAGE', 'RECEIVED', 1, $4, $4, $5, 1, $1, $4)""")
                .execute(Tuple.of(caseId, BANNER, VILLAGE, now(), LocalDate.of(2026, 12, 8)))
                .await();
    }

    UUID resident(String openid) {
        return pool.preparedQuery(
                        """
                        insert into resident (resident_id, openid, created_at, last_seen_at) values ($1, $2, $3, $3)
                        on conflict (openid) do update set last_seen_at = $3
                        returning resident_id""")
                .execute(Tuple.of(ids.next(), openid, now()))
                .await()
                .iterator()
                .next()
                .getUUID(0);
    }

    UUID report(UUID resident, NewReport report) {
        UUID id = ids.next();
        String phone = report.subject().phone();
        Buffer phoneIndex = phone == null ? null : Buffer.buffer(phone.getBytes(StandardCharsets.UTF_8));
        Tuple row = Tuple.of(id, BANNER, "R" + id.toString().substring(24), resident, caseId, now());
        row.addString(VILLAGE)
                .addLocalDate(LocalDate.of(2026, 12, 8))
                .addString(report.reporterKind())
                .addBuffer(phoneIndex)
                .addArrayOfString(new String[0])
                .addValue(new JsonObject())
                .addValue(new JsonArray())
                .addBuffer(Buffer.buffer(contents.seal(id, ReportContent.canonical(report))));
        pool.preparedQuery(
                        """
                        insert into report (id, banner_code, receipt_no, resident_id, case_id, submitted_at, unit_code, promised_by,
                                            reporter_kind, risk_main, urgent, phone_index, flags, routing, matching, consents, content)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'OTHER', false, $10, $11, $12, $12, $13, $14)""")
                .execute(row)
                .await();
        return id;
    }

    void withdraw(UUID report) {
        pool.preparedQuery("update report set withdrawn_at = $2 where id = $1")
                .execute(Tuple.of(report, now()))
                .await();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
