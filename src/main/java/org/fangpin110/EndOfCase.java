package org.fangpin110;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.fangpin110.casefile.CaseEnd;
import org.fangpin110.casefile.ProcedureRepository;
import org.fangpin110.escalation.StaffNotices;
import org.fangpin110.infocheck.InformationChecks;
import org.fangpin110.notice.Notices;
import org.fangpin110.notice.PublicNotice;
import org.fangpin110.platform.outbox.Outbox;

/** Takes back what a case had set going elsewhere. */
final class EndOfCase implements CaseEnd {
    private final Notices notices;
    private final InformationChecks checks;
    private final Outbox outbox;
    private final ProcedureRepository procedure = new ProcedureRepository();

    EndOfCase(Notices notices, InformationChecks checks, Outbox outbox) {
        this.notices = notices;
        this.checks = checks;
        this.outbox = outbox;
    }

    @Override
    public Future<Void> ended(SqlClient tx, UUID caseId, UUID staffId, Instant at) {
        return makeVoid(tx, caseId, PublicNotice.VoidReason.CASE_CLOSED, staffId, at)
                .compose(voided -> checks.end(tx, caseId))
                .compose(asked -> procedure.endPause(tx, caseId, at));
    }

    /** The duty phone of its village hears that paper still hangs there. */
    Future<Void> makeVoid(SqlClient tx, UUID caseId, PublicNotice.VoidReason reason, UUID staffId, Instant at) {
        return notices.makeVoid(tx, caseId, reason, staffId, at)
                .compose(voided -> voided.isEmpty()
                        ? Future.succeededFuture()
                        : outbox.append(
                                tx,
                                noticeId(voided.get()),
                                StaffNotices.KIND,
                                voided.get().bannerCode(),
                                JsonObject.of("unit", voided.get().unitCode(), "about", StaffNotices.TAKE_DOWN)
                                        .put("caseId", caseId.toString()),
                                at));
    }

    private static UUID noticeId(PublicNotice notice) {
        return UUID.nameUUIDFromBytes((StaffNotices.TAKE_DOWN + ":" + notice.id()).getBytes(StandardCharsets.UTF_8));
    }
}
