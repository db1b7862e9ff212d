package org.fangpin110.aftercare;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.fangpin110.audit.AuditTrail;
import org.fangpin110.casefile.Appealing;
import org.fangpin110.casefile.Reopening;
import org.fangpin110.deadline.WorkCalendar;
import org.fangpin110.platform.crypto.BlindIndex;
import org.fangpin110.platform.crypto.FieldCipher;
import org.fangpin110.platform.http.Api;
import org.fangpin110.platform.http.Reply;
import org.fangpin110.platform.http.Request;
import org.fangpin110.platform.i18n.Messages;
import org.fangpin110.policy.PolicyLimits;
import org.fangpin110.report.Correction;
import org.fangpin110.resident.Resident;

/** What a resident may do once a report is on its way or at its end, over HTTP. */
public final class AftercareHandler {
    private static final int PAGE = 10;

    private final RatingService ratings;
    private final AppealService appeals;
    private final CorrectionService corrections;
    private final DataExport export;
    private final Messages messages;

    /** The contract's Appeal. */
    record Appeal(String text) {
        @Override
        public String toString() {
            return "Appeal[…]";
        }
    }

    /** What the door is built from: process-wide parts. */
    public record Needs(
            Pool pool,
            Reopening reopening,
            Appealing appealing,
            Supplier<PolicyLimits> limits,
            Supplier<WorkCalendar> calendar,
            AuditTrail trail,
            FieldCipher cipher,
            BlindIndex index,
            Messages messages,
            Supplier<UUID> ids,
            InstantSource clock) {}

    public AftercareHandler(Needs needs) {
        HeldReportRepository held = new HeldReportRepository();
        ratings = new RatingService(
                needs.pool(),
                held,
                new RatingRepository(),
                needs.reopening(),
                new Window(PolicyLimits.REOPEN_WINDOW, needs.limits(), needs.calendar()),
                needs.cipher(),
                needs.clock());
        appeals = new AppealService(
                needs.pool(),
                held,
                new AppealRepository(),
                needs.appealing(),
                new Window("APPEAL_WINDOW", needs.limits(), needs.calendar()),
                needs.cipher(),
                needs.clock());
        corrections = new CorrectionService(
                needs.pool(),
                held,
                new CorrectionRepository(),
                needs.trail(),
                needs.cipher(),
                needs.index(),
                needs.ids(),
                needs.clock());
        export = new DataExport(needs.pool(), needs.trail(), needs.cipher());
        messages = needs.messages();
    }

    public void bind(Api api) {
        api.bind("rateReport", this::rateReport);
        api.bind("appealReport", this::appealReport);
        api.bind("correctReport", this::correctReport);
        api.bind("exportMyData", this::exportMyData);
    }

    private Future<Reply> rateReport(Request request) {
        return ratings.rate(resident(request), request.parameter("receiptNo"), request.body(NewRating.class))
                .map(rated -> {
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put("score", rated.stored().score());
                    body.put("solved", rated.stored().solved());
                    body.put("ratedAt", rated.stored().changedAt());
                    body.put(
                            "reopened",
                            rated.outcome()
                                    .filter(Reopening.Outcome.REOPENED::equals)
                                    .isPresent());
                    body.put(
                            "text",
                            messages.text(
                                    request.language(),
                                    "rating." + rated.outcome().map(Enum::name).orElse("THANKS")));
                    return Reply.ok(body);
                });
    }

    private Future<Reply> appealReport(Request request) {
        return appeals.appeal(
                        resident(request),
                        request.parameter("receiptNo"),
                        request.uuid("Idempotency-Key"),
                        request.body(Appeal.class).text())
                .map(at -> Reply.created(
                        Map.of("appealedAt", at, "text", messages.text(request.language(), "appeal.received"))));
    }

    private Future<Reply> correctReport(Request request) {
        Correction correction = request.body(Correction.class);
        return corrections
                .correct(resident(request), request.parameter("receiptNo"), request.uuid("Idempotency-Key"), correction)
                .map(at -> Reply.created(Map.of(
                        "correctedAt",
                        at,
                        "fields",
                        correction.fields(),
                        "text",
                        messages.text(request.language(), "correction.received"))));
    }

    private Future<Reply> exportMyData(Request request) {
        return export.page(resident(request), request.optional("after").orElse(null), request.integer("limit", PAGE))
                .map(Reply::ok);
    }

    private static UUID resident(Request request) {
        return request.caller(Resident.class).residentId();
    }
}
